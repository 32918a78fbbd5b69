"""The derivative of tanh from that of the sigmoid: a derivation to order."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

tanh_by_sigmoid = PaperExercise(
    name="tanh-by-sigmoid",
    title="Two functions that are one",
    task=r"""
Let $\sigma(z) = \frac{1}{1 + \mathrm{e}^{-z}}$ be the sigmoid; its derivative is
$\sigma'(z) = \sigma(z)(1 - \sigma(z))$. Tanh is a stretched sigmoid:

$$
\tanh(z) = \frac{\mathrm{e}^z - \mathrm{e}^{-z}}{\mathrm{e}^z + \mathrm{e}^{-z}}
= 2 \sigma(2z) - 1.
$$

(Multiply above and below the line by $\mathrm{e}^{-z}$ to see it.) So the derivative of
tanh follows from that of the sigmoid. Write $u = \sigma(2z)$ and $a = \tanh(z)$. The
derivation begins with $\tanh'(z)$ and ends with $1 - a^2$; each line equals the one
before it, and follows from it in one step. Four of these six lines stand between, in
some order, and two are wrong:

- **A.** $4 \cdot \frac{1 + a}{2} \cdot \frac{1 - a}{2}$
- **B.** $2 u (1 - u)$
- **C.** $(1 + a)(1 - a)$
- **D.** $2 \cdot \sigma'(2z) \cdot 2$
- **E.** $4 a (1 - a)$
- **F.** $4 u (1 - u)$

Give the four letters in their order, such as `order="ABCD"`.
""",
    hints=(
        r"The first step differentiates $2 \sigma(2z) - 1$. Inside $\sigma$ stands "
        "$2z$, not $z$. What does the chain rule add for that?",
        r"The second step puts in what $\sigma'$ is, at the place $2z$.",
        "To get from $u$ to $a$, solve $a = 2u - 1$ for $u$, and find $1 - u$ as well. "
        "Only then can anything be cancelled.",
    ),
    derivation=r"""
First the identity. Multiply numerator and denominator of $\tanh(z)$ by
$\mathrm{e}^{-z}$:

$$
\tanh(z) = \frac{1 - \mathrm{e}^{-2z}}{1 + \mathrm{e}^{-2z}}
= \frac{2 - (1 + \mathrm{e}^{-2z})}{1 + \mathrm{e}^{-2z}}
= \frac{2}{1 + \mathrm{e}^{-2z}} - 1 = 2 \sigma(2z) - 1.
$$

Now differentiate it. The constant $-1$ drops out, and the chain rule gives one more
factor $2$ for the $2z$ inside: line D. Put in $\sigma' = \sigma (1 - \sigma)$,
{eq}`eq-sigmoid-prime`, at $2z$, and multiply the numbers: line F. From $a = 2u - 1$ it
follows that $u = \frac{1 + a}{2}$ and $1 - u = \frac{1 - a}{2}$: line A. The $4$
cancels against the two halves: line C. Together,

$$
\begin{aligned}
\tanh'(z) &= 2 \cdot \sigma'(2z) \cdot 2 \\
&= 4 u (1 - u) \\
&= 4 \cdot \frac{1 + a}{2} \cdot \frac{1 - a}{2} \\
&= (1 + a)(1 - a) \\
&= 1 - a^2,
\end{aligned}
$$

which is {eq}`eq-tanh-prime`. Line B has lost the inner factor $2$. Line E puts $a$ in
the place of $u$, as if tanh and the sigmoid were equal.
""",
    blanks={"order": "DFAC"},
    slips=slips.of_blanks("""
order="DBAC"
    a factor 2 is lost between D and B. Two factors 2 are there: one stands before the
    sigmoid, the other comes from inside it.
order="BFAC"
    line B lacks the factor that the chain rule gives for the 2z inside.
order="DFEC"
    line E has a where u belongs. The two differ; how does u look when you write it with
    a?
order="FDAC"
    F before D. First differentiate, then put in what the derivative of the sigmoid is.
order="DFCA"
    C before A. Cancelling comes after u has been replaced.
order="CAFD"
    these are the right lines from the last to the first. Begin where the derivation
    begins.
"""),
)
