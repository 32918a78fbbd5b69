"""Right answers to the exercises of chapter 3, written in other ways."""

import numpy as np


def left_rule_with_loops(dG, K):
    (r, p), q = K.shape, dG.shape[1]
    dU = np.zeros((p, q))
    for i, j, s in np.ndindex(p, q, r):
        dU[i, j] += dG[s, j] * K[s, i]
    return dU


def left_rule_with_einsum(dG, K):
    return np.einsum("sj,si->ij", dG, K)


def left_rule_by_transposes(dG, K):
    return (dG.T @ K).T


def bias_rule_with_ones(dG):
    return np.ones((1, len(dG))) @ dG


def bias_rule_with_loops(dG):
    return np.array([[sum(column) for column in dG.T]])


def elementwise_rule_with_loops(dG, U, g):
    slope = g.prime(U)
    dU = np.empty_like(U)
    for i, j in np.ndindex(U.shape):
        dU[i, j] = slope[i, j] * dG[i, j]
    return dU


def elementwise_rule_with_einsum(dG, U, g):
    return np.einsum("ij,ij->ij", dG, g.prime(U))


def composed_in_one(X, W, C, g):
    def dX(X, W, C):
        return (2 * (g(X @ W) + C) * g.prime(X @ W)) @ W.T

    # f is the same for the transposes, with the factors in the other order.
    return dX(X, W, C), dX(W.T, X.T, C.T).T


def composed_with_einsum(X, W, C, g):
    Z = np.einsum("sk,kt->st", X, W)
    dZ = np.multiply(g.prime(Z), g(Z) + C) * 2
    return [np.einsum("it,jt->ij", dZ, W), np.einsum("si,sj->ij", X, dZ)]


def twice_with_one_product(dG, U):
    return (dG + dG.T) @ U


def twice_with_loops(dG, U):
    p, q = U.shape
    dU = np.zeros((p, q))
    for s, t, k in np.ndindex(p, p, q):
        # G_st holds U_sk U_tk.
        dU[s, k] += dG[s, t] * U[t, k]
        dU[t, k] += dG[s, t] * U[s, k]
    return dU


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
