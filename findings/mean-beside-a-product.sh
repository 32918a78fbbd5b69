#!/usr/bin/env bash
# Autograd: in a float32 network a mean makes float64 gradients with NumPy 2, by @, not by dot.
#
# One would guess: a network, data and a loss in float32 have gradients in float32, the mean of
# the squares is their sum over their number, and X @ W is anp.dot(X, W). With NumPy 2 a loss
# by anp.mean is float32 and sends float64 back, and one by a sum over E.size does not; with NumPy
# 1.26 it is the other way round. @ passes float64 on to all layers before it; anp.dot turns
# it into the type of its factors. So a network written with dot has float64 for the bias behind
# the last product alone, and one written with @ for everything.
#
# (NumPy 1 made float64 of a float32 scalar over an integer, NumPy 2 makes it of a float32
# array over a NumPy integer, which is what the derivative of a mean divides by. That Autograd
# loses float32 at a maximum has been known for long: HIPS/autograd#199.)
#
# It matters to whoever trains in float32 for speed or memory: after one W = W - rate * dW the
# weights are float64 for good, all is twice as large, and a comparison with a hand-made
# backpropagation is not of like with like. What helps with both: a sum over np.float32(E.size).
#
# Seen with Autograd 1.9.1 and NumPy 2.4.6 and 1.26.4 (Python 3.11) on Linux. NumPy 1.26
# needs a Python up to 3.12.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > tried.py <<'PY'
import sys

import autograd.numpy as anp
import numpy as np
from autograd import grad

SHAPES = [(8, 3), (8, 1), (3, 4), (4, 1), (1,)]
rng = np.random.default_rng(1)
X, Y, W, V, b = (rng.random(shape).astype(np.float32) for shape in SHAPES)
PRODUCTS = {"@": lambda A, B: A @ B, "dot": anp.dot}
LOSSES = {
    "mean": lambda E: anp.mean(E**2),
    "sum / E.size": lambda E: anp.sum(E**2) / E.size,
    "sum / np.float32(E.size)": lambda E: anp.sum(E**2) / np.float32(E.size),
}
# The types of dW, dV and db, in bits, by NumPy's release.
SINGLE, DOUBLE, LAST = [32, 32, 32], [64, 64, 64], [32, 32, 64]
EXPECTED = {
    1: {"@": [SINGLE, DOUBLE, SINGLE], "dot": [SINGLE, LAST, SINGLE]},
    2: {"@": [DOUBLE, SINGLE, SINGLE], "dot": [LAST, SINGLE, SINGLE]},
}
expected = EXPECTED[int(np.__version__.partition(".")[0])]
for sign, product in PRODUCTS.items():
    for (name, loss_of), types in zip(LOSSES.items(), expected[sign]):

        def loss(W, V, b):
            return loss_of(product(anp.tanh(product(X, W)), V) + b - Y)

        value = loss(W, V, b).dtype
        found = [8 * grad(loss, k)(W, V, b).itemsize for k in range(3)]
        print(f"NumPy {np.__version__}, {sign}, {name}: the loss is {value}, dW, dV, db {found}")
        if found != types:
            sys.exit("the types of gradients have changed")
PY
for version in 1.26.4 2.4.6; do
    "${PYTHON:-python3}" -m venv "$version"
    "$version/bin/python" -m pip install --quiet --disable-pip-version-check \
        autograd==1.9.1 "numpy==$version"
    "$version/bin/python" tried.py
done
