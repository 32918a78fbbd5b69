"""A page differs from a notebook as the book says (chapters/in-the-page.md)."""

import pytest
from pages import book_page

WARNED = """
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    {0}
with np.errstate(all="raise"):
    {0}
print(len(caught))
"""
SAID = {
    "arrays": (WARNED.format("np.exp([1000.0]), np.ones(1) / 0"), "0\n"),
    "numbers": (WARNED.format("np.float64(1e308) * 10"), "0\n"),
    "integers": (
        "import warnings\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    np.int64(2**62) * 4\n"
        "print(len(caught))",
        "1\n",
    ),
    "32 bits": ("print(np.array([2_147_483_647]) + 1)", "[-2147483648]\n"),
    "64 bits": (
        "print(np.array([2_147_483_647], dtype=np.int64) + 1)",
        "[2147483648]\n",
    ),
    "clock": (
        "import time\n"
        "ticks = np.diff([time.perf_counter() for _ in range(100_000)])\n"
        "print(ticks[ticks > 0].min() > 2e-6)",
        "True\n",
    ),
    "versions": (
        "import matplotlib\nplt = matplotlib\n"
        "print(np.__version__[:4], matplotlib.__version__[:4])",
        "2.0. 3.8.\n",
    ),
    "math": ("import math\nprint(math.exp(np.zeros((1, 1))))", "1.0\n"),
}
FAILED = {
    "threads": (
        "import threading\nthreading.Thread(target=print).start()",
        "one thread",
    ),
    "processes": ("import subprocess\nsubprocess.run(['ls'])", "another program"),
    "files": ("open('marks.csv')", "sees no files"),
    "network": ("from urllib.request import urlopen", "asks no other site"),
    "questions": ("input()", "Nobody can be asked"),
    "scikit-learn": ("import sklearn", "are in nnlib.data here"),
}


@pytest.fixture(scope="module")
def ask(shared_visit):
    return book_page(shared_visit, "http")


def cell(source):
    return {
        "kind": "cell",
        "page": "differs",
        "source": f"import numpy as np\n{source}",
    }


@pytest.mark.parametrize(("source", "text"), SAID.values(), ids=SAID)
def test_it_shows_what_the_book_says(ask, source, text):
    answer = ask(cell(source))
    assert answer["status"] == "ok", answer["text"]
    assert answer["outputs"][0]["text"] == text


@pytest.mark.parametrize(("source", "words"), FAILED.values(), ids=FAILED)
def test_what_it_cannot_do_it_says(ask, source, words):
    assert words in ask(cell(source))["text"]
