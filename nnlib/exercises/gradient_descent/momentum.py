"""Gradient descent with momentum."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.exercises.gradient_descent.problem import SIZES, Gradients, network, problem
from nnlib.optimisers import Momentum
from nnlib.training import train


def with_momentum(
    W: Layers, gradients: Any, alpha: float, beta: float, steps: int
) -> Layers:
    """Return the weights after some steps with momentum, shaped as those in W.

    W is a dictionary of matrices, W[1] .. W[L], and must stay as it is. gradients(W) is
    the dictionary dW of the derivatives at W. V[l] is zero before the first step.
    """
    V = {l: np.zeros_like(W[l]) for l in W}
    for _ in range(steps):
        dW = gradients(W)
        V = {l: beta * V[l] + dW[l] for l in W}
        W = {l: W[l] - alpha * V[l] for l in W}
    return W


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    betas = [0.5, 0.5, 0.5, 0.9, 0.8, 0.9, 0.0]
    for (n, m, steps), beta in zip(SIZES, betas, strict=True):
        yield *problem(rng, n, m), float(rng.choice([0.2, 0.3])), beta, steps


def _by_nnlib(W: Layers, gradients: Gradients, a: float, beta: float, k: int) -> Layers:
    trained, loss = network(W), gradients.loss
    train(trained, loss.X, loss.Y, Momentum(a, beta), epochs=k)
    return trained.W


momentum = FunctionExercise(
    name="momentum",
    title="Momentum",
    task=r"""
Momentum keeps, for each layer $l = 1, \dots, L$, a running sum $V^{[l]}$ of past
derivatives of the loss $f$ and moves along it. $V^{[l]}$ has the shape of $W^{[l]}$ and
starts at zero. In each step, for every layer,

$$
\begin{aligned}
V^{[l]} &\leftarrow \beta V^{[l]} + \frac{\partial f}{\partial W^{[l]}} \\
W^{[l]} &\leftarrow W^{[l]} - \alpha V^{[l]}
\end{aligned}
$$

with the learning rate $\alpha > 0$ and a number $0 \le \beta < 1$. Write it for any
loss: `gradients(W)` gives the dictionary of all
$\frac{\partial f}{\partial W^{[l]}}$ at the weights `W`. Return the weights after the
last step. The weights you are given stay as they are.
""",
    hints=(
        "What must be remembered from one step to the next? It has to exist before the "
        "loop begins.",
        "In the first line of the formula, the V on the right is that of the step "
        "before. In the second line, V is already the new one.",
        "`np.zeros_like(M)` has the shape of `M` and is filled with zeros. One such "
        "matrix for each layer, then the loop: all of dW, all of V, all of W.",
    ),
    derivation=r"""
Write $\nabla f(W)$ for the derivatives of all layers at the weights $W$, $W_0$ for the
first weights and $W_1, W_2, \dots$ for those after each step. With $V = 0$ at the
start, {eq}`eq-momentum` gives

$$
\begin{aligned}
V_1 &= \nabla f(W_0) \\
V_2 &= \beta \, \nabla f(W_0) + \nabla f(W_1) \\
V_3 &= \beta^2 \, \nabla f(W_0) + \beta \, \nabla f(W_1) + \nabla f(W_2)
\end{aligned}
$$

The first step is that of plain gradient descent. From the second on the past counts,
and the older a derivative, the less. So `V` is made before the loop, once: made inside,
it would be zero again in each step, and nothing would be left but gradient descent.

In the second line of the update the new $V$ is used. With the old one the first step
would be no step at all, since $V_0 = 0$, and every derivative would come into play one
step late. For $\beta = 0$ only the newest derivative remains, and all is as without
momentum: a good check of your own.
""",
    function=with_momentum,
    returns="W",
    cases=_cases,
    expected=_by_nnlib,
    slips=slips.of_function(
        with_momentum,
        """
forgotten-v: beta * V[l] + dW[l] -> dW[l]
    V is forgotten between the steps, so this is plain gradient descent. Where is V set
    to zero?
    see: momentum, w1=-4.5, w2=0.5
average: beta * V[l] + dW[l] -> beta * V[l] + (1 - beta) * dW[l]
    the derivative carries a factor 1 - beta. Some books do that. Here V is a sum, not
    an average.
    see: surface, method=momentum, alpha=0.03
step-along-the-old-v: V = {l: beta -> old = V; V = {l: beta
and: alpha * V[l] -> alpha * old[l]
    the step is taken along the V of the step before. First V, then W.
uphill: W[l] - alpha * V[l] -> W[l] + alpha * V[l]
    the sign of the step. V adds up derivatives, and these point uphill.
no-alpha: W[l] - alpha * V[l] -> W[l] - V[l]
    the learning rate is missing: the step is as long as V.
    see: surface, method=momentum, alpha=1.1
alpha-twice: beta * V[l] + dW[l] -> beta * V[l] + alpha * dW[l]
    the learning rate is in there twice: in V, and in the step along it.
    see: surface, method=momentum, alpha=0.03
beta-before-dw: beta * V[l] + dW[l] -> V[l] + beta * dW[l]
    beta stands before the derivative. It is the old V that is to fade.
one-step-ahead: W[l] - alpha * V[l] -> W[l] - alpha * (dW[l] + beta * V[l])
    the newest derivative counts more than the formula says. That is another method,
    Nesterov's, which looks one step ahead. Here V alone moves W.
starts-with-dw: V = {l: np.zeros_like(W[l]) for l in W} -> V = gradients(W)
    V starts with the first derivatives, so these count twice. It starts at zero.
writes-into-w: W = { -> W |= {
    the weights you were given are overwritten. Only the name `W` may stand for
    something new.
""",
    ),
)
