"""The contenders: each takes steps of gradient descent on one batch, by other means.

A contender is a function of a work that returns two others: ``steps(k)`` takes k steps
from where it stands, and ``weights()`` gives the weights as a list of NumPy matrices.
All start from the same weights, and multiply, add and derive the same things.

The loops, at the end, are whole trainings. There ``steps(k)`` trains k times, each time
from the first weights, on the same batches in the same order.
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
        rng, m = np.random.default_rng(1), m or self.m
        X, Y = (rng.random((m, n), self.dtype) for n in (self.n[0], self.n[-1]))
        # In place: what is made on the way would count as memory.
        X *= 2
        X -= 1
        return X, Y


class Loop(NamedTuple):
    """A whole training: so many batches an epoch, of the size that the work has."""

    step: Work
    batches: int
    epochs: int

    @property
    def name(self):
        """The training in a line, as the tables have it."""
        n, g, m, dtype = self.step
        work = Work(n, g, m * self.batches, dtype).name
        batches = f"batches of {m}" if self.batches > 1 else "full batch"
        return f"{work}, {batches}, {self.epochs} epochs"

    @property
    def dtype(self):
        """The float type of weights and examples."""
        return self.step.dtype

    def network(self):
        """The network, with its first weights."""
        return self.step.network()

    def examples(self):
        """X and Y, the rows of all batches."""
        return self.step.examples(self.batches * self.step.m)

    def orders(self):
        """For each epoch the order of the examples, or None if there is one batch."""
        rng = np.random.default_rng(0)
        m = self.batches * self.step.m
        for _ in range(self.epochs):
            yield rng.permutation(m) if self.batches > 1 else None


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
    "plain NumPy": plain_numpy,
    "example by example": example_by_example,
    "scikit-learn": scikit_learn,
    "HIPS autograd": hips_autograd,
    "PyTorch eager": pytorch,
    "PyTorch, nn and optim": pytorch_modules,
    "JAX jit": jax_jit,
    "JAX jit, loop inside": jax_loop,
}


def repeated(run):
    """Return ``steps(k)``, which runs k times."""

    def steps(k):
        for _ in range(k):
            run()

    return steps


def train(loop):
    """`nnlib.train`, called as a reader calls it."""
    (X, Y), network, trained = loop.examples(), loop.network(), []
    first = network.W

    def run():
        network.W = dict(first)
        nnlib.train(
            network,
            X,
            Y,
            nnlib.GradientDescent(ALPHA),
            epochs=loop.epochs,
            batch_size=loop.step.m,
        )
        trained[:] = network.W.values()

    return repeated(run), lambda: trained


def steps_alone(loop):
    """As many steps as `train` takes, by the same code, on one batch at hand."""
    steps, _ = ours(loop.step)
    return lambda k: steps(k * loop.epochs * loop.batches), None


def numpy_loop(loop):
    """A loop that a reader writes: the book's equations, and no loss."""
    (X, Y), size, trained = loop.examples(), loop.step.m, []
    network = loop.network()

    def run():
        W, g = network.W, network.g
        for order in loop.orders():
            for start in range(0, len(X), size):
                x, y = X, Y
                if order is not None:
                    rows = order[start : start + size]
                    x, y = X[rows], Y[rows]
                Z, A = forward(W, g, x)
                _, _, dW = backward(W, g, Z, A, y)
                W = {l: W[l] - ALPHA * dW[l] for l in W}
        trained[:] = W.values()

    return repeated(run), lambda: trained


def pytorch_loop(loop):
    """A loop that a reader writes with PyTorch, eager, with a running loss."""
    import torch

    X, Y = (torch.from_numpy(M) for M in loop.examples())
    size, m, g, trained = loop.step.m, len(X), getattr(torch, loop.step.g), []
    network = loop.network()

    def run():
        W = [torch.tensor(M, requires_grad=True) for M in network.W.values()]
        history = []
        for order in loop.orders():
            running = 0.0
            order = None if order is None else torch.from_numpy(order)
            for start in range(0, m, size):
                x, y = X, Y
                if order is not None:
                    rows = order[start : start + size]
                    x, y = X[rows], Y[rows]
                A = x
                for M in W[:-1]:
                    A = g(A @ M)
                f = ((A @ W[-1] - y) ** 2).sum() / size
                dW = torch.autograd.grad(f, W)
                with torch.no_grad():
                    for M, dM in zip(W, dW, strict=True):
                        M.sub_(dM, alpha=ALPHA)
                running += f.item() * size
            history.append(running / m)
        trained[:] = (M.detach().numpy() for M in W)

    return repeated(run), lambda: trained


LOOPS = [
    Loop(WORKS[1], batches=50, epochs=5),
    Loop(WORKS[2], batches=50, epochs=5),
    Loop(WORKS[3], batches=1, epochs=3),
]
LOOPERS = {
    "its steps alone": steps_alone,
    "nnlib.train": train,
    "plain NumPy loop": numpy_loop,
    "PyTorch eager loop": pytorch_loop,
}
