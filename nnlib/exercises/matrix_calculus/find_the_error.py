"""A derivation by indices with one wrong line."""

from nnlib.exercises.exercise import Slip
from nnlib.exercises.paper import PaperExercise

find_the_error = PaperExercise(
    name="find-the-error",
    title="Find the wrong line",
    task=r"""
Let $G = X^\top W$, where $X$, $m \times n$, is the variable and $W$, $m \times p$, is
constant, so that $G$ is $n \times p$. A number $f$ depends on $X$ through $G$. Here is
somebody's derivation of $\frac{\partial f}{\partial X}$:

1. $\displaystyle G_{kl} = \sum_{q=1}^{m} (X^\top)_{kq}\, W_{ql}
   = \sum_{q=1}^{m} X_{qk}\, W_{ql}$.
2. $X_{ij}$ occurs in this sum only if $k = i$, and then in the one term with $q = j$.
3. So $\dfrac{\partial G_{kl}}{\partial X_{ij}}$ is $W_{jl}$ if $k = i$, and $0$
   otherwise.
4. By the chain rule, $\displaystyle \frac{\partial f}{\partial X_{ij}}
   = \sum_{l=1}^{p} \frac{\partial f}{\partial G_{il}}\, W_{jl}$.
5. With $W_{jl} = (W^\top)_{lj}$ this is
   $\dfrac{\partial f}{\partial X} = \dfrac{\partial f}{\partial G}\, W^\top$.

The result cannot be right: $\frac{\partial f}{\partial G} W^\top$ is $n \times m$. One
line is wrong. Every other line follows from the lines above it. Give the number of the
wrong line.
""",
    hints=(
        r"Take every line by itself: believe the lines above it, and ask only whether "
        r"this one follows from them.",
        r"Write one entry out. With $m = 2$, line 1 says $G_{11} = X_{11} W_{11} + "
        r"X_{21} W_{21}$. Does $X_{21}$ occur where the derivation says it does?",
        r"In $X_{qk}$ the row is $q$ and the column is $k$; in $X_{ij}$ the row is $i$ "
        r"and the column is $j$. Set the two side by side.",
    ),
    derivation=r"""
Line 1 is right: entry $(k, q)$ of $X^\top$ is entry $(q, k)$ of $X$.

Line 2 is wrong. $X_{qk}$ has row $q$ and column $k$. It is $X_{ij}$ when $q = i$ and
$k = j$, and not the other way round: $X_{ij}$ occurs in $G_{kl}$ only if $k = j$, and
then in the term with $q = i$. Whoever forgets the transpose of line 1 writes $k = i$
and $q = j$, which would be true for $G = X W$.

Lines 3 to 5 follow from line 2 and inherit its mistake. With the right line 2 they
read

$$
\frac{\partial G_{kl}}{\partial X_{ij}} =
\begin{cases} W_{il} & \text{if } k = j, \\ 0 & \text{otherwise,} \end{cases}
$$

and by the chain rule {eq}`eq-chain-rule`, in which of the sum over $k$ only $k = j$
remains,

$$
\frac{\partial f}{\partial X_{ij}}
= \sum_{l=1}^{p} \frac{\partial f}{\partial G_{jl}}\, W_{il}
= \sum_{l=1}^{p} W_{il} \left( \Bigl( \frac{\partial f}{\partial G} \Bigr)^{\!\top}
\right)_{lj} .
$$

So $\frac{\partial f}{\partial X} = W \bigl( \frac{\partial f}{\partial G}
\bigr)^{\!\top}$, which is $m \times n$, the shape of $X$. It is the transpose of what
the wrong derivation found. When $m = n$ the shapes would not have given it away.
""",
    blanks={"line": 2},
    slips=(
        Slip(
            {"line": 5},
            "line 5 is where the shape betrays the mistake, but it follows from line "
            "4: the inner index l stands in the middle. The mistake came in earlier.",
        ),
        Slip(
            {"line": 3},
            "line 3 follows from the lines above it: if a sum holds X_ij in one term, "
            "its derivative by X_ij is the factor beside it. Look further up.",
        ),
        Slip(
            {"line": 4},
            "line 4 follows from line 3: where a derivative is zero unless k = i, only "
            "k = i remains of the sum over k. Look further up.",
        ),
        Slip(
            {"line": 1},
            "line 1 holds: entry (k, q) of the transpose is entry (q, k) of X, and "
            "the sum runs over the m rows of X and of W.",
        ),
    ),
)
