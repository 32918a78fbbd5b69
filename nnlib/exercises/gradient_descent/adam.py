"""Adam."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.exercises.gradient_descent.mistakes import other_adam, writing_into_w
from nnlib.exercises.gradient_descent.problem import SIZES, Gradients, network, problem
from nnlib.optimisers import Adam
from nnlib.training import train


def with_adam(
    W: Any, gradients: Any, alpha: Any, beta1: Any, beta2: Any, epsilon: Any, steps: int
) -> Any:
    """Return the weights after some steps of Adam, shaped as those in W.

    W is a dictionary of matrices, W[1] .. W[L], and must stay as it is. gradients(W) is
    the dictionary dW of the derivatives at W. M[l] and S[l] are zero before the first
    step, in which t is 1.
    """
    M = {l: np.zeros_like(W[l]) for l in W}
    S = {l: np.zeros_like(W[l]) for l in W}
    for t in range(1, steps + 1):
        dW = gradients(W)
        M = {l: beta1 * M[l] + (1 - beta1) * dW[l] for l in W}
        S = {l: beta2 * S[l] + (1 - beta2) * dW[l] ** 2 for l in W}
        M_hat = {l: M[l] / (1 - beta1**t) for l in W}
        S_hat = {l: S[l] / (1 - beta2**t) for l in W}
        W = {l: W[l] - alpha * M_hat[l] / (np.sqrt(S_hat[l]) + epsilon) for l in W}
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


SLIPS = (
    Slip(
        other_adam(time=lambda t, l, L: np.inf),
        "M and S are used as they are. They start from zero, so at first both are too "
        "small, and the third line of the formula repairs that.",
    ),
    Slip(
        other_adam(time=lambda t, l, L: t - 1),
        "t is 0 in the first step, and 1 - beta1^0 = 0: a division by zero. Count the "
        "steps from 1.",
    ),
    Slip(
        other_adam(kept=True),
        "the repaired M and S are kept, and the next step begins with them. Each step "
        "repairs its own copy, and the running means go on as they were.",
    ),
    Slip(
        other_adam(time=lambda t, l, L: (t - 1) * L + l),
        "t goes up with every layer. It counts steps, and in one step all layers have "
        "the same t.",
    ),
    Slip(
        other_adam(divisor=lambda S, e: np.sqrt(S + e)),
        "epsilon stands under the root. It is added to the root.",
    ),
    Slip(
        other_adam(divisor=lambda S, e: S + e),
        "the root is missing: S is a mean of squares.",
    ),
    Slip(
        other_adam(square=lambda G, M: M**2),
        "S is fed with the square of M. It is a mean of the squared derivatives.",
    ),
    Slip(
        lambda W, df, a, b1, b2, e, k: with_adam(W, df, a, b2, b1, e, k),
        "beta1 and beta2 have changed places. beta1 belongs to M.",
    ),
    Slip(
        writing_into_w(with_adam),
        "the old weights are overwritten: a new dictionary is wanted.",
    ),
)

adam = FunctionExercise(
    name="adam",
    title="Adam",
    task=r"""
Adam gives each weight a step length of its own. For each layer $l = 1, \dots, L$ it
keeps $M^{[l]}$, a running mean of the derivatives of the loss $f$, and $S^{[l]}$, a
running mean of their squares. Both have the shape of $W^{[l]}$ and start at zero. Write
$G^{[l]}$ for $\frac{\partial f}{\partial W^{[l]}}$. In step $t = 1, 2, \dots$, for
every layer,

$$
\begin{aligned}
M^{[l]} &\leftarrow \beta_1 M^{[l]} + (1 - \beta_1) \, G^{[l]} \\
S^{[l]} &\leftarrow \beta_2 S^{[l]} + (1 - \beta_2) \, G^{[l]} \odot G^{[l]} \\
\hat{M}^{[l]} &= \frac{M^{[l]}}{1 - \beta_1^t}, \qquad
\hat{S}^{[l]} = \frac{S^{[l]}}{1 - \beta_2^t} \\
W^{[l]} &\leftarrow W^{[l]}
- \alpha \, \frac{\hat{M}^{[l]}}{\sqrt{\hat{S}^{[l]}} + \varepsilon}
\end{aligned}
$$

Products $\odot$, roots and quotients are meant entry by entry. $\alpha$ is the learning
rate, and $\beta_1$, $\beta_2$ and $\varepsilon$ are numbers (`beta1`, `beta2`,
`epsilon`). `gradients(W)` gives the dictionary of all $G^{[l]}$ at the weights `W`.
Return the weights after the last step. Those you are given stay as they are. The check
takes a large $\varepsilon$, so that you can see whether it is in its place.
""",
    hints=(
        "Go through the four lines: which of the letters are kept from step to step, "
        "and which are made anew in each?",
        "M and S exist before the loop, as zeros of the shape of each layer. M and S "
        "without a hat must survive the step: if the repaired values took their names, "
        "the next step would start from the wrong ones.",
        "`range(1, steps + 1)` counts t as the formula does. `M ** 2`, `np.sqrt(M)` "
        "and `/` work entry by entry.",
    ),
    derivation=r"""
Each line of {eq}`eq-adam` becomes one line of code, for all layers. Two things deserve
proof.

**The repair.** If the derivative is the same $G$ in every step, $M$ after $t$ steps is
$(1 - \beta_1)(1 + \beta_1 + \dots + \beta_1^{t-1}) \, G$. Multiplied out, all terms
cancel but the first and the last, and $(1 - \beta_1^t) \, G$ is left. Divided by
$1 - \beta_1^t$, that is $G$. The same goes for $S$ and $G \odot G$. With $t = 0$ the
divisor would be $1 - 1 = 0$, so the count begins with 1. And $\hat{M}$ and $\hat{S}$
have names of their own, since the running means go on unrepaired.

**The first step.** For $t = 1$, $M = (1 - \beta_1) \, G$ and
$S = (1 - \beta_2) \, G \odot G$, hence $\hat{M} = G$ and $\hat{S} = G \odot G$. The
root of a square is the size $|G_{ij}|$. So an entry $G_{ij}$ moves its weight by
$\alpha \, |G_{ij}| / (|G_{ij}| + \varepsilon)$, against its own sign. That is nearly
$\alpha$ as long as $\varepsilon$ is small beside $|G_{ij}|$. Under the root,
$\varepsilon = 10^{-8}$ would count as $\sqrt{10^{-8}} = 10^{-4}$ where $G_{ij}$ is
zero, and slow down many more weights.
""",
    function=with_adam,
    returns="W",
    cases=_cases,
    expected=_by_nnlib,
    slips=SLIPS,
)
