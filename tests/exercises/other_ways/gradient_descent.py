"""Right answers to the exercises of chapter 5, written in other ways."""

import copy

import numpy as np


def descent_with_a_list(W, f, gradients, alpha, steps):
    path = [W]
    while len(path) <= steps:
        path.append(step_with_loops(path[-1], gradients(path[-1]), alpha))
    return [path[-1], [f(W) for W in path]]


def descent_by_recursion(W, f, gradients, alpha, steps):
    if steps == 0:
        return W, [f(W)]
    new = step_in_a_copy(W, gradients(W), alpha)
    last, losses = descent_by_recursion(new, f, gradients, alpha, steps - 1)
    return last, [f(W), *losses]


def adam_layer_by_layer(W, gradients, alpha, beta1, beta2, epsilon, steps):
    W, R, S = dict(W), {}, {}
    for t in range(1, steps + 1):
        dW = gradients(W)
        for l in W:
            R[l] = beta1 * R.get(l, 0) + (1 - beta1) * dW[l]
            S[l] = beta2 * S.get(l, 0) + (1 - beta2) * dW[l] * dW[l]
            R_hat = R[l] / (1 - beta1**t)
            S_hat = S[l] / (1 - beta2**t)
            W[l] = W[l] - alpha * R_hat / (S_hat**0.5 + epsilon)
    return W


def adam_from_all_derivatives(W, gradients, alpha, beta1, beta2, epsilon, steps):
    """Both repaired means are weighted means of all derivatives so far."""

    def mean(values, beta):
        weights = beta ** np.arange(len(values))[::-1]
        return np.average(values, axis=0, weights=weights)

    past = []
    for _ in range(steps):
        past.append(gradients(W))
        new = {}
        for l in W:
            all_dW = np.array([dW[l] for dW in past])
            new[l] = W[l] - alpha * mean(all_dW, beta1) / (
                np.sqrt(mean(all_dW**2, beta2)) + epsilon
            )
        W = new
    return W


def step_in_a_copy(W, dW, alpha):
    W = copy.deepcopy(W)
    for l in W:
        W[l] -= alpha * dW[l]
    return W


def step_with_loops(W, dW, alpha):
    new = {}
    for l, M in W.items():
        new[l] = np.zeros(M.shape)
        for i, j in np.ndindex(M.shape):
            new[l][i, j] = M[i, j] + alpha * -dW[l][i, j]
    return new


def clipped_in_one_row(W, dW, alpha, c):
    N = np.linalg.norm(np.concatenate([M.ravel() for M in dW.values()]))
    if N > c:
        alpha = alpha * c / N
    return step_in_a_copy(W, dW, alpha)


def clipped_with_loops(W, dW, alpha, c):
    square = 0
    for l in dW:
        for i, j in np.ndindex(dW[l].shape):
            square += dW[l][i, j] ** 2
    scale = 1 if square <= c**2 else c / square**0.5
    return step_with_loops(W, {l: scale * dW[l] for l in dW}, alpha)


VARIANTS = {
    "training-loop": [descent_with_a_list, descent_by_recursion],
    "adam": [adam_layer_by_layer, adam_from_all_derivatives],
    "clipped": [clipped_in_one_row, clipped_with_loops],
}
