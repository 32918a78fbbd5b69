"""What `make quick` checks after a change, and what it says it does not."""

import subprocess
import sys

import check
import pytest
import quick
from layout import ROOT

EXAMPLES = {
    "nnlib/backprop.py": ["modules", "all notebooks"],
    "nnlib/fast/descent.py": ["modules", "all notebooks"],
    "nnlib/plots/rules.py": ["tests/test_plots_*.py", "all notebooks"],
    "nnlib/exercises/neurons/leaky_relu.py": [
        "tests/exercises -k leaky-relu",
        "tests/book/test_exercises.py",
        "solutions",
    ],
    "nnlib/exercises/trial.py": ["tests/exercises"],
    "nnlib/exercises/grading/report/topics.py": [
        "tests/exercises/grading/test_*.py",
        "tests/book/test_class_report.py",
        "tests/live/test_report_here.py",
    ],
    "nnlib/live/figures/rules.py": ["tests/live/test_figures.py -k rules"],
    "chapters/01-neurons.ipynb": [
        "book",
        "notebook chapters/01-neurons.ipynb",
        *quick.WORDS,
        quick.PAGES,
    ],
    "chapters/glossary.md": ["book", quick.PAGES],
    "_ext/formulas.py": ["book", quick.PAGES, "tests/book/test_setting.py"],
    "_static/book.css": ["book", quick.PAGES, "tests/live/test_controls.py -k neuron"],
    "tests/test_loss.py": ["tests/test_loss.py"],
    "tests/live/test_search.py": ["tests/live/test_search.py"],
    "README.md": ["book", quick.PAGES],
    "LICENSE": [],
}


@pytest.mark.parametrize("path", EXAMPLES)
def test_a_change_is_checked_where_it_can_break_something(path):
    assert (ROOT / path).exists()
    assert quick.plan([path]) == EXAMPLES[path]


def test_a_tool_is_checked_by_the_tests_that_name_it():
    # In pieces, so that this test is none of them.
    assert quick.plan(["/".join(["tools", "serve.py"])]) == [
        "tests/book/test_serving.py"
    ]


def test_what_several_changes_ask_for_is_done_once():
    paths = ["nnlib/loss.py", "nnlib/plots/rules.py", "chapters/01-neurons.ipynb"]
    assert quick.plan([*paths, "solutions/01-neurons.ipynb"]) == [
        *["book", "modules", "all notebooks"],
        *quick.WORDS,
        quick.PAGES,
    ]


def test_what_is_left_out_is_named():
    words = "; ".join(quick.left_out(quick.plan(["nnlib/loss.py"])))
    assert "in a browser" in words
    assert "the exercises" in words
    assert "nnlib's modules" not in words
    everything = list(quick.LEFT_OUT)
    assert quick.left_out(everything) == []


def test_every_check_finds_its_tests():
    """A pattern that no file fits would check nothing, and say that all is well."""
    command = ["git", "ls-files"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    paths = listed.stdout.split()
    assert len(paths) > 100
    chosen = {what for path in paths for what in quick.plan([path])}
    names = ("exercises", "derivations", "practice", "graders")
    folders = {f"tests/{name}" for name in names}
    folders |= {"all notebooks", "solutions"}
    for what in sorted(chosen):
        arguments = quick.command(what)
        files = [word for word in arguments if word.endswith((".py", ".ipynb"))]
        assert files or what.partition(" -k ")[0] in folders, what


def test_it_begins_with_style_and_types():
    assert quick.LINT == ["tools/check.py", "lint"]
    assert {"style", "types"} <= set(check.chosen(["lint"]))


# All of it has just been checked, and takes half a minute.
STYLE_ALONE = """
import sys
sys.path.insert(0, "tools")
import quick
quick.LINT = ["tools/check.py", "style"]
quick.main()
"""


def test_it_fails_if_something_is_broken():
    """The tool as it is run, on a test that fails."""
    broken = ROOT / "tests" / "test_broken_for_quick.py"
    broken.write_text("def test_it():\n    assert False\n", encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-c", STYLE_ALONE, "tests/test_broken_for_quick.py"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    finally:
        broken.unlink()
    assert done.returncode != 0
    assert "FAILED: " in done.stderr
    assert "tests/test_broken_for_quick.py" in done.stderr
    assert "Left out: " in done.stdout
