"""Right answers to the exercises of chapter 2, written in other ways."""

import numpy as np


def layer_with_loops(X, W):
    A = np.empty((len(X), W.shape[1]))
    for i, x in enumerate(X):
        for j in range(W.shape[1]):
            A[i, j] = np.tanh(sum(x[k] * W[k, j] for k in range(len(x))))
    return A


def layer_with_einsum(X, W):
    return np.tanh(np.einsum("ik,kj->ij", X, W))


VARIANTS = {
    "layer": [layer_with_loops, layer_with_einsum],
}
