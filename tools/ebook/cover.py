"""The cover: the title and the book's picture, drawn large."""

import io
import textwrap

import card
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

WIDTH, HEIGHT = 1200, 1600


def cover(title, authors):
    """Return the cover as a PNG."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=card.PAPER)
    edge = [(0, 0), (1, 0), (1, 0.02), (0, 0.02)]
    figure.add_artist(Polygon(edge, color=card.EDGE))
    card.draw_logo(figure.add_axes((0.1, 0.2, 0.8, 0.4)))
    words = textwrap.fill(title, 18)
    figure.text(0.1, 0.9, words, size=64, weight="bold", color=card.INK, va="top")
    figure.text(0.1, 0.06, authors, size=26, color=card.QUIET)
    file = io.BytesIO()
    # Without the name of what has drawn it, which changes with its version.
    figure.savefig(file, metadata={"Software": None})
    return file.getvalue()
