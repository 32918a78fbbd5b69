"""Right answers to the exercises of chapter 4, written in other ways."""

import numpy as np


def output_layer_with_loops(A, Z, Y, g):
    m, p = Y.shape
    dA, dZ = np.empty((m, p)), np.empty((m, p))
    slope = g.prime(Z)
    for i, j in np.ndindex(m, p):
        dA[i, j] = (A[i, j] - Y[i, j]) / m * 2
        dZ[i, j] = slope[i, j] * dA[i, j]
    return dA, dZ


def output_layer_in_another_form(A, Z, Y, g):
    dA = -(Y - A) / (0.5 * Y.shape[0])
    return [dA, np.multiply(g.prime(Z), dA)]


def hidden_layer_with_einsum(dZ_next, W_next, Z, A_before, g):
    dZ = np.einsum("ik,jk,ij->ij", dZ_next, W_next, g.prime(Z))
    return dZ, np.einsum("ij,ik->jk", A_before, dZ)


def hidden_layer_one_example_at_a_time(dZ_next, W_next, Z, A_before, g):
    dZ, dW = np.empty_like(Z), 0
    for i, slope in enumerate(g.prime(Z)):
        dZ[i] = (W_next @ dZ_next[i]) * slope
        dW = dW + np.outer(A_before[i], dZ[i])
    return dZ, dW


def backward_as_in_the_chapter(W, g, Z, A, Y):
    m, L = len(Y), len(W)
    dA, dZ, dW = {}, {}, {}
    dA[L] = 2 / m * (A[L] - Y)
    for l in range(L, 0, -1):
        if l < L:
            dA[l] = dZ[l + 1] @ W[l + 1].T
        dZ[l] = dA[l] * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ[l]
    return dW


def backward_one_example_at_a_time(W, g, Z, A, Y):
    L = max(W)
    dW = {l: np.zeros(W[l].shape) for l in W}
    for i in range(len(Y)):
        da = 2 * (A[L][i] - Y[i]) / len(Y)
        for l in reversed(range(1, L + 1)):
            dz = da * g[l].prime(Z[l])[i]
            dW[l] += np.outer(A[l - 1][i], dz)
            da = W[l] @ dz
    return dW


def gradient_check_in_place(f, U, h):
    dU = np.empty_like(U)
    for i, j in np.ndindex(U.shape):
        U[i, j] += h
        raised = f(U)
        U[i, j] -= 2 * h
        lowered = f(U)
        U[i, j] += h
        dU[i, j] = (raised - lowered) / 2 / h
    return dU


def gradient_check_with_copies(f, U, h):
    rows, columns = U.shape
    dU = []
    for i in range(rows):
        dU.append([])
        for j in range(columns):
            up, down = U.copy(), U.copy()
            up[i, j] = up[i, j] + h
            down[i, j] = down[i, j] - h
            dU[i].append((f(up) - f(down)) / (up[i, j] - down[i, j]))
    return np.array(dU)


def with_biases_by_a_column_of_ones(X, Y, W, b, g):
    m = len(Y)
    ones = np.ones((m, 1))
    b_and_W = {l: np.vstack([b[l], W[l]]) for l in W}
    into, slope, A = {}, {}, X
    for l in W:
        into[l] = np.hstack([ones, A])
        Z = into[l] @ b_and_W[l]
        slope[l] = g[l].prime(Z)
        A = g[l](Z)
    dW, db = {}, {}
    dA = 2 / m * (A - Y)
    for l in reversed(W):
        dZ = dA * slope[l]
        both = into[l].T @ dZ
        db[l], dW[l] = both[:1], both[1:]
        dA = (dZ @ b_and_W[l].T)[:, 1:]
    return dW, db


def with_biases_by_recursion(X, Y, W, b, g):
    dW, db = {}, {}

    def back_through(l, A):
        if l > len(W):
            return 2 / len(Y) * (A - Y)
        Z = A @ W[l] + b[l]
        dZ = back_through(l + 1, g[l](Z)) * g[l].prime(Z)
        dW[l] = np.einsum("ij,ik->jk", A, dZ)
        db[l] = np.ones((1, len(Y))) @ dZ
        return dZ @ W[l].T

    back_through(1, X)
    return dW, db


VARIANTS = {
    "output-layer": [output_layer_with_loops, output_layer_in_another_form],
    "hidden-layer": [hidden_layer_with_einsum, hidden_layer_one_example_at_a_time],
    "backward": [backward_as_in_the_chapter, backward_one_example_at_a_time],
    "gradient-check": [gradient_check_in_place, gradient_check_with_copies],
    "with-biases": [with_biases_by_a_column_of_ones, with_biases_by_recursion],
}
