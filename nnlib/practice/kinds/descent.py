"""Steps: gradient descent on a bowl, and a derivative that is measured."""

from __future__ import annotations

from random import Random

from nnlib.language import say
from nnlib.practice import drawing
from nnlib.practice.problem import Again, Draft, Kind, Slips
from nnlib.practice.writing import factor, number, words


def bowl(random: Random) -> Draft:
    """Return one step on a bowl, the factor of each, and whether they lead down."""
    c = random.choice([1, 2, 3, 4, 5])
    alpha = random.choice([0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6])
    w = drawing.nonzero(random, 9)
    slope = 2 * c * w
    q = round(1 - 2 * c * alpha, 10)
    if abs(q) in (0, 1) or abs(q) > 4:
        raise Again
    if abs(q) > 1:
        wrong = "look at how large the factor is without its sign."
    elif q < 0:
        wrong = "a negative factor changes the side. Does it lead away, too?"
    else:
        wrong = "each step multiplies w by this factor. What do many of them do?"
    return Draft(
        task=say(
            "The loss of one weight is $f(w) = {c}w^2$, a bowl with its minimum at 0. "
            r"Gradient descent has $\alpha = {alpha}$ and begins at $w_0 = {w}$. Each "
            "step multiplies $w$ by the same factor $q$. Where is the weight after one "
            "step, what is $q$, and does it come to the minimum in the end (yes or "
            "no)?",
            c="" if c == 1 else c,
            alpha=number(alpha),
            w=w,
        ),
        blanks={
            "w1": ("w_1", w - alpha * slope),
            "q": ("q", q),
            "converges": (words(say("whether it converges")), abs(q) < 1),
        },
        slips=[
            ("uphill", "this step goes uphill.", {"w1": w + alpha * slope}),
            (
                "alpha-forgotten",
                "the whole derivative is taken off. The learning rate says how much "
                "of it.",
                {"w1": w - slope},
            ),
            (
                "two-forgotten",
                "the derivative of a square has a factor that is missing here.",
                {"w1": w - alpha * slope / 2},
            ),
            (
                "step-alone",
                "this is the step. It is made from where the weight was.",
                {"w1": -alpha * slope},
            ),
            (
                "factor-two-forgotten",
                "the derivative of a square has a factor that is missing here.",
                {"q": 1 - c * alpha},
            ),
            (
                "factor-of-the-step",
                "this is the part of w that is taken off. What is left of it?",
                {"q": 2 * c * alpha},
            ),
            ("factor-uphill", "this factor leads uphill.", {"q": 1 + 2 * c * alpha}),
            ("other-end", wrong, {"converges": abs(q) >= 1}),
        ],
        steps=[
            say(
                "The derivative is ${double}w$, at $w_0$ it is ${slope}$. So "
                r"$w_1 = {w} - {alpha} \cdot {factor} = {result}$.",
                double=2 * c,
                slope=slope,
                w=w,
                alpha=number(alpha),
                factor=factor(slope),
                result=number(w - alpha * slope),
            ),
            say(
                r"For any $w$, $w - {alpha} \cdot {double}w = (1 - {taken})\,w$: the "
                "factor is $q = {q}$.",
                alpha=number(alpha),
                double=2 * c,
                taken=number(2 * c * alpha),
                q=number(q),
            ),
            in_the_end(q),
        ],
    )


def in_the_end(q: float) -> str:
    """Say where many steps lead that multiply the weight by q, which is less than 1."""
    size = number(abs(q))
    if q < -1:
        return say(
            "With every step the weight changes sides and goes further away, since "
            r"$\lvert q \rvert = {size}$ is more than 1.",
            size=size,
        )
    return say(
        "With every step the weight changes sides and comes nearer, since "
        r"$\lvert q \rvert = {size}$ is less than 1."
        if q < 0
        else "With every step the weight stays on its side and comes nearer, since "
        r"$\lvert q \rvert = {size}$ is less than 1.",
        size=size,
    )


def central(random: Random) -> Draft:
    """Return a derivative by a central difference, and by how much it is off."""
    k = random.randint(-5, 5)
    u = drawing.nonzero(random, 4)
    h = random.choice([1, 1, 2, 0.5, 0.1])

    def f(at: float) -> float:
        return at**3 + k * at * at

    high, low = f(u + h), f(u - h)
    exact = 3 * u * u + 2 * k * u
    d = (high - low) / (2 * h)
    slips: Slips = []
    if h not in (1, 0.5):  # There it is another slip's answer, or the right one.
        cause = "this is how far f went. It is still to be divided by the way."
        slips.append(("not-divided", cause, {"d": high - low}))
    term = (
        "" if k == 0 else f" {'+' if k > 0 else '-'} {abs(k) if abs(k) > 1 else ''}u^2"
    )
    return Draft(
        task=say(
            "The function is $f(u) = u^3{term}$. Find its derivative at $u = {u}$ by a "
            "central difference $d$ with $h = {h}$, and then by how much $d$ is too "
            "large.",
            term=term,
            u=u,
            h=number(h),
        ),
        blanks={"d": ("d", d), "error": ("d - f'(u)", d - exact)},
        slips=[
            *slips,
            (
                "one-sided",
                "this looks to the right alone. A central difference looks to both "
                "sides.",
                {"d": (high - f(u)) / h},
            ),
            (
                "left-alone",
                "this looks to the left alone. A central difference looks to both "
                "sides.",
                {"d": (f(u) - low) / h},
            ),
            (
                "divided-by-h",
                "it is divided by h. How far apart are the two places?",
                {"d": (high - low) / h},
            ),
            (
                "exact",
                "this is the derivative itself. A central difference is off a little.",
                {"d": exact},
            ),
            (
                "sign-of-error",
                "it is the other way round: what was measured, minus what is right.",
                {"error": exact - d},
            ),
            (
                "error-of-one-side",
                "this is how far off it would be to the right alone.",
                {"error": (high - f(u)) / h - exact},
            ),
        ],
        steps=[
            say(
                "$f({right}) = {high}$ and $f({left}) = {low}$. The two places are "
                "$2h = {apart}$ apart:",
                right=number(u + h),
                high=number(high),
                left=number(u - h),
                low=number(low),
                apart=number(2 * h),
            ),
            rf"$$d = \frac{{{number(high)} - {factor(low)}}}{{{number(2 * h)}}} = "
            f"{number(d)}$$",
            say(
                "The derivative is $f'(u) = 3u^2{term}$, at $u = {u}$ it is {exact}. "
                "So $d$ is too large by $h^2 = {error}$.",
                term=second(k),
                u=u,
                exact=exact,
                error=number(d - exact),
            ),
        ],
    )


def second(k: int) -> str:
    """Return the derivative of k u^2 as it is added to another."""
    return "" if k == 0 else f" {'+' if k > 0 else '-'} {2 * abs(k)}u"


KINDS = [
    Kind("bowl", "Down a bowl", bowl),
    Kind("central-difference", "A derivative that is measured", central),
]
