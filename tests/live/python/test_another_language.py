"""Python in pages of another language: its files, and what it says."""

import inside
import pytest
from built import EDITIONS, HTML
from pages import book_page

from nnlib import language

SOURCE = """def sigmoid_and_slope(Z):
    return 1 / (1 + np.exp(-Z)), Z

exercises.check("sigmoid-prime", sigmoid_and_slope)"""
WRONG = {"kind": "check", "exercise": "sigmoid-prime", "source": SOURCE}
DRAWS = """import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.show()"""


def in_a_notebook():
    return inside.answer(WRONG, lambda output: None)


@pytest.mark.parametrize("tag", EDITIONS)
def test_an_edition_has_what_it_shares_from_the_english_book(tag):
    english, own = (
        {path.name.split("-")[0]: path.name for path in folder.glob("*-*.bin")}
        for folder in (HTML / "_static/python", HTML / tag / "_static/python")
    )
    assert {"engine", "library", "drawing"} <= english.keys()
    # Whatever says something is in these two.
    assert own.keys() <= {"book", "script"}
    assert all(own[name] != english[name] for name in own)


@pytest.mark.parametrize("tag", EDITIONS)
@pytest.mark.parametrize("how", ["http", "file"])
def test_a_page_answers_in_its_language(tag, how, shared_visit, monkeypatch):
    ask, english = book_page(shared_visit, how, f"{tag}/"), in_a_notebook()
    monkeypatch.setattr(language, "_chosen", tag)
    verdict = ask(WRONG)
    assert verdict["text"] == in_a_notebook()["text"] != english["text"]
    drawn = ask({"kind": "cell", "page": "plot", "source": DRAWS})
    assert "image/png" in drawn["outputs"][0]["data"]
