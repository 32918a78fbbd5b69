"""A derivation in which the brackets have moved."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

brackets = PaperExercise(
    name="brackets",
    title="Brackets that move",
    task=r"""
A network has two layers, the second with the identity as its activation function:

$$
Z^{[1]} = X W^{[1]}, \quad A^{[1]} = g\bigl(Z^{[1]}\bigr), \quad
A^{[2]} = Z^{[2]} = A^{[1]} W^{[2]}, \quad
f = \frac{1}{m} \bigl\lVert A^{[2]} - Y \bigr\rVert_F^2 .
$$

It has as many outputs as there are examples, so that no shape below is wrong. Here is
somebody's derivation of $\frac{\partial f}{\partial W^{[1]}}$:

1. $\dfrac{\partial f}{\partial Z^{[2]}} = \dfrac{2}{m} \left( A^{[2]} - Y \right)$
2. $\dfrac{\partial f}{\partial A^{[1]}} = \dfrac{\partial f}{\partial Z^{[2]}}
   W^{[2]\top}$
3. $\dfrac{\partial f}{\partial Z^{[1]}} = \left( \dfrac{\partial f}{\partial Z^{[2]}}
   W^{[2]\top} \right) \odot g'(Z^{[1]})$
4. $\dfrac{\partial f}{\partial Z^{[1]}} = \dfrac{\partial f}{\partial Z^{[2]}} \left(
   W^{[2]\top} \odot g'(Z^{[1]}) \right)$
5. $\dfrac{\partial f}{\partial W^{[1]}} = X^\top \left( \dfrac{\partial f}{\partial
   Z^{[2]}} \left( W^{[2]\top} \odot g'(Z^{[1]}) \right) \right)$
6. $\dfrac{\partial f}{\partial W^{[1]}} = \left( X^\top \dfrac{\partial f}{\partial
   Z^{[2]}} \right) \left( W^{[2]\top} \odot g'(Z^{[1]}) \right)$

One line is wrong. Every other line follows from the lines above it. Give its number as
`line`.

The next two are about NumPy. `dZ2` and `dA1` hold the derivatives of $f$ with respect
to $Z^{[2]}$ and $A^{[1]}$, `slope` holds $g'(Z^{[1]})$, and `X` and `W2` hold $X$ and
$W^{[2]}$. Answer `True` or `False`:

- `first`: the code `dZ2 @ W2.T * slope` computes what line 3 says.
- `second`: the code `X.T @ dA1 * slope` computes
  $\frac{\partial f}{\partial W^{[1]}}$.
""",
    hints=(
        r"Two kinds of products occur. A matrix product of three matrices may be "
        r"bracketed either way: what comes out is the same. In which lines do brackets "
        r"move, and past which kind of product?",
        r"Try $2 \times 2$ matrices: let $\frac{\partial f}{\partial Z^{[2]}}$ hold "
        r"four ones, let $W^{[2]\top}$ hold 1, 2 in its first row and 3, 4 in its "
        r"second, and let $g'(Z^{[1]})$ be 1 on the diagonal and 0 elsewhere. Work out "
        r"lines 3 and 4.",
        r"In Python `@` and `*` bind equally tightly and are taken from left to right. "
        r"Put brackets around the first two matrices in either piece of code, and read "
        r"again.",
    ),
    derivation=r"""
**The line.** Line 1 is {eq}`eq-backprop-dA-last`, and the derivative of the identity is
1. Line 2 is {eq}`eq-backprop-dA`, and line 3 is {eq}`eq-backprop-dZ` with line 2 put
in.

Line 4 is wrong. It moves the brackets past $\odot$, and the two products do not
associate. Entry $(i, j)$ of line 3 is

$$
\Bigl( \sum_k \frac{\partial f}{\partial Z^{[2]}_{ik}} W^{[2]}_{jk} \Bigr)
g'\bigl( Z^{[1]}_{ij} \bigr)
$$

and of line 4 it is

$$
\sum_k \frac{\partial f}{\partial Z^{[2]}_{ik}} W^{[2]}_{jk} \,
g'\bigl( Z^{[1]}_{kj} \bigr) .
$$

In line 3 every term gets the same factor, that of example $i$. In line 4 the factor
goes with $k$, which counts nodes of layer 2, as if they were examples. With four ones
in $\frac{\partial f}{\partial Z^{[2]}}$, with
$W^{[2]\top} = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$ and with the unit matrix
for $g'(Z^{[1]})$, line 3 gives $\begin{pmatrix} 4 & 0 \\ 0 & 6 \end{pmatrix}$ and
line 4 $\begin{pmatrix} 1 & 4 \\ 1 & 4 \end{pmatrix}$.

Line 5 is {eq}`eq-backprop-dW` with line 4 put in. Line 6 moves brackets too, but past a
matrix product: three matrices that fit have the same product whichever two are
multiplied first.

**The code.** Python reads `dZ2 @ W2.T * slope` as `(dZ2 @ W2.T) * slope`. That is line
3, so `first` is true. It reads `X.T @ dA1 * slope` as `(X.T @ dA1) * slope`, while
{eq}`eq-backprop-dW` wants `X.T @ (dA1 * slope)`. So `second` is false. Whoever gives
$\frac{\partial f}{\partial Z^{[1]}}$ a name of its own never has to think about it.
""",
    blanks={"line": 4, "first": True, "second": False},
    slips=slips.of_blanks("""
line=6
    line 6 moves brackets past a matrix product, and matrix products do associate. Is
    there a line where they move past the other product?
line=5
    line 5 multiplies the derivative with respect to Z[1] from the left, as it must. It
    takes over what the line above says.
line=3
    line 3 is the rule for a function of every entry, with the derivative with respect
    to A[1] put in.
line=2
    line 2 holds: in Z[2] = A[1] W[2] the constant stands on the right, keeps its side
    and is transposed.
line=1
    line 1 holds: the last activation function is the identity, whose derivative is 1,
    so the derivatives with respect to Z[2] and A[2] are equal.
first=False
    Python takes @ and * from left to right. Which product comes first in the first
    code, and which in line 3?
second=True
    Python takes @ and * from left to right. Which product comes first in the second
    code, and which must for the derivative with respect to W[1]?
"""),
)
