"""Random formulas are written, set and read again, and keep form and value."""

from xml.etree import ElementTree

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnlib.derivations import tree as trees
from nnlib.derivations.boxes import (
    Big,
    Brackets,
    Cases,
    Fraction,
    Row,
    Script,
    Word,
    latex,
    mathml,
)
from nnlib.derivations.parts import walk
from nnlib.derivations.problem import Problem
from nnlib.derivations.setting import Setting
from nnlib.derivations.tree import (
    Binary,
    Call,
    Choice,
    Derivative,
    Entry,
    Minus,
    Name,
    Number,
    Sum,
    Transpose,
)
from nnlib.derivations.world import World
from nnlib.derivations.writing import written

WORLD = World(
    Problem(
        name="random",
        title="",
        task="",
        variables={
            "X": "m x n",
            "Y": "m x n",
            "W": "n x p",
            "S": "n x n",
            "A[l]": "m x n",
            "W2": "n x p",
            "x": "n",
            "c": "number",
        },
        where={"G": "X @ W"},
        functions=("g", "h[2]"),
        given="G",
        wanted="df/dX",
    )
)
SHAPES = {
    ("m", "n"): [Name("X"), Name("Y"), Name("A[l]"), Derivative("f", "X")],
    ("n", "p"): [Name("W"), Name("W2"), Derivative("f", "W")],
    ("n", "n"): [Name("S"), Call("eye", (Name("n"),))],
    ("m", "p"): [Name("G"), Derivative("f", "G"), Call("ones", (Name("m"), Name("p")))],
    ("n", "1"): [Name("x"), Call("ones", (Name("n"), Number(1.0)))],
}
SIZES = ["m", "n", "p", "1"]
COUNTS = {"m": "i", "n": "j", "p": "k"}


def matrices(rows, columns, depth):
    """Return a strategy of formulas of one shape."""
    leaves = list(SHAPES.get((rows, columns), []))
    leaves += [Transpose(one) for one in SHAPES.get((columns, rows), [])]
    leaves += [Call("ones", (size(rows), size(columns)))]
    strategy = st.sampled_from(leaves)
    if not depth:
        return strategy

    def same():
        return matrices(rows, columns, depth - 1)

    return st.one_of(
        strategy,
        st.builds(Binary, same(), st.sampled_from("+-*"), same()),
        st.builds(Binary, numbers(depth - 1), st.just("*"), same()),
        st.builds(Binary, same(), st.just("/"), sizes()),
        st.builds(Minus, same()),
        st.builds(Transpose, matrices(columns, rows, depth - 1)),
        st.sampled_from(SIZES[:3]).flatmap(
            lambda inner: st.builds(
                Binary,
                matrices(rows, inner, depth - 1),
                st.just("@"),
                matrices(inner, columns, depth - 1),
            )
        ),
        st.builds(
            lambda name, of, prime: Call(name, (of,), prime),
            st.sampled_from(["g", "h[2]", "tanh", "sigmoid"]),
            same(),
            st.booleans(),
        ),
        st.builds(lambda of: Binary(of, "**", Number(2.0)), same()),
    )


def size(letter):
    return Number(1.0) if letter == "1" else Name(letter)


def sizes():
    return st.sampled_from([Name("m"), Name("n"), Name("p"), Number(2.0)])


def entries(depth):
    """Return a strategy of entries whose indices a sum goes over: i of m, j of n."""
    return st.sampled_from([("m", "n"), ("n", "p"), ("m", "p")]).flatmap(
        lambda shape: matrices(*shape, depth).map(
            lambda of: entry(of, (COUNTS[shape[0]], COUNTS[shape[1]]))
        )
    )


def entry(of, at):
    """Return an entry; that of df/dX is df/dX[i,j]."""
    if isinstance(of, Derivative):
        return Derivative(of.of, of.by, (), at)
    return Entry(of, at)


def numbers(depth):
    """Return a strategy of formulas that are numbers."""
    leaves = st.one_of(
        st.sampled_from([Name("c"), Name("m"), Number(3.0), Number(0.5)]),
        st.integers(0, 1000).map(lambda n: Number(float(n))),
    )
    if not depth:
        return leaves
    shape = st.sampled_from([("m", "n"), ("n", "p"), ("n", "n")])
    return st.one_of(
        leaves,
        shape.flatmap(
            lambda s: st.builds(
                lambda name, of: Call(name, (of,)),
                st.sampled_from(["norm2", "norm", "sum"]),
                matrices(*s, depth - 1),
            )
        ),
        matrices("n", "n", depth - 1).map(lambda of: Call("trace", (of,))),
        shape.flatmap(
            lambda s: st.builds(
                lambda a, b: Call("inner", (a, b)),
                matrices(*s, depth - 1),
                matrices(*s, depth - 1),
            )
        ),
        st.builds(
            Binary, numbers(depth - 1), st.sampled_from("+-*"), numbers(depth - 1)
        ),
        st.builds(lambda of: Sum(of, ("i", "j", "k")), summands(depth - 1)),
    )


def summands(depth):
    """Return a strategy of numbers that depend on indices, every one of them used."""
    every = [Entry(Name("X"), ("i", "j")), Entry(Name("W"), ("j", "k"))]
    return st.builds(
        lambda sign, one, then: Binary(
            Binary(every[0], "*", every[1]),
            sign,
            Choice(one, trees.Test("j", "<=", "j"), Binary(then, "*", Number(2.0))),
        ),
        st.sampled_from("+-*"),
        entries(depth),
        entries(depth),
    )


FORMULAS = st.one_of(
    *(matrices(rows, columns, 2) for rows, columns in SHAPES), numbers(2)
)


def value(tree):
    formulas = WORLD.formulas()
    shape, values = formulas.of(tree)
    with np.errstate(all="ignore"):
        return shape, [values(point, formulas.count) for point in WORLD.points]


def same(tree, other):
    (shape, ours), (other_shape, theirs) = value(tree), value(other)
    return shape == other_shape and all(
        np.allclose(a.reshape(b.shape[-2:]), b.reshape(b.shape[-2:]), equal_nan=True)
        for a, b in zip(ours, theirs, strict=True)
    )


@given(FORMULAS)
def test_what_is_written_is_read_as_the_same(tree):
    again = WORLD.read(written(tree))
    assert again == tree


@given(FORMULAS)
def test_what_is_set_reads_as_a_formula_of_the_same_value(tree):
    box = Setting(WORLD.shapes).box(tree)
    assert same(WORLD.read(typed(box)), tree), typed(box)


@given(FORMULAS)
def test_latex_and_mathml_hold_together(tree):
    box = Setting(WORLD.shapes).box(tree)
    ElementTree.fromstring(f"<math>{mathml(box)}</math>")
    tex = latex(box)
    assert tex.count("{") == tex.count("}")
    assert tex.count(r"\left") == tex.count(r"\right") + tex.count(r"\leftarrow")
    for _, part in walk(tree):
        if isinstance(part, Name) and part.name == "A[l]":
            assert r"\text{[l]}" in tex


def typed(box):
    """Return a set formula as a reader of the page would type it off."""
    match box:
        case Word("·" | "⋅" | "\u2062"):
            return " @ "
        case Word(text):
            return text
        case Row(of):
            return " ".join(map(typed, of))
        case Fraction(above, below):
            top, bottom = typed(above), typed(below)
            if top.startswith("∂"):
                return f"({top} / {bottom})".replace("∂ ", "∂")
            return f"(({top}) / ({bottom}))"
        case Script(Word("I"), low, high):
            return _raised(f"eye({typed(low)})", high)
        case Script(Word("1"), Row((rows, _, columns)), high):
            return _raised(f"ones({typed(rows)}, {typed(columns)})", high)
        case Script(Brackets(of, "‖"), _, high):
            return f"‖{typed(of)}‖_F{'²' if high else ''}"
        case Script(of, low, high):
            return _raised(typed(of) + _low(low), high)
        case Big(low):
            return f"Σ_{{{','.join(typed(one) for one in low.of)}}}"
        case Brackets(of, "⟨"):
            return f"⟨{typed(of)}⟩"
        case Brackets(of):
            return f"({typed(of)})"
        case Cases(then, test, other):
            return f"({typed(then)} if {typed(test)} else {typed(other)})"
    raise AssertionError(box)


def _low(low):
    match low:
        case None:
            return ""
        case Row(of) if all(isinstance(one, Word) for one in of):
            return f"_{{{','.join(one.text for one in of)}}}"
    return typed(low)


def _raised(base, high):
    """Return a base with one mark after another: a layer, a prime, ⊤, a power."""
    match high:
        case None:
            return base
        case Word("⊤"):
            return f"({base})ᵀ"
        case Word("′"):
            return f"{base}'"
        case Word(text) if text.startswith("["):
            return f"{base}^{text}"
        case Row((Word("⊙"), power)):
            return f"(({base})**{typed(power)})"
        case Row(of):
            for one in of:
                base = _raised(base, one)
            return base
    return f"(({base})**({typed(high)}))"
