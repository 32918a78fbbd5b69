"""Cells run in a page as they do in a notebook, and fail in the reader's words."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import inside
import pytest
from inside import cells, failures, outputs

ROOT = Path(__file__).resolve().parents[2]
SOON = ["02-vectorisation", "07-new-ground"]
"""Two chapters, to know soon: in a page tests/live/python runs all, likewise."""


@pytest.fixture
def page(request):
    """Return a function that runs cells of one page, whose answers must be data."""
    name = request.node.name

    def run(*sources):
        for source in sources:
            emitted = []
            job = {"kind": "cell", "page": name, "source": source}
            answer = inside.answer(job, emitted.append)
            json.dumps(answer, allow_nan=False)
            assert text_of(emitted) == text_of(answer["outputs"])
        return answer

    run.needs = lambda source: inside.needs(
        {"kind": "cell", "page": name, "source": source}
    )
    return run


def text_of(found):
    return "".join(one["text"] for one in found if one["output_type"] == "stream")


@pytest.mark.parametrize("name", SOON)
def test_every_cell_of_a_chapter_gives_what_is_stored(name):
    path = ROOT / "chapters" / f"{name}.ipynb"
    replay = Path(__file__).with_name("replay.py")
    found = subprocess.run(
        [sys.executable, replay, path],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "_ext"), "PYTHONUTF8": "1"},
    )
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout) == {}


# ---- what is shown -----------------------------------------------------------------


def test_names_last_from_cell_to_cell_of_one_page(page):
    assert text_of(page("a = 3", "print(a)")["outputs"]) == "3\n"
    other = {"kind": "cell", "page": "another", "source": "a"}
    assert inside.answer(other, print)["status"] == "error"


def test_the_last_value_is_shown(page):
    (shown,) = page("1 + 1\n2 + 2")["outputs"]
    assert shown["output_type"] == "execute_result"
    assert shown["data"] == {"text/plain": "4"}
    assert page("2 + 2;")["outputs"] == []
    assert page("None")["outputs"] == []


def test_a_value_is_shown_in_the_forms_it_has(page):
    source = "class T:\n    def _repr_{0}_(self): return '**a**'\nT()"
    for form in ("markdown", "html"):
        (shown,) = page(source.format(form))["outputs"]
        assert shown["data"][f"text/{form}"] == "**a**"
    (shown,) = page("display(3)\nprint()")["outputs"][:1]
    assert shown["output_type"] == "display_data"


def test_text_without_a_last_newline_is_delivered(page):
    assert text_of(page("print('a', end='')")["outputs"]) == "a"


def test_outputs_stay_in_order(page):
    found = page("print(1)\ndisplay(2)\nprint(3)\n4")["outputs"]
    kinds = [one.get("text") or one["data"]["text/plain"] for one in found]
    assert kinds == ["1\n", "2", "3\n", "4"]


def test_many_lines_are_few_messages(page):
    emitted = []
    source = "for k in range(20000): print(k)"
    inside.answer({"kind": "cell", "page": "many", "source": source}, emitted.append)
    assert text_of(emitted).splitlines() == list(map(str, range(20000)))
    assert len(emitted) < 200


def test_what_is_printed_has_an_end(page):
    text = text_of(
        page(
            "while True:\n    print('x' * 10**5)\n    k = k + 1 if 'k' in "
            "globals() else 1\n    if k > 50: break"
        )["outputs"]
    )
    assert len(text) < outputs.LONGEST + 100
    assert text.count("left out") == 1


def test_a_warning_is_shown_as_a_notebook_shows_it(page):
    with pytest.warns(UserWarning, match="careful"):
        page("import warnings\nwarnings.warn('careful')")
    (shown,) = page("import sys\nprint('careful', file=sys.stderr)")["outputs"]
    assert shown["name"] == "stderr"


def test_a_live_figure_is_shown_by_name(page):
    source = "from nnlib.live.figures.neuron import neuron\nneuron()"
    (shown,) = page(source)["outputs"]
    assert shown["data"]["text/plain"] == "Live figure: One neuron"
    assert shown["data"][outputs.FIGURE]["name"] == "neuron"
    assert shown["data"][outputs.FIGURE]["spec"]["id"] == "live-neuron"


def test_the_source_of_a_function_is_known(page):
    source = "def f(x):\n    return x + 1\n"
    found = page(source, "import inspect\nprint(inspect.getsource(f), end='')")
    assert text_of(found["outputs"]) == source


# ---- pictures ----------------------------------------------------------------------

PLOT = "import matplotlib.pyplot as plt\nplt.style.use('nnlib.plots.book')"


def test_what_draws_is_imported_when_a_cell_draws(page):
    assert page.needs(PLOT) == []
    page(PLOT, "from nnlib.plots.curves import draw_fit\nx = 1")
    assert page.needs("print(x)") == []
    assert page.needs("plt.plot([1, 2])") == ["matplotlib"]
    assert page.needs("draw_fit(1)") == ["matplotlib"]
    assert page.needs("def later():\n    plt.show()") == ["matplotlib"]
    assert page.needs("plt.plot(") == []


def test_each_picture_is_shown_where_it_is_drawn():
    source = (
        "import json, inside\n"
        f"lines = {PLOT!r} + '''\nplt.plot([1, 2])\nplt.show()\nprint('between')\n"
        "plt.subplots()'''\n"
        "job = {'kind': 'cell', 'page': 'p', 'source': lines}\n"
        "print(json.dumps(inside.answer(job, lambda output: None)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "_ext")},
    )
    first, between, *_, last = json.loads(done.stdout)["outputs"]
    assert between["text"] == "between\n"
    for shown in (first, last):
        assert shown["output_type"] == "display_data"
        assert shown["data"]["text/plain"].startswith("<Figure size")
        assert base64.b64decode(shown["data"]["image/png"]).startswith(b"\x89PNG")


# ---- what goes wrong ---------------------------------------------------------------


def failed(page, *sources):
    answer = page(*sources)
    assert answer["status"] == "error"
    assert answer["outputs"][-1]["output_type"] == "error"
    return answer["outputs"][-1]


def test_an_exception_shows_the_readers_own_lines(page):
    error = failed(
        page,
        "from nnlib import Network\ndef f(n):\n    return Network(n, ['tanh'], seed=0)",
        "print('before')\nf([0, 1])",
    )
    assert error["traceback"][:4] == [
        "line 2:",
        "    f([0, 1])",
        "line 3:",
        "    return Network(n, ['tanh'], seed=0)",
    ]
    assert error["traceback"][4].startswith("ValueError: ")
    assert len(error["traceback"]) == 5
    assert ".py" not in error["text"]


def test_a_syntax_error_is_pointed_at(page):
    error = failed(page, "a = 1\nb = = 2")
    assert error["traceback"][:3] == ["line 2:", "    b = = 2", "        ^"]
    assert error["ename"] == "SyntaxError"


def test_what_stands_outside_a_function_is_pointed_at(page):
    error = failed(page, "a = 1\nawait a")
    assert error["traceback"][:2] == ["line 2:", "    await a"]


def test_a_function_that_calls_itself_for_ever_is_told_in_few_lines(page):
    error = failed(page, "def f(x):\n    return f(x)\nf(1)")
    assert len(error["traceback"]) <= 2 * failures.MOST + 2
    assert "calls itself" in error["text"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("input('How many?')", "Nobody can be asked for input"),
        (
            "%matplotlib inline\nx = 1",
            "A line that begins with % is an order to Jupyter",
        ),
        ("!ls", "A line that begins with ! is an order to Jupyter"),
        ("dict(a=0,5)", "has a decimal point"),
        ("dict(\n    a=-1,25,\n    b=2,\n)", "has a decimal point"),
        ("import nope", "A package called nope is not in this page"),
        ("open('marks.csv')", "There is no file marks.csv"),
        ("exit()", "NameError: name 'exit'|A cell ends by itself"),
        ("raise SystemExit", "A cell ends by itself"),
        ('raise RuntimeError("can\'t start new thread")', "A page has one thread"),
        ("raise OSError(138, 'Not supported')", "cannot start another program"),
        ("raise MemoryError", "not enough memory"),
        (
            "raise ModuleNotFoundError('a\\nb', name='sklearn')",
            "are in nnlib.data here",
        ),
    ],
)
def test_what_a_page_cannot_do_is_said_in_plain_words(page, source, words):
    assert re.search(words, failed(page, source)["text"])


def test_a_cell_that_failed_leaves_the_page_working(page):
    failed(page, "x = 5\n1 / 0")
    assert text_of(page("print(x)")["outputs"]) == "5\n"
    assert sys.stdout is not None
    assert "<cell" not in repr(sys.stdout)


def test_a_job_of_no_kind_is_refused_in_words():
    answer = inside.answer({"kind": "nothing"}, print)
    assert answer["status"] == "error"


def test_a_page_starts_with_nothing_defined():
    assert set(cells.fresh()) == {"__name__", "__builtins__"}
