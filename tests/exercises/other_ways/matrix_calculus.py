"""Right answers to the exercises of chapter 3, written in other ways."""

import numpy as np


def left_rule_with_loops(dG, W):
    (p, m), n = W.shape, dG.shape[1]
    dX = np.zeros((m, n))
    for i, j, k in np.ndindex(m, n, p):
        dX[i, j] += dG[k, j] * W[k, i]
    return dX


def left_rule_with_einsum(dG, W):
    return np.einsum("kj,ki->ij", dG, W)


def left_rule_by_transposes(dG, W):
    return (dG.T @ W).T


def bias_rule_with_ones(dG):
    return np.ones((1, len(dG))) @ dG


def bias_rule_with_loops(dG):
    return np.array([[sum(column) for column in dG.T]])


def elementwise_rule_with_loops(dG, X, g):
    slope = g.prime(X)
    dX = np.empty_like(X)
    for i, j in np.ndindex(X.shape):
        dX[i, j] = slope[i, j] * dG[i, j]
    return dX


def elementwise_rule_with_einsum(dG, X, g):
    return np.einsum("ij,ij->ij", dG, g.prime(X))


def composed_in_one(X, W, C, g):
    def dX(X, W, C):
        return (2 * (g(X @ W) + C) * g.prime(X @ W)) @ W.T

    # f is the same for the transposes, with the factors in the other order.
    return dX(X, W, C), dX(W.T, X.T, C.T).T


def composed_with_einsum(X, W, C, g):
    Z = np.einsum("ik,kl->il", X, W)
    dZ = np.multiply(g.prime(Z), g(Z) + C) * 2
    return [np.einsum("il,jl->ij", dZ, W), np.einsum("ki,kl->il", X, dZ)]


def twice_with_one_product(dG, X):
    return (dG + dG.T) @ X


def twice_with_loops(dG, X):
    m, n = X.shape
    dX = np.zeros((m, n))
    for k, l, q in np.ndindex(m, m, n):
        # G_kl holds X_kq X_lq.
        dX[k, q] += dG[k, l] * X[l, q]
        dX[l, q] += dG[k, l] * X[k, q]
    return dX


VARIANTS = {
    "left-rule": [
        left_rule_with_loops,
        left_rule_with_einsum,
        left_rule_by_transposes,
    ],
    "bias-rule": [bias_rule_with_ones, bias_rule_with_loops],
    "elementwise-rule": [elementwise_rule_with_loops, elementwise_rule_with_einsum],
    "composed": [composed_in_one, composed_with_einsum],
    "twice": [twice_with_one_product, twice_with_loops],
}
