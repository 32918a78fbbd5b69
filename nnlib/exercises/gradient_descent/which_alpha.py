"""Which learning rate does what, by hand."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

which_alpha = PaperExercise(
    name="which-alpha",
    title="Which learning rate?",
    task=r"""
The loss of two weights, in one column $w$, is $f(w) = 5 w_1^2 + w_2^2$. Gradient
descent starts at $w_1 = 1$, $w_2 = 3$ and replaces each weight $w_j$ by
$w_j - \alpha \frac{\partial f}{\partial w_j}$, both at once, in every step. Work out by
hand:

- `w1` and `w2`: the two weights after **two** steps with $\alpha = 0.15$.
- `limit`: the number such that gradient descent approaches the minimum from any start
  if $0 < \alpha <$ `limit`, and does not if $\alpha$ is larger.
- `runs`: here is the loss of four runs, A to D, before the first step and after each.
  One has an $\alpha$ that is far too small, one a good $\alpha$, one an $\alpha$ that
  is too large but still converges, and one diverges. Write the four letters in this
  order.

  | steps | 0 | 1 | 2 | 3 |
  |---|---|---|---|---|
  | A | 14.00 | 7.51 | 4.61 | 3.17 |
  | B | 14.00 | 9.08 | 8.34 | 9.20 |
  | C | 14.00 | 12.69 | 11.58 | 10.63 |
  | D | 14.00 | 5.66 | 2.47 | 1.14 |

- `best`: in each step each weight is multiplied by a factor of its own. The $\alpha$
  for which the larger of these two factors, taken without their signs, is as small as
  can be. Give it to three decimals, or as a fraction such as `1 / 3`.
""",
    hints=(
        r"Write down the two derivatives, and what one step makes of $w_1$ and $w_2$. "
        r"Each weight is multiplied by a number that depends on $\alpha$ alone.",
        "A weight approaches 0 if its number lies between -1 and 1. Both must do so. "
        "Which of the two leaves that range first as $\\alpha$ grows?",
        "A run may fall for a while although it diverges: as long as the part that "
        "shrinks loses more than the part that grows gains. Look at where a run is "
        "heading. A diverging one rises in the end.",
        "For `best`: as $\\alpha$ grows, the size of one factor is still falling while "
        "that of the other is rising already. Where do the two meet?",
    ),
    derivation=r"""
The derivatives are $\frac{\partial f}{\partial w_1} = 10 w_1$ and
$\frac{\partial f}{\partial w_2} = 2 w_2$: the curvatures are $10$ and $2$. So a step,
as in {eq}`eq-bowl-step`, does this:

$$
\begin{aligned}
w_1 &\leftarrow w_1 - 10 \alpha w_1 = (1 - 10 \alpha) \, w_1 \\
w_2 &\leftarrow w_2 - 2 \alpha w_2 = (1 - 2 \alpha) \, w_2
\end{aligned}
$$

**The two steps.** With $\alpha = 0.15$ the factors are $-0.5$ and $0.7$. After two
steps $w_1 = (-0.5)^2 \cdot 1 = 0.25$ and $w_2 = 0.7^2 \cdot 3 = 1.47$.

**The limit.** $w_1$ shrinks if $1 - 10 \alpha > -1$, that is $\alpha < 0.2$. $w_2$
shrinks if $\alpha < 1$. Both must shrink, so the limit is $0.2$. The largest curvature
sets it.

**The runs.** After $t$ steps $f = 5 (1 - 10 \alpha)^{2t} + 9 (1 - 2 \alpha)^{2t}$. C
falls by a tenth in each step: far too small, it is $\alpha = 0.01$. D is the fastest,
and good: $\alpha = 0.15$, whose second step you have calculated,
$5 \cdot 0.25^2 + 1.47^2 \approx 2.47$. A falls, but slows down: $\alpha = 0.19$, where
$w_1$ is multiplied by $-0.9$. B falls at first, since $w_2$ still shrinks, then rises:
$\alpha = 0.21$, where $w_1$ is multiplied by $-1.1$. It diverges. In order: C, D, A, B.

**The best.** From $\alpha = 0.1$ on the first factor is negative, and its size
$10 \alpha - 1$ rises. The size $1 - 2 \alpha$ of the second is still falling. The
larger of the two is smallest where they are equal: $10 \alpha - 1 = 1 - 2 \alpha$, so
$\alpha = \frac{2}{12} = \frac{1}{6} \approx 0.167$, and both have the size
$\frac{2}{3}$. In general it is 2 over the sum of the two curvatures.
""",
    blanks={"w1": 0.25, "w2": 1.47, "limit": 0.2, "runs": "CDAB", "best": 1 / 6},
    slips=slips.of_blanks("""
w1=-0.5, w2=2.1
    this is where one step leads. Two are asked for.
w1=0.0625
    the factor 2 from differentiating the squares is missing.
w1=6.25
    the steps go uphill. The derivative is subtracted.
w1=-0.5
    this is the weight after one step. The second one starts there.
limit=1.0
    this keeps the second weight in check. The first one needs a smaller learning rate,
    and both must approach the minimum.
    see: surface, alpha=1.1
limit=0.4
    the curvature is the second derivative, and that of 5 w1^2 is not 5.
    see: rate, alpha=0.35
limit=0.1
    with this learning rate the first weight arrives in one step. It may overstep a
    little, as long as it comes closer.
    see: rate, alpha=0.25
runs="CDBA"
    look at the last numbers of B. A run that converges does not rise again here, since
    both weights come closer in every step.
    see: surface, alpha=1.1
runs="BDAC"
    a run that is slow does not diverge. Which one rises in the end?
    see: surface, alpha=1.1
best=0.2
    with this learning rate one of the two factors has the size 1, so one weight comes
    no closer at all. It works better with both below 1.
    see: surface, alpha=0.95
best=0.1
    this is best for the first weight, which arrives at once. The second is left with a
    factor of 0.8, and that can be lowered.
best=0.5
    this is best for the second weight alone. With it the first one diverges.
    see: surface, alpha=1.1
"""),
)
