"""The small figures of chapter 3: paths, rows and columns, against central differences.

What a figure frames must be what moves, found by a nudge and by no rule, and the sum
that it writes out must be how fast f moves.
"""

import importlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as matrices

from nnlib.live.book import figure
from nnlib.numerical import central_differences

MAPS = {
    "right": lambda module, U: U @ module.K,
    "left": lambda module, U: module.K @ U,
    "entrywise": lambda module, U: np.tanh(U),
    "bias": lambda module, U: module.C + U,
}
"""What each figure says G is, typed by hand."""

ENTRIES = [
    (name, i, j)
    for name, (rows, columns) in {
        "right": (2, 3),
        "left": (2, 3),
        "entrywise": (2, 3),
        "bias": (1, 3),
    }.items()
    for i in range(1, rows + 1)
    for j in range(1, columns + 1)
]


def shown(name, i, j):
    """Return a figure's module, its variable and what it shows for an entry."""
    module = importlib.import_module(f"nnlib.live.small.{name}")
    made = figure(name)
    settings = {"i": i, "j": j}
    found = made.arrays({key: settings[key] for key in made.start if key in settings})
    return module, module.b if name == "bias" else module.U, found


def rates(G, U, i, j):
    """Return how fast every entry of G moves with one entry of U, by a nudge."""
    nudge = np.zeros_like(U)
    nudge[i - 1, j - 1] = 1e-5
    return (G(U + nudge) - G(U - nudge)) / 2e-5


@pytest.mark.parametrize(("name", "i", "j"), ENTRIES)
def test_the_entry_is_what_a_nudge_finds(name, i, j):
    module, U, found = shown(name, i, j)
    measured = central_differences(
        lambda V: (module.dG * MAPS[name](module, V)).sum(), U
    )
    np.testing.assert_allclose(found["dU"], measured, atol=1e-8)
    assert found["entry"] == found["dU"][i - 1, j - 1]
    assert np.argwhere(found["lit_dU"]).tolist() == [[i - 1, j - 1]]


@pytest.mark.parametrize(("name", "i", "j"), ENTRIES)
def test_what_is_framed_is_what_moves_and_makes_the_sum(name, i, j):
    module, U, found = shown(name, i, j)
    moved = rates(lambda V: MAPS[name](module, V), U, i, j)
    framed = found["lit_dG"] > 0
    np.testing.assert_allclose(moved[~framed], 0, atol=1e-12)
    np.testing.assert_allclose(found["rates"], moved[framed], atol=1e-9)
    np.testing.assert_array_equal(found["terms"], module.dG[framed])
    used = found["factor"][found["lit_factor"] > 0]
    np.testing.assert_array_equal(np.sort(used), np.sort(found["rates"]))
    np.testing.assert_allclose(found["terms"] @ found["rates"], found["entry"])


@pytest.mark.parametrize(
    ("name", "entry"), [("right", 11), ("left", -1), ("entrywise", -0.84), ("bias", 5)]
)
def test_each_begins_with_the_entry_of_the_chapters_picture(name, entry):
    found = figure(name).arrays()
    np.testing.assert_allclose(found["entry"], entry, atol=0.005)


def test_relu_lets_an_entry_pass_or_stops_it():
    entrywise = figure("entrywise")
    for i, j in np.ndindex(2, 3):
        found = entrywise.arrays({"i": i + 1, "j": j + 1, "g": "relu"})
        passes = found["u"][0] > 0
        assert found["entry"] == (found["terms"] if passes else 0)


# ---- two differences ---------------------------------------------------------------


@pytest.mark.parametrize("h", [0.05, 0.1, 0.3])
def test_errors_are_those_that_taylors_theorem_predicts(h):
    found = figure("secant").arrays({"h": h})
    assert np.isclose(found["one_error"][0], h / 2 + h**2 / 6, atol=h**3 / 20)
    assert np.isclose(found["central_error"][0], h**2 / 6, atol=h**4 / 100)
    k = found["steps"].tolist().index(h)
    assert found["one_errors"][k] == found["one_error"]
    assert found["central_errors"][k] == found["central_error"]


def test_the_lines_go_through_the_points_they_are_named_for():
    found = figure("secant").arrays({"h": 0.8})
    lines = {
        name: np.polynomial.Polynomial.fit(found["ends"], found[name], 1)
        for name in ("tangent", "one_line", "central_line")
    }
    for u in (0, 0.8):
        assert np.isclose(lines["one_line"](u), np.exp(u))
    for u in (-0.8, 0.8):
        assert np.isclose(lines["central_line"](u), np.exp(u))
    assert np.isclose(lines["tangent"].deriv()(0), 1)
    assert np.isclose(found["one_u"][0], 0)


# ---- paths -------------------------------------------------------------------------


def path_sums(U, K, dG, monkeypatch):
    """Return, for each entry of U, what the figure's paths bring together."""
    module = importlib.import_module("nnlib.live.small.paths")
    for name, value in {"U": U, "K": K, "dG": dG}.items():
        monkeypatch.setattr(module, name, value)
    return {(i, j): figure("paths").arrays({"i": i, "j": j}) for i, j in PLACES}


PLACES = [(i, j) for i in (1, 2) for j in (1, 2)]
NUMBERS = matrices(float, (3, 2, 2), elements=st.floats(-3, 3, width=16))


@given(NUMBERS)
def test_products_over_paths_add_up_to_what_central_differences_find(numbers):
    U, K, dG = numbers
    with pytest.MonkeyPatch.context() as monkeypatch:
        found = path_sums(U, K, dG, monkeypatch)
    measured = central_differences(lambda V: (dG * (V @ K)).sum(), U)
    for (i, j), arrays in found.items():
        along = arrays["to_G"].ravel() * arrays["to_f"].ravel()
        np.testing.assert_array_equal(arrays["brings"], along)
        assert np.isclose(arrays["sum"][0], measured[i - 1, j - 1], atol=1e-7)
        assert np.isclose(arrays["sum"][0], arrays["dU"][i - 1, j - 1])


@pytest.mark.parametrize(("i", "j"), PLACES)
def test_an_edge_to_G_is_how_far_a_nudge_moves_it(i, j):
    module = importlib.import_module("nnlib.live.small.paths")
    found = figure("paths").arrays({"i": i, "j": j})
    moved = rates(lambda V: V @ module.K, module.U, i, j)
    np.testing.assert_allclose(found["to_G"][0], moved.ravel(), atol=1e-9)


def test_the_paths_begin_as_the_alt_text_says():
    found = figure("paths").arrays()
    assert found["brings"].tolist() == [0, 0, -4, -1]
    assert found["sum"] == -5


# ---- from the outside in -----------------------------------------------------------


def test_each_step_back_agrees_with_central_differences():
    module = importlib.import_module("nnlib.live.small.inwards")
    found = figure("inwards").arrays({"step": 5})
    X, W, C = module.X, module.W, module.C

    def rest(A):
        return ((A + C) ** 2).sum()

    functions = {
        "E": (lambda E: (E**2).sum(), np.tanh(X @ W) + C),
        "A": (rest, np.tanh(X @ W)),
        "Z": (lambda Z: rest(np.tanh(Z)), X @ W),
        "X": (lambda V: rest(np.tanh(V @ W)), X),
        "W": (lambda V: rest(np.tanh(X @ V)), W),
    }
    for name, (f, M) in functions.items():
        np.testing.assert_allclose(found[name], M)
        measured = central_differences(f, M)
        np.testing.assert_allclose(found[f"d{name}"], measured, atol=1e-8)


@pytest.mark.parametrize("step", range(1, 6))
def test_a_derivative_appears_at_its_step_and_needs_only_what_is_there(step):
    module = importlib.import_module("nnlib.live.small.inwards")
    found = figure("inwards").arrays({"step": step})
    there = {name for name in module.MADE if not np.isnan(found[name]).any()}
    assert there == set(module.MADE[:step])
    framed = {
        name.removeprefix("lit_"): int(array.max())
        for name, array in found.items()
        if name.startswith("lit_") and array.any()
    }
    made = module.MADE[step - 1]
    assert framed.pop(made) == 1
    assert set(framed) == set(module.NEEDED[step - 1])
    assert all(not np.isnan(found[name]).any() for name in framed)
