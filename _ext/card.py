"""Draw the picture that stands beside a link to a page where the link is shared."""

import pathlib
import re
import textwrap
from xml.etree import ElementTree

from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon

WIDTH, HEIGHT = 1200, 630
INK, QUIET, PAPER, EDGE = "#1f2933", "#52606d", "#fdfdfb", "#3d7fd0"
LOGO = pathlib.Path(__file__).parent.parent / "_static" / "logo.svg"
NUMBER = re.compile(r"[\d.]+")


def shapes():
    """Return what the logo is made of, each element with what its group says."""
    for element in ElementTree.parse(LOGO).getroot():
        for shape in element if element.tag.endswith("}g") else [element]:
            yield shape.tag.partition("}")[2], element.attrib | shape.attrib


def draw_logo(axes):
    """Draw the logo, of which the paths are straight lines and the rest is circles."""
    for kind, a in shapes():
        if kind == "circle":
            centre = float(a["cx"]), float(a["cy"])
            axes.add_patch(Circle(centre, float(a["r"]), color=a["fill"]))
            continue
        for line in a["d"].split("M")[1:]:
            numbers = [float(number) for number in NUMBER.findall(line)]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            if "stroke" in a:
                width = 2 * float(a["stroke-width"])
                axes.plot(*zip(*points, strict=True), a["stroke"], lw=width, zorder=0)
            else:
                axes.add_patch(Polygon(points, color=a["fill"]))
    axes.set(xlim=(0, 96), ylim=(64, 0), aspect="equal")
    axes.set_axis_off()


def draw(path, book, title, description):
    """Draw a page's card and save it."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=PAPER)
    figure.add_artist(Polygon([(0, 0), (1, 0), (1, 0.025), (0, 0.025)], color=EDGE))
    draw_logo(figure.add_axes((0.76, 0.66, 0.2, 0.28)))
    left = 0.06
    if title != book:
        figure.text(left, 0.87, book, size=21, color=QUIET, va="top")
    figure.text(
        left,
        0.5,
        textwrap.fill(title, 28),
        size=46,
        weight="bold",
        color=INK,
        va="center",
    )
    figure.text(
        left, 0.1, textwrap.fill(description, 66), size=20, color=QUIET, linespacing=1.4
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
