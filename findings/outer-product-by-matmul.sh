#!/usr/bin/env bash
# A product of a column and a row is several times slower by @ than by dot.
#
# One would guess: `a @ b` and `a.dot(b)` of two matrices in C order cost the same, since
# NumPy hands both to BLAS, and its documentation recommends @. From an inner size of 2 on
# they do. With an inner size of 1, matmul takes a plain loop of its own and dot goes on
# using BLAS: 3 to 10 times as fast on one thread.
#
# It matters to whoever trains networks one example at a time, or with a first layer of one
# input or a last layer of one node: dW = A.T @ dZ and dA = dZ @ W.T are such products, so a
# third to a half of a step can go here. Nothing warns, the results are equal, and a profile
# shows "matmul" alone.
#
# Seen with NumPy 2.4.6 (its own OpenBLAS) on Linux, x86-64: medians of @ over dot, in turn,
#   float32, inner size 1: 7 to 9    float64, inner size 1: 3 to 4    inner size 2: 0.7 to 1.1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
OPENBLAS_NUM_THREADS=1 "$folder/venv/bin/python" - <<'PYTHON'
import statistics
import time

import numpy as np


def seconds(call):
    start = time.perf_counter()
    for _ in range(20):
        call()
    return time.perf_counter() - start


def slower(inner, dtype):
    """How many times as long @ takes as dot, each writing into the same matrix."""
    rng = np.random.default_rng(0)
    a = rng.random((400, inner)).astype(dtype)
    b = rng.random((inner, 400)).astype(dtype)
    out = np.empty((400, 400), dtype)
    assert np.allclose(a @ b, a.dot(b))
    ratios = [
        seconds(lambda: np.matmul(a, b, out)) / seconds(lambda: np.dot(a, b, out))
        for _ in range(31)
    ]
    return statistics.median(ratios)


print(f"NumPy {np.__version__}")
found = {}
for dtype in (np.float32, np.float64):
    for inner in (1, 2):
        found[dtype, inner] = slower(inner, dtype)
        print(f"{dtype.__name__}, inner size {inner}: @ takes {found[dtype, inner]:.1f} x dot")

for dtype in (np.float32, np.float64):
    assert found[dtype, 1] > 1.5, "the surprise is gone: @ keeps up with dot"
    assert found[dtype, 2] < 1.5, "the surprise is another: inner size 2 is slow as well"
PYTHON
