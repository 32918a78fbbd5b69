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


def centred_by_a_product(dG):
    p = len(dG)
    return (np.eye(p) - np.ones((p, p)) / p) @ dG


def centred_with_loops(dG):
    p, q = dG.shape
    dU = dG.copy()
    for i, j, s in np.ndindex(p, q, p):
        dU[i, j] -= dG[s, j] / p
    return dU


def mirrored_at_once(dG, U):
    return np.flipud(U) * (dG + np.flipud(dG))


def mirrored_with_loops(dG, U):
    p, q = U.shape
    dU = np.zeros((p, q))
    for s, t in np.ndindex(p, q):
        r = p - 1 - s
        dU[s, t] += dG[s, t] * U[r, t]
        dU[r, t] += dG[s, t] * U[s, t]
    return dU


def mirrored_by_a_product(dG, U):
    J = np.eye(len(U))[::-1]
    return dG * (J @ U) + J.T @ (dG * U)


VARIANTS = {
    "left-rule": [
        left_rule_with_loops,
        left_rule_with_einsum,
        left_rule_by_transposes,
    ],
    "twice": [twice_with_one_product, twice_with_loops],
    "centred-columns": [centred_by_a_product, centred_with_loops],
    "mirrored": [mirrored_at_once, mirrored_with_loops, mirrored_by_a_product],
}
