"""What all tests share: the same random examples, and axes to draw on."""

import pytest
from hypothesis import settings

settings.register_profile(
    "book", derandomize=True, deadline=None, database=None, max_examples=40
)
settings.load_profile("book")


@pytest.fixture
def ax():
    """Axes of matplotlib, which few tests need, so that few import it."""
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)
