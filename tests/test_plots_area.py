"""A growing rectangle is drawn in four pieces that make up the larger one."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

from nnlib.plots.area import growing_area


def test_two_strips_and_a_corner_are_what_is_added():
    ax = growing_area(4, 3, 1, 0.5)
    tiles = [(*p.get_xy(), p.get_width(), p.get_height()) for p in ax.patches]
    assert tiles == [(0, 0, 4, 3), (4, 0, 1, 3), (0, 3, 4, 0.5), (4, 3, 1, 0.5)]
    areas = [width * height for _, _, width, height in tiles]
    assert np.isclose(sum(areas), (4 + 1) * (3 + 0.5))
    names = [text.get_text() for text in ax.texts]
    assert names[0] == "$u v$" and names[3] == r"$\delta u\, \delta v$"
    assert [text.get_position() for text in ax.texts] == [
        (x + width / 2, y + height / 2) for x, y, width, height in tiles
    ]
    plt.close("all")
