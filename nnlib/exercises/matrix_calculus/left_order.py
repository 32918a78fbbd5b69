"""The derivation of the left-multiplication rule, to put in order."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

left_order = PaperExercise(
    name="left-order",
    title="Multiplication from the left, in order",
    task=r"""
Let $G = K U$, where $U$, $p \times q$, is the variable and $K$, $r \times p$, is
constant, so that $G$ is $r \times q$. A number $f$ depends on $U$ through $G$, and
$\frac{\partial f}{\partial G}$ is known. Derive $\frac{\partial f}{\partial U}$ on
paper first. Then find your steps among these. Five belong to the derivation and two
are wrong:

- **A.** Put into the chain rule, where of the sum over $t$ only $t = j$ remains:
  $\displaystyle \frac{\partial f}{\partial U_{ij}}
  = \sum_{s=1}^{r} \frac{\partial f}{\partial G_{sj}}\, K_{si}$.
- **B.** So $\dfrac{\partial G_{st}}{\partial U_{ij}}$ is $K_{jt}$ if $s = i$, and $0$
  otherwise.
- **C.** The two inner indices now stand side by side, so the sum is entry $(i, j)$ of
  a product of two matrices. Drop the indices.
- **D.** By the definition of the matrix product,
  $\displaystyle G_{st} = \sum_{k=1}^{p} K_{sk}\, U_{kt}$.
- **E.** $K_{si}$ is entry $(s, i)$ of $K^\top$. Under the sum the two factors are
  numbers and may change places:
  $\displaystyle \sum_{s=1}^{r} (K^\top)_{si}\, \frac{\partial f}{\partial G_{sj}}$.
- **F.** So $\dfrac{\partial G_{st}}{\partial U_{ij}}$ is $K_{si}$ if $t = j$, and $0$
  otherwise.
- **G.** $K_{si}$ is entry $(i, s)$ of $K^\top$. Under the sum the two factors are
  numbers and may change places:
  $\displaystyle \sum_{s=1}^{r} (K^\top)_{is}\, \frac{\partial f}{\partial G_{sj}}$.

Fill in the letters of the five right steps in their order, such as `order="ABCDE"`.
""",
    hints=(
        r"Begin with what $G_{st}$ is. Two of the steps say which entries of $G$ move "
        r"with $U_{ij}$; only one of them speaks of $G = K U$.",
        r"$U_{kt}$ is $U_{ij}$ when $k = i$ and $t = j$. Which factor stands beside it "
        r"in the sum?",
        r"Transposing swaps the two indices of an entry: $(M^\top)_{st} = M_{ts}$.",
    ),
    derivation=r"""
The order is D, F, A, G, C.

- **D** says what $G_{st}$ is. Nothing can be differentiated before that.
- **F** asks where $U_{ij}$ occurs in the sum of D: only if $t = j$, in the term with
  $k = i$, and there beside the factor $K_{si}$.
- **A** puts F into the chain rule {eq}`eq-chain-rule`.
- **G** rewrites the sum of A so that the inner index $s$ stands in the middle.
- **C** recognises the entry of a matrix product.

B does not belong: it is what $G = U K$ would give, where $U_{ij}$ moves a row of $G$.
Here it moves a column. E does not belong either: $K_{si}$ is entry $(s, i)$ of $K$, so
it is entry $(i, s)$ of $K^\top$. In the sum of E the two indices $s$ do not stand side
by side, so C could not follow.
""",
    blanks={"order": "DFAGC"},
    slips=slips.of_blanks("""
order="DBAGC"
    step B holds for U K, where U_ij moves a row of G. In the sum for an entry of K U,
    look for the term that holds U_ij.
    see: left, i=1, j=2
order="DFAEC"
    step E takes the transpose for the matrix itself. Transposing swaps the two indices.
    see: left, i=1, j=2
order="DBAEC"
    two steps do not belong. One holds for U K instead of K U; the other forgets that
    transposing swaps the two indices.
    see: left, i=1, j=2
order="DAFGC"
    step A already uses the derivative of an entry of G with respect to an entry of U,
    so that must have been found before.
order="FDAGC"
    the derivative of G_st can be read off only once it is written down what G_st is.
order="DFGAC"
    step G rewrites a sum over s alone. Which step leaves that sum?
order="DFACG"
    step C speaks of inner indices that stand side by side. In the sum of A they do not
    yet.
    see: left, i=1, j=2
"""),
)
