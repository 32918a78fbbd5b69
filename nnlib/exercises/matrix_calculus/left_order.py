"""The derivation of the left-multiplication rule, to put in order."""

from nnlib.exercises.exercise import Slip
from nnlib.exercises.paper import PaperExercise

left_order = PaperExercise(
    name="left-order",
    title="Multiplication from the left, in order",
    task=r"""
Let $G = W X$, where $X$, $m \times n$, is the variable and $W$, $p \times m$, is
constant, so that $G$ is $p \times n$. A number $f$ depends on $X$ through $G$, and
$\frac{\partial f}{\partial G}$ is known. Derive $\frac{\partial f}{\partial X}$ on
paper first. Then find your steps among these. Five belong to the derivation and two
are wrong:

- **A.** Put into the chain rule, where of the sum over $l$ only $l = j$ remains:
  $\displaystyle \frac{\partial f}{\partial X_{ij}}
  = \sum_{k=1}^{p} \frac{\partial f}{\partial G_{kj}}\, W_{ki}$.
- **B.** So $\dfrac{\partial G_{kl}}{\partial X_{ij}}$ is $W_{jl}$ if $k = i$, and $0$
  otherwise.
- **C.** The two inner indices now stand side by side, so the sum is entry $(i, j)$ of
  a product of two matrices. Drop the indices.
- **D.** By the definition of the matrix product,
  $\displaystyle G_{kl} = \sum_{q=1}^{m} W_{kq}\, X_{ql}$.
- **E.** $W_{ki}$ is entry $(k, i)$ of $W^\top$. Under the sum the two factors are
  numbers and may change places:
  $\displaystyle \sum_{k=1}^{p} (W^\top)_{ki}\, \frac{\partial f}{\partial G_{kj}}$.
- **F.** So $\dfrac{\partial G_{kl}}{\partial X_{ij}}$ is $W_{ki}$ if $l = j$, and $0$
  otherwise.
- **G.** $W_{ki}$ is entry $(i, k)$ of $W^\top$. Under the sum the two factors are
  numbers and may change places:
  $\displaystyle \sum_{k=1}^{p} (W^\top)_{ik}\, \frac{\partial f}{\partial G_{kj}}$.

Fill in the letters of the five right steps in their order, such as `order="ABCDE"`.
""",
    hints=(
        r"Begin with what $G_{kl}$ is. Two of the steps say which entries of $G$ move "
        r"with $X_{ij}$; only one of them speaks of $G = W X$.",
        r"$X_{ql}$ is $X_{ij}$ when $q = i$ and $l = j$. Which factor stands beside it "
        r"in the sum?",
        r"Transposing swaps the two indices of an entry: $(W^\top)_{ab} = W_{ba}$.",
    ),
    derivation=r"""
The order is D, F, A, G, C.

- **D** says what $G_{kl}$ is. Nothing can be differentiated before that.
- **F** asks where $X_{ij}$ occurs in the sum of D: only if $l = j$, in the term with
  $q = i$, and there beside the factor $W_{ki}$.
- **A** puts F into the chain rule {eq}`eq-chain-rule`.
- **G** rewrites the sum of A so that the inner index $k$ stands in the middle.
- **C** recognises the entry of a matrix product.

B does not belong: it is what $G = X W$ would give, where $X_{ij}$ moves a row of $G$.
Here it moves a column. E does not belong either: $W_{ki}$ is entry $(k, i)$ of $W$, so
it is entry $(i, k)$ of $W^\top$. In the sum of E the two indices $k$ do not stand side
by side, so C could not follow.
""",
    blanks={"order": "DFAGC"},
    slips=(
        Slip(
            {"order": "DBAGC"},
            "step B holds for X W, where X_ij moves a row of G. In the sum for an "
            "entry of W X, look for the term that holds X_ij.",
        ),
        Slip(
            {"order": "DFAEC"},
            "step E takes the transpose for the matrix itself. Transposing swaps the "
            "two indices.",
        ),
        Slip(
            {"order": "DBAEC"},
            "two steps do not belong. One holds for X W instead of W X; the other "
            "forgets that transposing swaps the two indices.",
        ),
        Slip(
            {"order": "DAFGC"},
            "step A already uses the derivative of an entry of G by an entry of X, so "
            "that must have been found before.",
        ),
        Slip(
            {"order": "FDAGC"},
            "the derivative of G_kl can be read off only once it is written down what "
            "G_kl is.",
        ),
        Slip(
            {"order": "DFGAC"},
            "step G rewrites a sum over k alone. Which step leaves that sum?",
        ),
        Slip(
            {"order": "DFACG"},
            "step C speaks of inner indices that stand side by side. In the sum of A "
            "they do not yet.",
        ),
    ),
)
