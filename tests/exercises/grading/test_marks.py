"""One verdict in page, notebook and grader; no answer costs another its mark."""

from fractions import Fraction

import inside
import pytest
from classroom import DERIVATION, answer, derived, notebook, sources

from nnlib.exercises.book import BY_NAME, find
from nnlib.exercises.grading.code import plain
from nnlib.exercises.grading.finding import Found
from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.marking import marked
from nnlib.exercises.grading.settling import ORDER
from nnlib.exercises.held_out import HeldOutExercise as HeldOut

QUICK = Limits(seconds=1)


@pytest.fixture
def graded(tmp_path):
    """Return what grades a notebook made of these cells."""

    def grade(cells, ids=True, limits=QUICK):
        path = tmp_path / "anna.ipynb"
        path.write_text(notebook(cells, ids), encoding="utf-8")
        paper = marked(Found("anna", path.name, path), limits)
        assert (paper.student, paper.trouble) == ("anna", "")
        return {mark.name: mark for mark in paper.marks}

    return grade


def statuses(marks):
    return {name: mark.status for name, mark in marks.items()}


def in_a_page(name, cell):
    """Return the status, slip and words that a page of the book has for an answer."""
    short = name.removeprefix(DERIVATION)
    job = {"kind": "check", "exercise": name, "source": cell}
    if short != name:
        lines = cell.partition('r"""')[2].partition('"""')[0]
        job = {"kind": "derivation", "derivation": short, "lines": lines}
    said = inside.answer(job, lambda output: None)
    return said["status"], said["slip"] or None, said["text"]


def test_every_right_answer_is_right(graded):
    marks = graded(sources("right", ORDER), limits=Limits())
    assert list(marks) == ORDER
    assert set(statuses(marks).values()) == {"right"}


@pytest.mark.parametrize("kind", ["slips", "wrong", "empty"])
def test_what_is_said_is_what_a_page_says(graded, kind):
    # What trains a model in its cell takes a second; it is judged above.
    names = [name for name in ORDER if not isinstance(BY_NAME.get(name), HeldOut)]
    cells = sources(kind, names)
    marks = graded(cells, limits=Limits())
    assert list(marks) == names
    for name, mark in marks.items():
        said = in_a_page(name, cells[name])
        assert (mark.status, mark.slip, mark.text) == said, name


def test_with_and_without_ids_it_is_the_same(graded):
    cells = sources("slips", ("layer", "shapes", "loss", "derivation-right-rule"))
    assert graded(cells) == graded(cells, ids=False)


def test_what_never_ends_costs_no_other_answer_its_mark(graded):
    marks = graded(
        {
            "layer": answer("layer", "endless"),
            "loss": answer("loss"),
            "shapes": "while True:\n    pass",
            "shuffled": answer("shuffled"),
        }
    )
    ended = ["layer", "shapes"]
    assert [name for name, mark in marks.items() if mark.status == "stopped"] == ended
    assert marks["loss"].status == marks["shuffled"].status == "right"
    assert all("It was stopped" in marks[name].text for name in ended)


def test_an_answer_counts_though_its_cell_fails(graded):
    paper = answer("shapes").replace("exercises.check", "exercises.check ")
    marks = graded(
        {
            "": "1 / 0",
            "layer": answer("layer").partition("exercises.check")[0],
            "loss": answer("loss").replace(
                "exercises.check", "print(lost)\nexercises.check"
            ),
            "shapes": f"undefined\n{paper}",
            "derivation-right-rule": "undefined\n" + answer("derivation-right-rule"),
            "distances": "def squared_distances(X)\n    return X",
            "shuffled": "exercises.check('shuffled', predictions=lost)",
            "broadcast": "",
        }
    )
    right = ["layer", "loss", "shapes", "derivation-right-rule"]
    assert [name for name, mark in marks.items() if mark.status == "right"] == right
    assert marks["distances"].status == "stopped"
    assert "SyntaxError" in marks["distances"].text
    assert "in line 1: def squared_distances(X)" in marks["distances"].text
    assert marks["shuffled"].status == "stopped"
    assert marks["shuffled"].text.startswith("NameError: name 'lost' is not defined")
    assert (marks["broadcast"].status, marks["broadcast"].text) == (
        "not yet",
        "Nothing was handed in.",
    )


def test_the_last_answer_counts_and_helpers_are_there(graded):
    marks = graded(
        [
            ("", "%matplotlib inline\n!ls\ndef helper(Z):\n    return np.tanh(Z)"),
            (
                "layer",
                answer("layer", "wrong"),
            ),
            (
                "layer",
                "%%time\ndef tanh_layer(X, W):\n    return helper(X @ W)\n"
                "exercises.require('layer', tanh_layer)",
            ),
            ("", "display(get_ipython().run_line_magic('time', ''))\nnp.sum?"),
            ("find-the-error", "line = input('which?')"),
            (
                "left-order",
                "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
                + answer("left-order"),
            ),
        ]
    )
    assert statuses(marks) == {
        "layer": "right",
        "find-the-error": "stopped",
        "left-order": "right",
    }
    assert "Nobody can be asked" in marks["find-the-error"].text


def test_await_may_stand_outside_of_functions_as_in_jupyter(graded):
    begin = "import asyncio\n\nasync def later(what):\n    await asyncio.sleep(0)\n"
    function, _, call = answer("layer").partition("exercises.check")
    awaited = 'await later("A")'
    marks = graded(
        [
            ("", f"{begin}    return what\n\nlock = await later(asyncio.Lock())"),
            ("layer", f"{function}async with lock:\n    exercises.check{call}"),
            ("loss", answer("loss").replace(", loss", ", await later(loss)")),
            ("shuffled", "undefined\n" + answer("shuffled").replace('"A"', awaited)),
            ("left-order", "while True:\n    await later(1)"),
            ("shapes", "await asyncio.sleep(600)"),
        ]
    )
    assert statuses(marks) == {
        "layer": "right",
        "loss": "right",
        "shuffled": "right",
        "left-order": "stopped",
        "shapes": "stopped",
    }
    ended = marks["left-order"], marks["shapes"]
    assert all("It was stopped" in mark.text for mark in ended)


@pytest.mark.parametrize(
    ("head", "call"),
    [
        ("", "kept = exercises.check("),
        ("if True:\n    ", "exercises.check("),
        ("from nnlib.exercises import check\n", "check("),
        ("from nnlib import exercises as ex\n", "ex.check("),
    ],
)
def test_without_ids_an_answer_counts_however_it_is_handed_in(graded, head, call):
    source = head + answer("shapes").replace("exercises.check(", call)
    assert statuses(graded({"": source}, ids=False)) == {"shapes": "right"}


ORDERS = """\
%pip install \\
    numpy \\
    matplotlib
%matplotlib inline
%load_ext autoreload
!echo "it's \'\'\' (
?np.sum
np.sum??
files = !ls
kept = {}
kept["files"] = !ls
kept = %time 3
%time half = 1 / 2
if half:
    %config InlineBackend.figure_format = "svg"
text = \'\'\'
%d of them
what?\'\'\'
"""


def test_orders_to_jupyter_cost_no_mark(graded):
    """In the cell of the answer too, and with a text that looks like one beside."""
    last = (
        'assert (files, kept, half, text) == (None, 3, 0.5, "\\n%d of them\\nwhat?")\n'
    )
    orders = ORDERS + last
    assert plain(orders).count("\n") == orders.count("\n")
    marks = graded({name: f"{orders}{answer(name)}" for name in ("shapes", "layer")})
    assert statuses(marks) == {"shapes": "right", "layer": "right"}


@pytest.mark.parametrize("first", ["\n    ", "\t", ">>> "])
def test_a_cell_that_was_copied_with_what_stood_before_it_is_read(graded, first):
    """As Jupyter reads it: with an indent, or with Python's prompts."""
    more = "... " if first == ">>> " else first.lstrip("\n")
    cells = {
        name: first + answer(name).replace("\n", f"\n{more}")
        for name in ("layer", "shapes")
    }
    assert set(statuses(graded(cells)).values()) == {"right"}
    assert plain(first + "1\n" + more + "2").count("\n") == first.count("\n") + 1


def test_answers_on_paper_keep_their_form(graded):
    values = {"formula": "__import__('fractions').Fraction(1, 10)"}
    given = find("choosing-h").blanks
    call = find("choosing-h")._call(
        {n: values.get(n, repr(v)) for n, v in given.items()}
    )
    told = find("choosing-h").examine({**given, "formula": Fraction(1, 10)})
    assert graded({"choosing-h": call})["choosing-h"].text == str(told)


def test_a_derivation_of_ones_own_is_not_graded(graded):
    own = "derivations.check(derivations.problem('x', f='x**2', wanted='df/dx'), '')"
    marks = graded([("", own), ("derivation-right-rule", derived("right-rule", "..."))])
    assert statuses(marks) == {"derivation-right-rule": "not yet"}
