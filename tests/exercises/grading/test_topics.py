"""Every slip leads to a passage that is in the book, and slips of one kind together."""

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from made_up import TASK

from nnlib.derivations import book as derivations
from nnlib.exercises.book import BY_NAME
from nnlib.exercises.grading.report import passages
from nnlib.exercises.grading.report.passages import CHAPTERS, Passage, anchor
from nnlib.exercises.grading.report.tasks import KINDS, TASKS
from nnlib.exercises.grading.report.topics import TOPICS, topic
from nnlib.exercises.kinds import WORDS

ROOT = Path(__file__).parents[3]
SLIPS = [f"{one.name}/{s.name}" for one in BY_NAME.values() for s in one.slips]
NAMES = [*SLIPS, *(f"kind/{kind}" for kind in KINDS)]
PASSAGES = {
    *passages.EXERCISES.values(),
    *passages.DERIVATIONS.values(),
    *(passage for one in TOPICS for passage in one.passages),
}


def headings(file):
    """Return the headings of a chapter, without the signs around their formulas."""
    book = json.loads((ROOT / "chapters" / f"{file}.ipynb").read_text("utf-8"))
    cells = (cell["source"] for cell in book["cells"] if cell["cell_type"] != "code")
    lines = "\n".join("".join(source) for source in cells).splitlines()
    return [line.lstrip("# ").replace("$", "") for line in lines if line[:1] == "#"]


HEADINGS = {part: headings(file) for part, (file, _) in CHAPTERS.items()}


def test_every_exercise_derivation_and_kind_is_treated_somewhere():
    assert {one.partition("/")[0] for one in passages.EXERCISES} == set(BY_NAME)
    assert set(BY_NAME) <= set(passages.EXERCISES)
    assert set(passages.DERIVATIONS) == set(derivations.BY_NAME)
    assert all(topic(f"kind/{kind}") for kind in WORDS)
    assert {task.part for task in TASKS} <= set(CHAPTERS)


@pytest.mark.parametrize("passage", sorted(PASSAGES, key=str), ids=str)
def test_a_passage_is_a_section_of_its_chapter_and_the_only_one_called_so(passage):
    there = HEADINGS[passage.part]
    assert passage.heading in there
    assert [anchor(one) for one in there].count(anchor(passage.heading)) == 1


def test_every_task_stands_where_it_is_said_to_stand():
    for one in TASKS:
        assert one.place.heading in HEADINGS[one.part]


def test_appendices_are_called_what_they_are_called():
    for part, (_, words) in CHAPTERS.items():
        title = HEADINGS[part][0]
        assert words == (f"chapter {part}" if part < 6 else f'the appendix "{title}"')


def test_no_pattern_is_for_nothing():
    patterns = [pattern for one in TOPICS for pattern in one.slips.split()]
    patterns += [key for key in passages.EXERCISES if "/" in key]
    dead = [p for p in patterns if not any(fnmatchcase(name, p) for name in NAMES)]
    assert not dead


def test_a_slip_is_of_one_kind_at_most():
    """The first topic that holds a slip wins, so no order may hide another's."""
    twice = {
        name: [one.words for one in TOPICS if one.holds(name)]
        for name in NAMES
        if sum(one.holds(name) for one in TOPICS) > 1
    }
    assert not twice


def test_what_is_made_in_many_places_is_one_topic():
    for names in (
        "loss/no-mean backward/no-mean columns-back/no-mean shuffled/loss-x-23",
        "left-rule/no-transpose backward/not-transposed kind/transpose",
        "layer/entry-by-entry backward/entry-by-entry-to-w kind/product",
        "twice/first-place-only mirrored/first-place-only kind/product-rule",
    ):
        assert len({topic(name) for name in names.split()}) == 1
    assert topic("clipped/entry-by-entry") is None


def test_nobody_is_sent_to_a_chapter_that_is_still_to_come():
    transposed = topic("layer/transposed")
    assert transposed is topic("backward/not-transposed")
    assert not transposed.read_by(2) and transposed.seen_by(2) is None
    assert [one.part for one in transposed.read_by(4)] == [3, 3]
    assert transposed.seen_by(3).figure == "right"
    lost = topic("broadcast/shape-2")
    assert lost.read_by(2) == lost.passages  # an appendix


def test_no_slip_is_called_as_a_kind():
    assert not {slip.partition("/")[2] for slip in SLIPS} & KINDS


def test_a_slip_of_one_blank_is_treated_where_the_blank_is():
    cost = "cost-of-a-pass"
    assert passages.of_exercise(cost, "kept-220") == Passage(4, "What must be kept")
    assert passages.of_exercise(cost, "passes-2") == Passage(4, "Counting")
    assert passages.of_exercise(cost) == Passage(4, "Counting")


def test_an_exercise_and_a_derivation_of_one_name_are_told_apart():
    assert TASK["left-rule"].kind == "exercise"
    assert TASK["derivation-left-rule"].kind == "derivation"
    assert len({one.key for one in TASKS}) == len(TASKS)
