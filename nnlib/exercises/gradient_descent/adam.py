"""Adam."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.exercises.gradient_descent.problem import SIZES, Gradients, network, problem
from nnlib.optimisers import Adam
from nnlib.training import train


def with_adam(
    W: Any, gradients: Any, alpha: Any, beta1: Any, beta2: Any, epsilon: Any, steps: int
) -> Any:
    """Return the weights after some steps of Adam, shaped as those in W.

    W is a dictionary of matrices, W[1] .. W[L], and must stay as it is. gradients(W) is
    the dictionary dW of the derivatives at W. R[l] and S[l] are zero before the first
    step, in which t is 1.
    """
    R = {l: np.zeros_like(W[l]) for l in W}
    S = {l: np.zeros_like(W[l]) for l in W}
    for t in range(1, steps + 1):
        dW = gradients(W)
        R = {l: beta1 * R[l] + (1 - beta1) * dW[l] for l in W}
        S = {l: beta2 * S[l] + (1 - beta2) * dW[l] ** 2 for l in W}
        R_hat = {l: R[l] / (1 - beta1**t) for l in W}
        S_hat = {l: S[l] / (1 - beta2**t) for l in W}
        W = {l: W[l] - alpha * R_hat[l] / (np.sqrt(S_hat[l]) + epsilon) for l in W}
    return W


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for n, m, steps in SIZES:
        beta1, beta2 = (0.5, 0.75) if m == 1 else (0.9, 0.99)
        alpha = float(rng.choice([0.1, 0.2]))
        yield *problem(rng, n, m), alpha, beta1, beta2, 0.1, steps


def _by_nnlib(
    W: Layers, gradients: Gradients, a: float, b1: float, b2: float, e: float, k: int
) -> Layers:
    trained, loss = network(W), gradients.loss
    train(trained, loss.X, loss.Y, Adam(a, b1, b2, e), epochs=k)
    return trained.W


SLIPS = slips.of_function(
    with_adam,
    """
no-repair: R[l] / (1 - beta1**t) -> R[l]
and: S[l] / (1 - beta2**t) -> S[l]
    R and S are used as they are. They start from zero, so at first both are too small,
    and the third line of the formula repairs that.
r-alone-repaired: S[l] / (1 - beta2**t) -> S[l]
    S is used as it is. It starts from zero as R does, so it needs the same repair, with
    its own beta.
s-alone-repaired: R[l] / (1 - beta1**t) -> R[l]
    R is used as it is. It starts from zero as S does, so it needs the same repair, with
    its own beta.
times-t: R[l] / (1 - beta1**t) -> R[l] / (1 - beta1 * t)
and: S[l] / (1 - beta2**t) -> S[l] / (1 - beta2 * t)
or: R[l] / (1 - beta1**t) -> R[l] / (1 - beta1 * t)
or: S[l] / (1 - beta2**t) -> S[l] / (1 - beta2 * t)
    beta is multiplied by t. In the formula t is an exponent, and 1 minus a power of
    beta stays between 0 and 1.
no-power: R[l] / (1 - beta1**t) -> R[l] / (1 - beta1)
and: S[l] / (1 - beta2**t) -> S[l] / (1 - beta2)
or: R[l] / (1 - beta1**t) -> R[l] / (1 - beta1)
or: S[l] / (1 - beta2**t) -> S[l] / (1 - beta2)
    the exponent t is missing in the repair. It must be strong in the first step and
    fade in the later ones.
beta1-twice: S[l] / (1 - beta2**t) -> S[l] / (1 - beta1**t)
    both are repaired with beta1. S was made with another beta, and that is the one that
    undoes it.
beta2-twice: R[l] / (1 - beta1**t) -> R[l] / (1 - beta2**t)
    both are repaired with beta2. R was made with another beta, and that is the one that
    undoes it.
reset-both: beta1 * R[l] -> 0
and: beta2 * S[l] -> 0
    R and S are set to zero in every step, so nothing of earlier derivatives is left.
    Where do they start, before the loop or in it?
reset-both-no-repair: beta1 * R[l] + -> 0 +
and: beta2 * S[l] + -> 0 +
and: R[l] / (1 - beta1**t) -> R[l]
and: S[l] / (1 - beta2**t) -> S[l]
    R and S are set to zero in every step, so nothing of earlier derivatives is left.
    And they are used as they are, although they start too small.
reset-r: beta1 * R[l] -> 0
    R is set to zero in every step, so it forgets the earlier derivatives. S keeps its
    past.
    see: momentum
reset-s: beta2 * S[l] -> 0
    S is set to zero in every step, so it forgets the earlier squares. R keeps its past.
repair-kept: R_hat = { -> R_hat = R = {
and: S_hat = { -> S_hat = S = {
    the repaired R and S are kept, and the next step begins with them. Each step repairs
    its own copy, and the running means go on as they were.
t-counts-layers: R[l] / (1 - beta1**t) -> R[l] / (1 - beta1 ** ((t - 1) * len(W) + l))
and: S[l] / (1 - beta2**t) -> S[l] / (1 - beta2 ** ((t - 1) * len(W) + l))
    t goes up with every layer. It counts steps, and in one step all layers have the
    same t.
epsilon-under-the-root: np.sqrt(S_hat[l]) + epsilon -> np.sqrt(S_hat[l] + epsilon)
    epsilon stands under the root. It is added to the root.
no-epsilon: np.sqrt(S_hat[l]) + epsilon -> np.sqrt(S_hat[l])
    epsilon is left out. It keeps the step short where S is nearly zero.
no-root: np.sqrt(S_hat[l]) + epsilon -> S_hat[l] + epsilon
    the root is missing: S is a mean of squares.
math-sqrt: np.sqrt(S_hat[l]) + epsilon -> math.sqrt(S_hat[l]) + epsilon
    math.sqrt takes one number. S is a matrix, even if it has one entry, and np.sqrt
    works on every entry.
squares-of-r: (1 - beta2) * dW[l] ** 2 -> (1 - beta2) * R[l] ** 2
    S is fed with the square of R. It is a mean of the squared derivatives.
betas-exchanged: beta1, beta2 -> beta2, beta1
    beta1 and beta2 have changed places. beta1 belongs to R.
uphill: W[l] - alpha -> W[l] + alpha
    the sign of the step. R follows the derivatives, and these point uphill.
writes-into-w: W = { -> W |= {
    the old weights are overwritten: a new dictionary is wanted.
""",
)

adam = FunctionExercise(
    name="adam",
    title="Adam",
    warm_up=True,
    task=r"""
Adam gives each weight a step length of its own. For each layer $l = 1, \dots, L$ it
keeps $R^{[l]}$, a running mean of the derivatives of the loss $f$, and $S^{[l]}$, a
running mean of their squares. Both have the shape of $W^{[l]}$ and start at zero. In
step $t = 1, 2, \dots$, for every layer,

$$
\begin{aligned}
R^{[l]} &\leftarrow \beta_1 R^{[l]}
+ (1 - \beta_1) \, \frac{\partial f}{\partial W^{[l]}} \\
S^{[l]} &\leftarrow \beta_2 S^{[l]} + (1 - \beta_2) \,
\frac{\partial f}{\partial W^{[l]}} \odot \frac{\partial f}{\partial W^{[l]}} \\
\hat{R}^{[l]} &= \frac{R^{[l]}}{1 - \beta_1^t}, \qquad
\hat{S}^{[l]} = \frac{S^{[l]}}{1 - \beta_2^t} \\
W^{[l]} &\leftarrow W^{[l]}
- \alpha \, \frac{\hat{R}^{[l]}}{\sqrt{\hat{S}^{[l]}} + \varepsilon}
\end{aligned}
$$

Products $\odot$, roots and quotients are meant entry by entry. $\alpha$ is the learning
rate, and $\beta_1$, $\beta_2$ and $\varepsilon$ are numbers (`beta1`, `beta2`,
`epsilon`). `gradients(W)` gives the dictionary of all
$\frac{\partial f}{\partial W^{[l]}}$ at the weights `W`. Return the weights after the
last step. Those you are given stay as they are. The check takes a large $\varepsilon$,
so that you can see whether it is in its place.
""",
    hints=(
        "Go through the four lines: which of the letters are kept from step to step, "
        "and which are made anew in each?",
        "R and S exist before the loop, as zeros of the shape of each layer. R and S "
        "without a hat must survive the step: if the repaired values took their names, "
        "the next step would start from the wrong ones.",
        "`range(1, steps + 1)` counts t as the formula does. `M ** 2`, `np.sqrt(M)` "
        "and `/` work on every entry of a matrix `M`.",
    ),
    derivation=r"""
Each line of {eq}`eq-adam` becomes one line of code, for all layers. Two things deserve
proof, and one weight is enough for both. Let the number $c$ be the derivative with
respect to it.

**The repair.** If $c$ is the same in every step, the weight's entry of $R$ after $t$
steps is $(1 - \beta_1)(1 + \beta_1 + \dots + \beta_1^{t-1}) \, c$. Multiplied out, all
terms cancel but the first and the last, and $(1 - \beta_1^t) \, c$ is left. Divided by
$1 - \beta_1^t$, that is $c$. The same goes for $S$ and $c^2$. With $t = 0$ the divisor
would be $1 - 1 = 0$, so the count begins with 1. And $\hat{R}$ and $\hat{S}$ have names
of their own, since the running means go on unrepaired.

**The first step.** For $t = 1$ the entry of $R$ is $(1 - \beta_1) \, c$ and that of $S$
is $(1 - \beta_2) \, c^2$, hence $\hat{R}$ holds $c$ and $\hat{S}$ holds $c^2$. The root
of a square is the size $|c|$. So the weight moves by
$\alpha \, |c| / (|c| + \varepsilon)$, against the sign of $c$. That is nearly $\alpha$
as long as $\varepsilon$ is small beside $|c|$. Under the root,
$\varepsilon = 10^{-8}$ would count as $\sqrt{10^{-8}} = 10^{-4}$ where $c$ is zero, and
slow down many more weights.
""",
    function=with_adam,
    returns="W",
    cases=_cases,
    expected=_by_nnlib,
    slips=SLIPS,
)
