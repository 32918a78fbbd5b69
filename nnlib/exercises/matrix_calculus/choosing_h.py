"""How far to nudge, for a central difference."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

choosing_h = PaperExercise(
    name="choosing-h",
    title="How far to nudge",
    task=r"""
A central difference, $\frac{f(u + h) - f(u - h)}{2h}$, has two errors. The one of the
formula is $\frac{h^2}{6} |f'''(u)|$, where $f'''$ is the third derivative, up to terms
that are smaller still. The one of rounding is up to $\frac{\varepsilon |f(u)|}{h}$,
where $\varepsilon$ is the smallest part of itself by which a stored number can change:
about $10^{-16}$ in float64, and about $10^{-7}$ in float32.

- `formula`: for $f(u) = u^3$ at $u = 10$ the third derivative is $6$. By how much is
  the central difference with $h = 0.1$ too large, if nothing is rounded? (It is exactly
  what the formula above says.)
- `square`: and for $f(u) = u^2$, at any $u$ and with any $h$?

Now let $f(u)$ and $f'''(u)$ both be about $1$. Five values of $h$ stand to choice:

- **A.** $10^{-1}$
- **B.** $10^{-2}$
- **C.** $10^{-5}$
- **D.** $10^{-8}$
- **E.** $10^{-12}$

Fill in

- `float64`: the letter of the $h$ whose two errors have the smallest sum in float64;
- `float32`: the same in float32;
- `large`: the same in float64 if $f(u)$ is about $10^9$, because somebody has added a
  billion to $f$, and $f'''(u)$ is still about $1$;
- `halved`: in a range of $h$ where the error of the formula is nearly all of it,
  halving $h$ divides the error by this number.
""",
    hints=(
        r"Write a small table: for each $h$ the size of $\frac{h^2}{6}$ and that of "
        r"$\frac{\varepsilon}{h}$, as powers of ten. A sum is about as large as its "
        r"larger part.",
        "A larger $f(u)$ makes the error of rounding larger and leaves that of the "
        "formula alone. In which direction does the best $h$ move?",
        r"$\left( \frac{h}{2} \right)^2$ is which part of $h^2$?",
    ),
    derivation=r"""
**The formula alone.** $\frac{0.1^2}{6} \cdot 6 = 0.01$. Multiplied out, $(10 + h)^3 -
(10 - h)^3 = 600 h + 2 h^3$, and divided by $2 h$ that is $300 + h^2$: the derivative is
$300$ and the error $h^2 = 0.01$. A square has the third derivative $0$, so its central
difference has no error at all, but for rounding, however far you nudge.

**The table**, with {eq}`eq-truncation` and {eq}`eq-rounding`. The error of the formula
is $\frac{h^2}{6}$ everywhere; the last three columns hold that of rounding:

| $h$ | formula | float64 | float32 | float64, $f \approx 10^9$ |
|---|---|---|---|---|
| $10^{-1}$ | $2 \cdot 10^{-3}$ | $10^{-15}$ | $10^{-6}$ | $10^{-6}$ |
| $10^{-2}$ | $2 \cdot 10^{-5}$ | $10^{-14}$ | $10^{-5}$ | $10^{-5}$ |
| $10^{-5}$ | $2 \cdot 10^{-11}$ | $10^{-11}$ | $10^{-2}$ | $10^{-2}$ |
| $10^{-8}$ | $2 \cdot 10^{-17}$ | $10^{-8}$ | $10$ | $10$ |
| $10^{-12}$ | $2 \cdot 10^{-25}$ | $10^{-4}$ | $10^{5}$ | $10^{5}$ |

In float64 the smallest sum is at $10^{-5}$, C. In float32 it is at $10^{-2}$, B, where
both are about $10^{-5}$; with $h = 10^{-8}$ the error would be ten times the derivative
itself. With a billion added to $f$, float64 is no better than float32 was, and the best
is B again: a constant that is added to $f$ changes no derivative, and spoils every
measurement of one.

**Halved.** The error of the formula goes with $h^2$, so it is divided by $4$.
""",
    blanks={
        "formula": 0.01,
        "square": 0,
        "float64": "C",
        "float32": "B",
        "large": "B",
        "halved": 4,
    },
    slips=slips.of_blanks("""
formula=0.06
    the 6 below the fraction line is forgotten.
formula=0.1
    h is still to be squared.
formula=0.001
    h comes in with its square, not with its cube: the difference is divided by 2h.
square=0.01
    the third derivative of a square is what?
    see: secant
float64="E"
    a smaller nudge makes the formula better and rounding worse: two numbers that are
    nearly equal are subtracted, and few of their digits are left.
float64="D"
    this is where the formula has no error to speak of. Rounding has hundreds of
    millions of times more.
float64="B"
    rounding hardly matters here, and the formula is off by far more than it need be.
float32="C"
    this is best in float64. In float32 the values of f have 7 digits, and the
    difference of two of them, divided by so small an h, has hardly two.
float32="D"
    the nudge is smaller than what a stored float32 number can change by.
float32="A"
    here the formula is off by more than rounding is. What does the next smaller one do?
large="C"
    a constant that is added changes no derivative, but it is rounded with everything
    else. The error of rounding is a billion times what it was.
large="D"
    a larger f makes rounding worse, and a smaller h makes it worse still.
large="A"
    the best h becomes larger, but not by so much: here the formula is off by far more
    than rounding.
halved=2
    the error of the formula goes with the square of h.
halved=0.25
    the error is multiplied by this number. By which one is it divided?
halved=8
    the error of the formula goes with the square of h, not with its cube.
"""),
)
