"""Twenty layers, and what is left of a derivative at their lower end."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

fading = PaperExercise(
    name="fading",
    title="Twenty layers down",
    task=r"""
A network has one node in each layer, so that everything is a number. On the way back
from the pre-activation of one layer to that of the layer before, a derivative is
multiplied by $w \, g'(z)$: the weight between the two, and the slope of the activation
function at the lower one. Follow it through **20** such steps in which this factor is
the same. With pencil and paper, $2^{10} \approx 10^3$ is all you need.

Fill in the nearest whole exponent of ten: `-3` if what is left is about $10^{-3}$ of
what it was, `3` if it has become about $10^3$ times as large.

- `sigmoid`: $w = 1$ and the sigmoid at its steepest, $g'(0) = \frac{1}{4}$;
- `tanh`: $w = 1$ and tanh where its slope is $\frac{1}{2}$;
- `relu`: $w = 2$ and a ReLU that is on.
- `w`: with sigmoids at their steepest, which weight would hand the derivative down as
  it is?
- `step`: in the network of `sigmoid`, the derivative with respect to the upper
  pre-activation is $0.1$. The one with respect to the lower is about $10$ to which
  power?

Last, three networks of 20 layers with 30 nodes each. The table shows the root of
the mean square of the entries of $\frac{\partial f}{\partial W^{[l]}}$:

| layer | 1 | 5 | 10 | 15 | 20 |
|---|---|---|---|---|---|
| P | 2e-14 | 1e-11 | 2e-8 | 2e-5 | 2e-2 |
| Q | 4e-2 | 4e-2 | 5e-2 | 7e-2 | 3e-2 |
| R | 6e-2 | 6e-2 | 8e-2 | 8e-2 | 0 |

- `networks`: which is which? Give the letters for P, Q and R, such as `"ABC"`.
  - **A.** tanh in all layers, with weights of a size that suits it
  - **B.** sigmoids in all layers
  - **C.** tanh again, but the code begins with zeros in the place of every
    $\frac{\partial f}{\partial W^{[l]}}$, and forgets to fill in that of the last layer
""",
    hints=(
        r"$\frac{1}{4} = \left( \frac{1}{2} \right)^2$, so 20 factors $\frac{1}{4}$ "
        r"are 40 factors $\frac{1}{2}$. Ten of these are about $10^{-3}$.",
        "A derivative is handed down unchanged if it is multiplied by $1$ in each "
        "step.",
        "Which of the networks loses about the same factor from each layer to the "
        "layer before? And what can be said of a derivative that is exactly $0$ while "
        "all below it are not?",
    ),
    derivation=r"""
By {eq}`eq-backprop-dA` and {eq}`eq-backprop-dZ`, with one node in each layer, the
factor of a step is $w \, g'(z)$, and 20 steps take it to the 20th power.

- **Sigmoid.** $\left( \frac{1}{4} \right)^{20} = \left( \frac{1}{2} \right)^{40}
  \approx
  \left( 10^{-3} \right)^4 = 10^{-12}$. And this is at its steepest: everywhere else it
  is less.
- **Tanh.** $\left( \frac{1}{2} \right)^{20} \approx 10^{-6}$. At $0$, where the slope
  of tanh is $1$, nothing would be lost.
- **ReLU.** The slope is $1$, and $2^{20} \approx 10^6$. A derivative can grow without
  bound as well as fade, and then the steps of the lower layers are far too long.
- **The weight.** $w \cdot \frac{1}{4} = 1$ for $w = 4$. But such weights take $z$ away
  from $0$, where the slope is less again: one cannot buy a sigmoid's derivatives back
  with weights for long.
- **The step.** $0.1 \cdot 10^{-12} = 10^{-13}$.

**The networks.** P loses a factor of about a thousand in every five layers on the way
down: sigmoids, B. In Q all layers get derivatives of the same size: tanh, with weights
that suit it, A. In R the last layer has exactly $0$ and yet the layers below it do not.
By {eq}`eq-backprop-dA` what reaches them comes through the last layer, so the
derivative with respect to $Z^{[20]}$ cannot have been zero. Its weights' derivative was
never filled in: C.
""",
    blanks={
        "sigmoid": -12,
        "tanh": -6,
        "relu": 6,
        "w": 4,
        "step": -13,
        "networks": "BAC",
    },
    slips=slips.of_blanks("""
sigmoid=-6
    this is what 20 factors of a half leave. The sigmoid's slope is smaller than that.
sigmoid=12
    a factor below 1 makes less of a number, so the exponent is negative.
sigmoid=-20
    20 factors of a tenth would leave this.
sigmoid=-5
    the factors are multiplied, not added.
sigmoid=1e-12
    this is what is left. Of ten to a power, the exponent alone is wanted.
tanh=-12
    a half is not a quarter: 20 factors, ten of which are about a thousandth.
tanh=-20
    20 factors of a tenth would leave this. A half is not as small.
tanh=6
    a half makes less of a number. The exponent is negative.
tanh=1e-6
    this is the part that is left, and not the exponent of ten in it.
relu=0
    the slope of a ReLU that is on is 1, but the weight is a factor too.
    see: scalar, w=1.5
relu=-6
    the factor is above 1, so the derivative grows.
relu=20
    this counts the steps, or is the exponent of two. What is that of ten?
relu=1000000
    the factor is right. Fill in its exponent, how many zeros it has.
relu=1048576
    this is the factor. What power of ten is it nearest to?
w=0.25
    this is the slope. Multiplied by itself it makes less, not 1.
w=1
    with this weight a quarter is handed down.
step=-11
    a tenth of something is less than it was.
step=-12
    this is the factor. The derivative at the upper end was not 1.
networks="ABC"
    in P each layer gets far less than the one above it. Which function has a slope of a
    quarter at most?
    see: fade
networks="BCA"
    one of these networks has a derivative that is exactly 0 at the upper end, and none
    that is 0 below it. Can that come from a slope?
networks="CAB"
    sigmoids make the derivatives smaller from layer to layer on the way down. Where
    does that happen?
"""),
)
