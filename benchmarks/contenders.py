"""The contenders: each takes steps of gradient descent on one batch, by other means.

A contender is a function of a work that returns two others: ``steps(k)`` takes k steps
from where it stands, and ``weights()`` gives the weights as a list of NumPy matrices.
All start from the same weights, and multiply, add and derive the same things.
"""

import pathlib
import sys
import time
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import nnlib
from nnlib.backprop import backward
from nnlib.fast.buffers import buffer
from nnlib.fast.stepping import Pass, one_vector
from nnlib.fast.updates import updater
from nnlib.network import forward

ALPHA = 1e-3


class Work(NamedTuple):
    """What is to be done: a network, a batch and a float type."""

    n: list
    g: str
    m: int
    dtype: str

    @property
    def name(self):
        """The work in a line, as the tables have it."""
        kind = {"float64": "f64", "float32": "f32"}[self.dtype]
        return f"{'-'.join(map(str, self.n))} {self.g}, {self.m} examples, {kind}"

    def network(self):
        """The network, with its first weights. The last layer is the identity."""
        g = [self.g] * (len(self.n) - 2) + ["identity"]
        return nnlib.Network(self.n, g, seed=0, dtype=self.dtype)

    def examples(self, m=None):
        """X and Y, m rows of them."""
        rng = np.random.default_rng(1)
        m = m or self.m
        X, Y = rng.uniform(-1, 1, (m, self.n[0])), rng.uniform(0, 1, (m, self.n[-1]))
        return X.astype(self.dtype), Y.astype(self.dtype)


WORKS = [
    Work([1, 16, 16, 1], "tanh", 200, "float64"),
    Work([64, 30, 10], "sigmoid", 10, "float64"),
    Work([784, 128, 10], "relu", 128, "float32"),
    Work([1024, 1024, 1024, 1], "relu", 4096, "float32"),
]


def ours(work):
    """The book's package: one step as training takes it, on a batch at hand."""
    network, (X, Y) = work.network(), work.examples()
    optimiser = nnlib.GradientDescent(ALPHA)
    move = updater(optimiser, network.W)
    w, W = one_vector(network.W)
    dw, dW = one_vector(network.W)
    for l in W:
        W[l][:] = network.W[l]
    W_T = {l: W[l].T for l in W}
    batch = Pass(W, network.g, X, Y)

    def steps(k):
        for _ in range(k):
            batch.forward(W)
            batch.backward(W_T, dW, move.factor)
            move.update(w, dw, w)

    return steps, lambda: list(W.values())


def whole_train(work):
    """`nnlib.train` with all it does besides: batches drawn, losses kept, checks."""
    batches = 50 if work.m <= 128 else 1
    network, (X, Y) = work.network(), work.examples(batches * work.m)

    def steps(k):
        epochs = max(1, round(k / batches))
        nnlib.train(
            network,
            X,
            Y,
            nnlib.GradientDescent(ALPHA),
            epochs=epochs,
            batch_size=work.m,
        )
        return epochs * batches

    return steps, None if batches > 1 else lambda: list(network.W.values())


def plain_numpy(work):
    """The four equations as the book writes them, a new matrix for each result."""
    network, (X, Y) = work.network(), work.examples()

    def steps(k):
        W, g = network.W, network.g
        for _ in range(k):
            Z, A = forward(W, g, X)
            _, _, dW = backward(W, g, Z, A, Y)
            W = {l: W[l] - ALPHA * dW[l] for l in W}
        network.W = W

    return steps, lambda: list(network.W.values())


def example_by_example(work):
    """NumPy with a Python loop over the examples."""
    network, (X, Y) = work.network(), work.examples()
    if work.m * max(work.n) > 1e6:
        raise ImportError("a step takes many seconds")

    def steps(k):
        W, g, L = network.W, network.g, network.L
        for _ in range(k):
            dW = {l: np.zeros_like(W[l]) for l in W}
            for x, y in zip(X, Y, strict=True):
                z, a = {}, {0: x}
                for l in range(1, L + 1):
                    z[l] = a[l - 1] @ W[l]
                    a[l] = g[l](z[l])
                da = 2 / work.m * (a[L] - y)
                for l in range(L, 0, -1):
                    dz = da * g[l].prime(z[l])
                    dW[l] += np.outer(a[l - 1], dz)
                    da = W[l] @ dz
            W = {l: W[l] - ALPHA * dW[l] for l in W}
        network.W = W

    return steps, lambda: list(network.W.values())


def scikit_learn(work):
    """MLPRegressor. It has biases, which cannot be left out: they start at zero."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    warnings.simplefilter("ignore", ConvergenceWarning)
    network, (X, Y) = work.network(), work.examples()
    Y = Y.ravel() if Y.shape[1] == 1 else Y
    model = MLPRegressor(
        hidden_layer_sizes=work.n[1:-1],
        activation={"sigmoid": "logistic"}.get(work.g, work.g),
        solver="sgd",
        alpha=0,
        batch_size=work.m,
        learning_rate_init=2 * ALPHA,  # its loss has a factor 1/2
        momentum=0,
        shuffle=False,
        warm_start=True,
        max_iter=1,
        n_iter_no_change=10**9,
    )
    model.fit(X, Y)
    for l in network.W:
        model.coefs_[l - 1] = network.W[l].copy()
        model.intercepts_[l - 1] = np.zeros(work.n[l], work.dtype)

    def steps(k):
        model.max_iter = k
        model.fit(X, Y)

    return steps, lambda: model.coefs_


def hips_autograd(work):
    """Derivatives by the package autograd, which records what NumPy does."""
    import autograd.numpy as anp
    from autograd import grad

    network, (X, Y) = work.network(), work.examples()
    W = [network.W[l] for l in network.W]
    g = {
        "tanh": anp.tanh,
        "relu": lambda Z: anp.maximum(Z, 0),
        "sigmoid": lambda Z: 1 / (1 + anp.exp(-Z)),
    }[work.g]

    def loss(W):
        A = X
        for M in W[:-1]:
            A = g(A @ M)
        return anp.sum((A @ W[-1] - Y) ** 2) / work.m

    derivative = grad(loss)

    def steps(k):
        for _ in range(k):
            W[:] = [M - ALPHA * dM for M, dM in zip(W, derivative(W), strict=True)]

    return steps, lambda: W


def pytorch(work):
    """PyTorch, eager: each operation as it is met."""
    import torch

    network, (X, Y) = work.network(), work.examples()
    X, Y = torch.from_numpy(X), torch.from_numpy(Y)
    W = [torch.tensor(network.W[l], requires_grad=True) for l in network.W]
    g = getattr(torch, work.g)

    def steps(k):
        for _ in range(k):
            A = X
            for M in W[:-1]:
                A = g(A @ M)
            f = ((A @ W[-1] - Y) ** 2).sum() / work.m
            dW = torch.autograd.grad(f, W)
            with torch.no_grad():
                for M, dM in zip(W, dW, strict=True):
                    M.sub_(dM, alpha=ALPHA)

    return steps, lambda: [M.detach().numpy() for M in W]


def pytorch_modules(work):
    """PyTorch as its tutorials have it: layers, a loss and an optimiser as objects."""
    import torch
    from torch import nn

    network, (X, Y) = work.network(), work.examples()
    X, Y = torch.from_numpy(X), torch.from_numpy(Y)
    g = {"tanh": nn.Tanh, "relu": nn.ReLU, "sigmoid": nn.Sigmoid}[work.g]
    layers = []
    for l in network.W:
        W = torch.from_numpy(network.W[l].T.copy())
        layer = nn.Linear(work.n[l - 1], work.n[l], bias=False, dtype=W.dtype)
        layer.weight.data = W
        layers += [layer, g()]
    model = nn.Sequential(*layers[:-1])
    # Its mean is over all entries, ours over the examples.
    optimiser = torch.optim.SGD(model.parameters(), lr=ALPHA * work.n[-1])
    criterion = nn.MSELoss()

    def steps(k):
        for _ in range(k):
            optimiser.zero_grad()
            criterion(model(X), Y).backward()
            optimiser.step()

    return steps, lambda: [layer.weight.detach().numpy().T for layer in layers[::2]]


def _jax(work):
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp

    network, (X, Y) = work.network(), work.examples()
    X, Y = jnp.asarray(X), jnp.asarray(Y)
    g = {"tanh": jnp.tanh, "relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid}[work.g]

    def loss(W):
        A = X
        for M in W[:-1]:
            A = g(A @ M)
        return ((A @ W[-1] - Y) ** 2).sum() / work.m

    def step(W):
        return [M - ALPHA * dM for M, dM in zip(W, jax.grad(loss)(W), strict=True)]

    return jax, step, [jnp.asarray(network.W[l]) for l in network.W]


def jax_jit(work):
    """JAX, a step compiled as a whole and called from Python."""
    jax, step, W = _jax(work)
    compiled = jax.jit(step, donate_argnums=0)
    held = [W]

    def steps(k):
        for _ in range(k):
            held[0] = compiled(held[0])
        jax.block_until_ready(held[0])

    return steps, lambda: [np.asarray(M) for M in held[0]]


def jax_loop(work):
    """JAX, the loop over the steps compiled too, so that Python is out of it."""
    jax, step, W = _jax(work)

    def many(W, k):
        return jax.lax.fori_loop(0, k, lambda _, W: step(W), W)

    compiled = jax.jit(many, donate_argnums=0)
    held = [W]

    def steps(k):
        held[0] = jax.block_until_ready(compiled(held[0], k))

    return steps, lambda: [np.asarray(M) for M in held[0]]


def floor(work):
    """The matrix products of a step, and nothing else."""
    network, (X, Y) = work.network(), work.examples()
    W, L = network.W, network.L

    def like(M):
        return buffer(M.shape, work.dtype)

    A = {0: X, L: Y}
    for l in range(1, L):
        A[l] = like(np.empty((work.m, work.n[l])))
        A[l][:] = 0.5
    products = []
    for l in W:
        products.append((A[l - 1], W[l], like(A[l])))
    for l in range(L, 0, -1):
        products.append((A[l - 1].T, A[l], like(W[l])))
        if l > 1:
            products.append((A[l], W[l].T, like(A[l - 1])))
    calls = [_fastest(*product) for product in products]

    def steps(k):
        for _ in range(k):
            for call, a, b, out in calls:
                call(a, b, out)

    return steps, None


def _fastest(a, b, out):
    ways = [np.ndarray.dot, np.matmul]
    if a.shape[1] == 1:
        ways.append(np.multiply)  # a column times a row

    def seconds(way):
        def once(k):
            start = time.perf_counter()
            for _ in range(k):
                way(a, b, out)
            return (time.perf_counter() - start) / k

        k = max(1, int(2e-3 / once(1)))
        return min(once(k) for _ in range(5))

    return min(ways, key=seconds), a, b, out


CONTENDERS = {
    "floor": floor,
    "nnlib": ours,
    "nnlib, all of train": whole_train,
    "plain NumPy": plain_numpy,
    "example by example": example_by_example,
    "scikit-learn": scikit_learn,
    "HIPS autograd": hips_autograd,
    "PyTorch eager": pytorch,
    "PyTorch, nn and optim": pytorch_modules,
    "JAX jit": jax_jit,
    "JAX jit, loop inside": jax_loop,
}
