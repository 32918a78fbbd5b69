#!/usr/bin/env bash
# SciPy: a loss in single precision is minimised or left alone by the type it is returned in.
#
# One would guess: minimize sees the value of a loss, and float(value) has the same. With
# jac="2-point" SciPy takes the step of its differences from the type: for np.float32 one that
# such a loss can show. The very same numbers as Python's float, from float(), .item() or a
# NumPy mean in float64 at the end, get the step for double precision, some 1e-8 of a weight;
# the loss does not change, its derivative is taken to be 0, and the minimum is reported,
# success=True, where the search began. With jac=None, the usual, the step is fixed and all of
# these stop at the start (scipy#17636); so check_grad says of a gradient that is right that
# all of it is error.
#
# It matters to whoever hands a loss from PyTorch, JAX, ONNX or their own float32 code to SciPy:
# .item() is the usual way out of there. What helps is the gradient from backpropagation, or
# options={"eps": 1e-3}, and a look at nit: 0 steps.
#
# Seen with SciPy 1.17.1 and NumPy 2.4.6 (Python 3.11) on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check scipy==1.17.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
import scipy
from scipy.optimize import check_grad, minimize

BEGIN, BEST = np.array([0.5, 0.5]), np.array([2, -1])
X = np.random.default_rng(0).normal(size=(50, 2)).astype(np.float32)
Y = X @ BEST.astype(np.float32)


def loss(w):
    return np.mean((X @ w.astype(np.float32) - Y) ** 2)


def gradient(w):
    dw = 2 * X.T @ (X @ w.astype(np.float32) - Y) / len(X)
    return dw.astype(np.float64)


def as_float(w):
    return float(loss(w))


print(f"SciPy {scipy.__version__}, NumPy {np.__version__}")
for method in ("L-BFGS-B", "BFGS", "CG"):
    for name, function, options, moves in [
        ('np.float32, jac="2-point"', loss, {"jac": "2-point"}, True),
        ('float, jac="2-point"', as_float, {"jac": "2-point"}, False),
        ("np.float32, jac=None", loss, {}, False),
        ("float, jac=None", as_float, {}, False),
        ("float, jac=None, eps=1e-3", as_float, {"options": {"eps": 1e-3}}, True),
        ("float, jac=gradient", as_float, {"jac": gradient}, True),
    ]:
        found = minimize(function, BEGIN, method=method, **options)
        print(f"{method}, {name}: {found.nit} steps, success {found.success}, {found.x.round(2)}")
        if moves:
            assert np.allclose(found.x, BEST, atol=0.01), "the minimum is no longer found"
        else:
            assert found.success and found.nit == 0, "the surprise is gone"
            assert np.all(found.x == BEGIN), "the surprise is another"
error, size = check_grad(loss, gradient, BEGIN), np.linalg.norm(gradient(BEGIN))
print(f"check_grad: an error of {error:.4f}, where the gradient is {size:.4f} long")
assert np.isclose(error, size), "check_grad now chooses its step by the type"
PYTHON
