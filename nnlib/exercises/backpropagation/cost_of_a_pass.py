"""What a pass costs, and what must be kept for the way back."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

cost_of_a_pass = PaperExercise(
    name="cost-of-a-pass",
    title="What a pass costs",
    task=r"""
A network without biases has 100 inputs, a layer of 50 nodes and a last layer of 10. It
is given $m = 64$ examples, one a row, and for $l = 1, 2$

$$
Z^{[l]} = A^{[l-1]} W^{[l]}, \qquad A^{[l]} = g^{[l]}\bigl(Z^{[l]}\bigr), \qquad
A^{[0]} = X .
$$

Count the multiplications in the matrix products only; a product of a $p \times q$ and a
$q \times r$ matrix takes $p \, q \, r$. Write numbers without a comma in them.

- `forward`: for a forward pass;
- `backward`: for a backward pass, which gives the derivatives of the loss with respect
  to $W^{[1]}$ and $W^{[2]}$, and computes no product that is not needed for them;
- `passes`: how many forward passes it would take to find all these derivatives by
  central differences;
- `dA1`: the shape of $\frac{\partial f}{\partial A^{[1]}}$, such as `(64, 100)`;
- `kept`: how many numbers are in $A^{[0]}$, $Z^{[1]}$, $A^{[1]}$, $Z^{[2]}$ and
  $A^{[2]}$ together, if all of them are kept for the way back;
- `doubled`: which of these double when $m$ is doubled? Give their letters in the order
  of the alphabet, such as `doubled="BD"`.
  - **A.** `forward`
  - **B.** `passes`
  - **C.** `kept`
  - **D.** the number of entries of $\frac{\partial f}{\partial W^{[1]}}$
  - **E.** `backward`
""",
    hints=(
        "Forward there is one product in each layer. Write down the shapes of its two "
        "factors, $64 \\times 100$ and $100 \\times 50$ in layer 1.",
        "Backward, each layer has a product for its weights. Layer 2 has another one, "
        "which leads to layer 1. Does anything lie below layer 1 that asks for more?",
        "A central difference nudges one weight, up and down. How many weights are "
        "there, and how many forward passes does each of them take?",
    ),
    derivation=r"""
**Forward.** $X W^{[1]}$ takes $64 \cdot 100 \cdot 50 = 320000$, and $A^{[1]} W^{[2]}$
takes $64 \cdot 50 \cdot 10 = 32000$. Together $352000$.

**Backward**, by {eq}`eq-backprop-dW` and {eq}`eq-backprop-dA`:

- $A^{[1]\top} \frac{\partial f}{\partial Z^{[2]}}$ is $50 \times 64$ times
  $64 \times 10$: $32000$;
- $\frac{\partial f}{\partial Z^{[2]}} W^{[2]\top}$ is $64 \times 10$ times
  $10 \times 50$: $32000$, and its result $\frac{\partial f}{\partial A^{[1]}}$ is
  $64 \times 50$, as $A^{[1]}$ is;
- $X^\top \frac{\partial f}{\partial Z^{[1]}}$ is $100 \times 64$ times $64 \times 50$:
  $320000$.

Nobody wants the derivative with respect to $X$, so layer 1 needs no more. Together
$384000$, hardly more than forward: the one product that the way back can do without is
the largest here.

**Central differences.** There are $100 \cdot 50 + 50 \cdot 10 = 5500$ weights, each
nudged up and down: $11000$ forward passes. The way back does it for the price of about
one.

**Kept.** $64 \cdot (100 + 50 + 50 + 10 + 10) = 64 \cdot 220 = 14080$ numbers.

**Doubled.** All examples share the weights, so neither their number nor the shape of
$\frac{\partial f}{\partial W^{[1]}}$ depends on $m$. Every product has $m$ as one of
its three sizes, and every matrix that is kept has $m$ rows: A, C and E. Memory is what
limits $m$ in practice, not the number of weights.
""",
    blanks={
        "forward": 352000,
        "backward": 384000,
        "passes": 11000,
        "dA1": (64, 50),
        "kept": 14080,
        "doubled": "ACE",
    },
    slips=slips.of_blanks("""
forward=5500
    this is what one example takes, the number of weights. There are 64 examples.
forward=32000
    this is layer 2 alone.
forward=320000
    this is layer 1 alone.
backward=704000
    one product too many: nobody wants the derivative with respect to the inputs.
backward=352000
    this is what the derivatives of the weights take. How does layer 1 come to know what
    layer 2 has found?
backward=64000
    this is layer 2 alone. Layer 1 has weights too.
passes=5500
    a central difference looks at both sides.
passes=2
    there is no pass that nudges all weights and tells which of them did what.
passes=10000
    the passes for both sides of each weight are all needed, whatever layer it is in.
dA1=(64, 10)
    the derivative with respect to a matrix has the shape of that matrix.
dA1=(50, 64)
    the examples are rows.
dA1=(100, 50)
    this is the shape of W[1]. A derivative has the shape of what it is taken with
    respect to.
kept=220
    this is what one example takes.
kept=10240
    A[1] and Z[1] are two matrices, and so are A[2] and Z[2].
kept=7680
    the inputs belong to it too: they are needed for the weights of layer 1.
kept=19580
    the weights are there anyway. Only what the forward pass has made for these examples
    is asked for, and the inputs.
doubled="ACDE"
    a derivative with respect to a matrix of weights has its shape, and all examples
    share the weights.
doubled="ABCDE"
    the number of weights does not depend on the number of examples.
doubled="AE"
    what is kept has a row for each example.
doubled="AC"
    on the way back, too, each product has the number of examples among its sizes.
"""),
)
