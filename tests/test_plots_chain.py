import matplotlib
import pytest

from nnlib.plots.chain import ROWS, draw_chain

matplotlib.use("Agg")


def row(ax, y):
    """The numbers that stand at a height, from left to right."""
    found = [text for text in ax.texts if text.get_position()[1] == y]
    found.sort(key=lambda text: text.get_position()[0])
    return [text.get_text().strip("$") for text in found if "$" in text.get_text()]


def test_derivatives_are_what_a_nudge_of_each_number_does_to_the_last(ax):
    # u = 3, v = 2 u, f = v^2
    draw_chain(ax, "uvf", [3, 6, 36], [("2", 2), ("2 v", 12)])
    assert row(ax, ROWS["forward"]) == ["3", "6", "36"]
    h = 1e-6
    by_nudge = [((6 + 2 * h) ** 2 - 36) / h, ((6 + h) ** 2 - 36) / h, 1]
    back = [float(number) for number in row(ax, ROWS["back"]) if number]
    assert back == pytest.approx(by_nudge, rel=1e-5) == [24, 12, 1]


def test_every_link_shows_its_factor_as_mathematics_and_as_a_number(ax):
    draw_chain(ax, "uvf", [3, 6, 36], [("2", 2), ("2 v", 12)])
    texts = [text.get_text() for text in ax.texts]
    for text in ("$u$", "$v$", "$f$", "$2 v$", r"$\times\, 12$", r"$\times\, 2$"):
        assert text in texts
