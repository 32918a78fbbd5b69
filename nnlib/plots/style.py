"""The colours that mean something, the same in every picture.

They are from Okabe and Ito's palette, which the colour-blind can tell apart; pictures
never say with colour alone what they do not also say with a label, a marker or a line
style.
"""

BLUE = "#0072b2"
ORANGE = "#d55e00"
GREEN = "#009e73"
INK = "#222222"
PALE = "#e9e9e4"

DATA = INK
MODEL = BLUE
ROW = BLUE
COLUMN = ORANGE
ENTRY = GREEN
"""What a row and a column make when they meet: one entry of a product."""

FORWARD = BLUE
BACKWARD = ORANGE
"""Values flow forward; derivatives flow back."""

DIVERGING = "PuOr"
"""Colour map for signed entries, symmetric about 0."""
