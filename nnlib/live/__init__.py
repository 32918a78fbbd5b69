"""Live figures: pictures with controls, in a notebook and on a built page.

An author writes one function of named controls that returns named arrays, and says
how the arrays are drawn (`drawings`). ``figures`` holds the book's own.
"""

from nnlib.live.controls import (
    Choice,
    Number,
    Picture,
    PointSet,
    Slider,
    logarithmic,
)
from nnlib.live.drawings import (
    Axis,
    Chart,
    Field,
    Formula,
    Line,
    Matrix,
    Network,
    Points,
)
from nnlib.live.figure import Figure

__all__ = [
    "Axis",
    "Chart",
    "Choice",
    "Field",
    "Figure",
    "Formula",
    "Line",
    "Matrix",
    "Network",
    "Number",
    "Picture",
    "PointSet",
    "Points",
    "Slider",
    "logarithmic",
]
