"""What readers write by hand: right lines are taken, wrong ones are not, all at once.

The texts are in handwritten.txt, those of problems of other courses in sheets.txt.
"""

import pathlib
import re

import pytest

from nnlib.derivations.book import find
from nnlib.derivations.judging import judged
from nnlib.derivations.opened import problem

HERE = pathlib.Path(__file__).parent
STATUS = {"+": "right", "~": "not yet", "-": "wrong"}


def blocks(name):
    """Yield the head of each problem, and its derivations with their marks."""
    text = re.sub(r"^#.*\n", "", (HERE / name).read_text("utf-8"), flags=re.M)
    for block in re.split(r"^==", text, flags=re.M)[1:]:
        head, *parts = re.split(r"^([+~-]) ", block, flags=re.M)
        lines = [re.sub(r"^  ", "", part, flags=re.M).strip() for part in parts[1::2]]
        yield head.strip(), list(zip(parts[::2], lines, strict=True))


HANDWRITTEN = {head: found for head, found in blocks("handwritten.txt")}
SHEETS = {head: found for head, found in blocks("sheets.txt")}


@pytest.mark.parametrize("name", HANDWRITTEN)
def test_every_handwriting_is_read(name):
    for mark, lines in HANDWRITTEN[name]:
        verdict = judged(find(name), lines)
        assert verdict.status == STATUS[mark], f"{lines}\n\n{verdict.text}"


@pytest.mark.parametrize("declared", SHEETS)
def test_problems_of_other_sheets(declared):
    own = problem(declared)
    for mark, lines in SHEETS[declared]:
        verdict = judged(own, lines)
        assert verdict.status == STATUS[mark], f"{lines}\n\n{verdict.text}"


def test_there_are_enough_handwritings():
    marks = [mark for found in HANDWRITTEN.values() for mark, _ in found]
    assert marks.count("+") >= 190 and marks.count("-") >= 270
    assert len(SHEETS) >= 40
