#!/usr/bin/env bash
# scikit-learn's MLPRegressor with k outputs steps k times as far as its loss says.
#
# One would guess: with solver="sgd", momentum=0 and alpha=0 one step moves the weights by
# learning_rate_init times the derivative of the loss that the regressor reports, loss_.
# It does for one output. For k outputs it moves them by k times that: loss_ divides the
# squares by the number of examples and outputs, the derivative by the examples alone.
#
# It matters to whoever checks their own backpropagation against MLPRegressor, compares its
# loss curve with another library's, or carries a learning rate over: the gradients seem
# wrong by a whole number, and the same rate diverges sooner the more columns Y has. An
# L2 penalty alpha (which is not multiplied) also weighs k times less than loss_ suggests.
#
# Seen with scikit-learn 1.9.1, NumPy 2.4.6: step / (rate x measured derivative of loss_) is
#   1.00 for 1 output, 2.00 for 2, 5.00 for 5, 10.00 for 10
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  scikit-learn==1.9.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import copy
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPRegressor

RATE, H = 1e-5, 1e-5


def one_step(net, X, y):
    """Take one step with all examples; return the loss reported for before it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net.partial_fit(X, y)
    return net.loss_


def ratio(k):
    """The step of one weight, over the rate times the measured derivative of loss_."""
    rng = np.random.default_rng(k)
    X = rng.random((40, 3))
    Y = rng.random((40, k))
    y = Y.ravel() if k == 1 else Y
    net = MLPRegressor(
        hidden_layer_sizes=(4,), activation="tanh", solver="sgd", momentum=0, alpha=0,
        learning_rate_init=RATE, batch_size=40, shuffle=False, random_state=0,
    )
    one_step(net, X, y)
    losses = {}
    for nudge in (-H, H):
        other = copy.deepcopy(net)
        other.coefs_[1][0, 0] += nudge
        losses[nudge] = one_step(other, X, y)
    derivative = (losses[H] - losses[-H]) / (2 * H)
    before = net.coefs_[1][0, 0]
    one_step(net, X, y)
    return (before - net.coefs_[1][0, 0]) / (RATE * derivative)


print(f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}")
for k in (1, 2, 5, 10):
    found = ratio(k)
    print(f"{k:2} outputs: the step is {found:.2f} times the rate times the derivative")
    assert abs(found / k - 1) < 0.01, "the surprise is gone, or is another"
PYTHON
