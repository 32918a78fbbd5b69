"""A derivation by indices with one wrong line."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

find_the_error = PaperExercise(
    name="find-the-error",
    title="Find the wrong line",
    task=r"""
Let $G = U^\top K$, where $U$, $p \times q$, is the variable and $K$, $p \times r$, is
constant, so that $G$ is $q \times r$. A number $f$ depends on $U$ through $G$. Here is
somebody's derivation of $\frac{\partial f}{\partial U}$:

1. $\displaystyle G_{st} = \sum_{k=1}^{p} (U^\top)_{sk}\, K_{kt}
   = \sum_{k=1}^{p} U_{ks}\, K_{kt}$.
2. $U_{ij}$ occurs in this sum only if $s = i$, and then in the one term with $k = j$.
3. So $\dfrac{\partial G_{st}}{\partial U_{ij}}$ is $K_{jt}$ if $s = i$, and $0$
   otherwise.
4. By the chain rule, $\displaystyle \frac{\partial f}{\partial U_{ij}}
   = \sum_{t=1}^{r} \frac{\partial f}{\partial G_{it}}\, K_{jt}$.
5. With $K_{jt} = (K^\top)_{tj}$ this is
   $\dfrac{\partial f}{\partial U} = \dfrac{\partial f}{\partial G}\, K^\top$.

The result cannot be right: $\frac{\partial f}{\partial G} K^\top$ is $q \times p$. One
line is wrong. Every other line follows from the lines above it. Give the number of the
wrong line.
""",
    hints=(
        r"Take every line by itself: believe the lines above it, and ask only whether "
        r"this one follows from them.",
        r"Write one entry out. With $p = 2$, line 1 says $G_{11} = U_{11} K_{11} + "
        r"U_{21} K_{21}$. Does $U_{21}$ occur where the derivation says it does?",
        r"In $U_{ks}$ the row is $k$ and the column is $s$; in $U_{ij}$ the row is $i$ "
        r"and the column is $j$. Set the two side by side.",
    ),
    derivation=r"""
Line 1 is right: entry $(s, k)$ of $U^\top$ is entry $(k, s)$ of $U$.

Line 2 is wrong. $U_{ks}$ has row $k$ and column $s$. It is $U_{ij}$ when $k = i$ and
$s = j$, and not the other way round: $U_{ij}$ occurs in $G_{st}$ only if $s = j$, and
then in the term with $k = i$. Whoever forgets the transpose of line 1 writes $s = i$
and $k = j$, which would be true for $G = U K$.

Lines 3 to 5 follow from line 2 and inherit its mistake. With the right line 2 they
read

$$
\frac{\partial G_{st}}{\partial U_{ij}} =
\begin{cases} K_{it} & \text{if } s = j, \\ 0 & \text{otherwise,} \end{cases}
$$

and by the chain rule {eq}`eq-chain-rule`, in which of the sum over $s$ only $s = j$
remains,

$$
\frac{\partial f}{\partial U_{ij}}
= \sum_{t=1}^{r} \frac{\partial f}{\partial G_{jt}}\, K_{it}
= \sum_{t=1}^{r} K_{it} \left( \Bigl( \frac{\partial f}{\partial G} \Bigr)^{\!\top}
\right)_{tj} .
$$

So $\frac{\partial f}{\partial U} = K \bigl( \frac{\partial f}{\partial G}
\bigr)^{\!\top}$, which is $p \times q$, the shape of $U$. It is the transpose of what
the wrong derivation found. When $p = q$ the shapes would not have given it away.
""",
    blanks={"line": 2},
    slips=slips.of_blanks("""
line=5
    line 5 is where the shape betrays the mistake, but it follows from line 4: the inner
    index t stands in the middle. The mistake came in earlier.
line=3
    line 3 follows from the lines above it: if a sum holds U_ij in one term, its
    derivative with respect to U_ij is the factor beside it. Look further up.
line=4
    line 4 follows from line 3: where a derivative is zero unless s = i, only s = i
    remains of the sum over s. Look further up.
line=1
    line 1 holds: entry (s, k) of the transpose is entry (k, s) of U, and the sum runs
    over the p rows of U and of K.
"""),
)
