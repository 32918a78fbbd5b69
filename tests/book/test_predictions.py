"""What the chapters ask their readers to predict, and what they say is right."""

import re

import nbformat
import pytest
from layout import ROOT
from predict.asked import Unclear, compare, read
from predict.truths import TRUTHS, Number, Sketch

ASKED = re.compile(r"^:::\{predict\} (\S+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)


def asked_in(path):
    cells = nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
    return [one for cell in cells for one in ASKED.findall(f"{cell.source}\n")]


CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
FOUND = {path.stem: asked_in(path) for path in CHAPTERS}
ALL = [one for found in FOUND.values() for one in found]


def test_each_chapter_asks_and_all_that_is_computed_is_asked_once():
    course = [found for name, found in FOUND.items() if re.match("0[1-5]-", name)]
    assert len(course) == 5 and all(course)
    assert sorted(name for name, _ in ALL) == sorted(TRUTHS)
    assert len(TRUTHS) >= 10
    assert {type(truth()) for truth in TRUTHS.values()} == {Number, Sketch, str}


@pytest.mark.parametrize(("name", "text"), ALL, ids=[name for name, _ in ALL])
def test_what_a_chapter_says_is_right_is_what_nnlib_computes(name, text):
    asked = read(text)
    compare(asked, TRUTHS[name]())
    assert all(answer.text.endswith(".") for answer in asked.answers)


NUMBER = "How many?\n\n<details><summary>The answer</summary>\n\n{}\n\n</details>"
CHOICE = NUMBER.replace("How many?", "Which?\n\n- **A.** One.\n- **B.** Two.")


@pytest.mark.parametrize(
    ("text", "answers", "truth", "why"),
    [
        (NUMBER, "- **2**: Yes.\n- 3: No.", Number(3), "it is 3"),
        (NUMBER, "- **2**: Yes.\n- 3: No.", Number(2.5, within=0.6), "counts"),
        (NUMBER, "- 2: Yes.\n- 3: No.", Number(2), "one of them"),
        (NUMBER, "2 is right.", Number(2), "one of them"),
        (CHOICE, "- **A**: Yes.\n- B: No.", "B", "B is right"),
        (CHOICE, "- **A**: Yes.", "A", "each option"),
        (NUMBER, "- **up**: Yes.", Sketch("x", "y", 0, 1, [0], {"down": [0]}), "down"),
    ],
)
def test_a_chapter_that_says_otherwise_is_found_out(text, answers, truth, why):
    with pytest.raises(Unclear, match=why):
        compare(read(text.format(answers)), truth)
