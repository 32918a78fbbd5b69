"""Gradient descent, from the first weights to the last."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.exercises.gradient_descent.problem import (
    SIZES,
    Gradients,
    Loss,
    network,
    problem,
)
from nnlib.optimisers import GradientDescent
from nnlib.training import train


def my_descent(W: Layers, f: Any, gradients: Any, alpha: float, steps: int) -> Any:
    """Return the last weights and the losses on the way to them.

    W is a dictionary of matrices, W[1] .. W[L], and must stay as it is. f(W) is the
    loss, a number; gradients(W) is the dictionary dW of its derivatives at W. The
    losses are an array of steps + 1 numbers: of the first weights, and after each step.
    """
    losses = [f(W)]
    for _ in range(steps):
        dW = gradients(W)
        W = {l: W[l] - alpha * dW[l] for l in W}
        losses.append(f(W))
    return W, np.array(losses)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for n, m, steps in (*SIZES, ((2, 1), 3, 0)):
        W, gradients = problem(rng, n, m)
        f, alpha = gradients.loss, float(rng.choice([0.2, 0.3]))
        yield W, f, Gradients(f, brief=True), alpha, steps


def _by_nnlib(W: Layers, f: Loss, gradients: Any, a: float, k: int) -> Any:
    if k == 0:
        return W, np.array([f(W)])
    trained = network(W)
    step = GradientDescent(a)
    history = train(trained, f.X, f.Y, step, epochs=k, loss_every=1)
    return trained.W, np.array(history.loss)


SLIPS = slips.of_function(
    my_descent,
    """
gradients-of-the-start: losses = [f(W)] -> losses = [f(W)]; first = W
and: dW = gradients(W) -> dW = gradients(first)
    the derivatives are calculated once, before the loop. They belong to the weights at
    which they are taken, and those change with every step.
always-from-the-start: losses = [f(W)] -> losses = [f(W)]; new = W
and: W = {l: W[l] -> new = {l: W[l]
and: losses.append(f(W)) -> losses.append(f(new))
and: return W -> return new
    every step begins again at the first weights. A step must begin where the one before
    has ended.
last-loss-missing: return W, np.array(losses) -> return W, losses[:-1]
    the losses lack the last one. There is one loss more than there are steps: before
    the first step and after each.
first-loss-missing: return W, np.array(losses) -> return W, losses[1:]
    the losses lack the first one, of the weights before any step.
one-step-too-few: range(steps) -> range(1, steps)
    one step too few. `range(1, steps)` has steps - 1 numbers.
layer-by-layer: W = {l: W[l] - alpha * dW[l] for l in W}
-> for l in W: W = {**W, l: W[l] - alpha * gradients(W)[l]}
    the derivatives of the second layer are taken after the first has moved. All layers
    step at once, with derivatives taken at the same weights.
writes-into-w: W = { -> W |= {
    the caller's weights are overwritten. `W[l] -= ...` and `W[l] = ...` write into what
    you were given. Make a new dictionary with new matrices.
starts-from-zeros: losses = [f(W)] -> W = {l: 0 * W[l] for l in W}; losses = [f(W)]
    it starts from zeros, not from the weights it is given.
    see: equal, spread=0
uphill: W[l] - alpha -> W[l] + alpha
    the sign: the losses rise, so the steps go uphill.
""",
)

training_loop = FunctionExercise(
    name="training-loop",
    title="Gradient descent, written by you",
    warm_up=True,
    task=r"""
Write gradient descent as a function that works for any loss. It is given first weights
`W`, a dictionary of matrices $W^{[1]}, \dots, W^{[L]}$; a function `f`, so that `f(W)`
is the loss; a function `gradients`, so that `gradients(W)` is the dictionary of all
$\frac{\partial f}{\partial W^{[l]}}$ at these weights; the learning rate `alpha`; and
the number of `steps`. In each step,

$$
W^{[l]} \leftarrow W^{[l]} - \alpha \frac{\partial f}{\partial W^{[l]}}
\qquad \text{for every } l \text{ at once}
$$

Return the weights after the last step, and an array of the losses: that of the first
weights, then the loss after each step. The weights you are given stay as they are.
""",
    hints=(
        "How many losses are there after 0 steps? After 1? Where in the code must the "
        "loss be looked at, then?",
        "At which weights are the derivatives of the second step taken? So where does "
        "the call of `gradients` stand, before the loop or in it?",
        "In the loop: first all derivatives at the present weights, then all new "
        "weights from them, then the loss of the new weights. Give the new dictionary "
        "the name `W`, and the next turn goes on from there.",
    ),
    derivation=r"""
One step of {eq}`eq-update` takes $W$ to $W - \alpha \nabla f(W)$, where $\nabla f(W)$
stands for the derivatives of all layers, taken at $W$. Call the first weights $W_0$ and
the weights after $k$ steps $W_k$. Then

$$
\begin{aligned}
W_1 &= W_0 - \alpha \nabla f(W_0) \\
W_2 &= W_1 - \alpha \nabla f(W_1)
\end{aligned}
$$

and so on. In each line the same weights occur twice: where the step begins and where
the derivatives are taken. That is why the call of `gradients` is in the loop, and why
its result is complete before any layer moves. The losses are
$f(W_0), f(W_1), \dots, f(W_k)$: one for each set of weights, and there is one set more
than there are steps.

The line that makes a new dictionary and calls it `W` does not touch the caller's
weights: it only lets the name `W` stand for something else inside the function.
""",
    function=my_descent,
    returns=("W", "losses"),
    cases=_cases,
    expected=_by_nnlib,
    slips=SLIPS,
)
