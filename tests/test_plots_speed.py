import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.plots.speed import growth, measured, race, shares


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_race_draws_the_times_given_with_the_floor_first():
    times = {"slow": {"us": 3e6}, "nnlib": {"us": 20.5}, "floor": {"us": 4000.0}}
    (ax,) = race([{"work": "some work", "times": times}]).axes
    assert ax.get_title(loc="left") == "some work"
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["floor", "nnlib", "slow"]
    assert [bar.get_width() for bar in ax.patches] == [4000, 20.5, 3e6]
    assert [text.get_text() for text in ax.texts] == ["4 ms", "20.5 µs", "3 s"]
    assert [bar.get_hatch() for bar in ax.patches] == ["///", None, None]
    low, high = ax.get_xlim()
    assert low < 20.5
    assert high > 3e6


def test_shares_add_up_to_100():
    parts = {"a": {"one": 1.0, "two": 3.0}, "b": {"one": 5.0, "two": 5.0}}
    (ax,) = shares(parts).axes
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == [25, 75, 50, 50]
    assert [bar.get_x() for bar in ax.patches] == [0, 25, 0, 50]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]


def test_growth_draws_what_was_measured_and_counted():
    sweep = [1, 2, 4], [3.0, 4.0, 8.0], [2.0, 4.0, 8.0]
    figure = growth({"examples": sweep, "width": sweep})
    assert [ax.get_xlabel() for ax in figure.axes] == ["examples", "width"]
    for ax in figure.axes:
        assert ax.get_xscale() == ax.get_yscale() == "log"
        drawn = [line.get_xydata() for line in ax.lines]
        np.testing.assert_array_equal(drawn[0], np.transpose(sweep[:2]))
        np.testing.assert_array_equal(drawn[1], np.transpose(sweep[::2]))


def test_what_was_measured_is_whole():
    stored = measured()
    assert {"processor", "cores", "NumPy"} <= set(stored["machine"])
    assert len(stored["results"]) == 4
    for result in stored["results"]:
        times = {name: entry["us"] for name, entry in result["times"].items()}
        assert {"floor", "nnlib", "plain NumPy", "PyTorch eager"} <= set(times)
        assert min(times.values()) > 0
        assert not set(times) & set(result["absent"])
