"""Building: whole or not at all, the same each time, with nothing but its own folder.

The book is a small one (small.py). Each test has a copy of it, built once.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import page_cells
import pdf as printing
import pytest
import small
from layout import ROOT
from pypdf import PdfReader

# Of notebooks that fail: the code of cell 3, and what is said of it.
FAILING = {
    "raises": (
        "x = 0\n\nprint(half(1, by=x))",
        """\
    cell 3, line 3:  print(half(1, by=x))
    cell 2, line 2:  return number / by
    ZeroDivisionError: division by zero
""",
    ),
    "cannot be read": (
        "x = 0\ny = = 1",
        "    cell 3, line 2:  y = = 1\n    SyntaxError: invalid syntax",
    ),
    "hangs": (
        "import time\ntime.sleep(600)",
        """\
    cell 3, which begins:  import time
    The cell was still running after 3 seconds: execute.timeout in _config.yml.
""",
    ),
    "dies": (
        "import os; os._exit(1)",
        """\
    cell 3, which begins:  import os; os._exit(1)
    The cell ended its kernel""",
    ),
}
HALF = "def half(number, by=2):\n    return number / by"

# A cell with faults, and what is said of them.
FAULTY = """\
See {eq}`eq-of-nobody`, in line 1.

![A picture.](nowhere.png)

The formula $\\frac{1$.
"""
FAULTS = [
    """\
faulty.ipynb, cell 2, line 1:  See {eq}`eq-of-nobody`, in line 1.
    equation not found: eq-of-nobody
    Cite a label that an equation has""",
    """\
faulty.ipynb, cell 2, line 3:  ![A picture.](nowhere.png)
    image file not readable: nowhere.png
    Put the picture there""",
    """\
faulty.ipynb, cell 2, line 5:  The formula $\\frac{1$.
    no formula: """,
    """\
page.md, line 3:  See [that page](nowhere.md).
    'myst' cross-reference target not found: 'nowhere.md'
    Name a page""",
    """\
page.md:
    this page has no description
    Describe the page""",
]

# Of prose, a heading, a label and where it is cited, and nnlib.
CHANGES = [
    ("intro.md", "# A small book", "# A new book\n\nSome prose."),
    ("intro.md", "eq-small", "eq-new"),
    ("notebook.ipynb", "eq-small", "eq-new"),
    ("nnlib/live/figures/neuron.py", "One neuron", "A neuron"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small book, built once, in a folder with a space in its name."""
    book = tmp_path_factory.mktemp("a place") / "a book"
    book.mkdir()
    small.write_home(book.parent)
    small.write_book(book)
    small.build(book)
    return book


@pytest.fixture
def book(built, tmp_path):
    """A copy of the small book as built."""
    place = tmp_path / "another place"
    shutil.copytree(built.parent, place)
    return place / built.name


def html(book):
    return small.contents(book / "_build" / "html")


def differing(first, second):
    """Return the names of files that differ."""
    names = first.keys() | second.keys()
    return sorted(name for name in names if first.get(name) != second.get(name))


def page(book, name):
    return (book / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_asks_nobody_and_writes_nothing_outside_its_folder(built):
    place = built.parent
    assert sorted(path.name for path in place.iterdir()) == [
        built.name,
        "guard",
        "home",
    ]
    assert list((place / "home").iterdir()) == []
    # The guard that would have noted it does note it.
    code = "import socket; socket.create_connection(('example.org', 80))"
    small.start(built, "-c", code).communicate()
    assert (place / "asked").read_text(encoding="utf-8") == "example.org\n"
    (place / "asked").unlink()


def test_a_kernel_multiplies_on_one_core_where_a_notebook_asks_for_it():
    """Matplotlib, which runs first, must not have loaded NumPy with more of them."""
    startup = (ROOT / "_ext" / "startup" / "layout.py").read_text(encoding="utf-8")
    asks = """
import json, os
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy
from threadpoolctl import threadpool_info
print(json.dumps([each["num_threads"] for each in threadpool_info()]))
"""
    unset = {k: v for k, v in os.environ.items() if not k.endswith("_THREADS")}
    found = subprocess.run(
        [sys.executable, "-c", startup + asks],
        env=unset,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(json.loads(found.stdout)) <= {1}, "too late: NumPy is imported"


def test_pages_without_python_offer_nothing_that_would_need_it(built):
    out = built / "_build" / "html"
    page = (out / "notebook.html").read_text(encoding="utf-8")
    assert 'class="cell' in page
    assert page_cells.FILE not in page
    assert not (out / page_cells.FILE).exists()
    assert not (out / "_static" / "editor.js").exists()
    assert not (out / "_static" / "python").exists()


def test_building_elsewhere_from_nothing_gives_the_same_bytes(book, tmp_path):
    small.build(book, "--path-output", str(tmp_path / "elsewhere"))
    assert small.runs(book) == 2
    first = html(book)
    assert differing(first, html(tmp_path / "elsewhere")) == []
    assert any(name.startswith("_images/") for name in first)
    # Printed in two pieces, cut before the end of the line.
    assert ">one\ntwo\n<" in page(book, "notebook")


def test_building_again_gives_what_building_from_nothing_would(book, tmp_path):
    first = html(book)
    for path, old, new in CHANGES:
        edit(book / path, old, new)
    small.draw(book, "blue")
    small.build(book)
    second = html(book)
    small.build(book, "--path-output", str(tmp_path))
    assert differing(second, html(tmp_path)) == []
    # The notebook that can be taken away shows no label, so it stays as it is.
    assert differing(first, second) == [
        "_images/square.webp",
        "_sources/intro.md",
        "index.html",
        "intro.html",
        "notebook.html",
        "objects.inv",
        "searchindex.js",
    ]
    for path, old, new in CHANGES:
        edit(book / path, new, old)
    small.draw(book, "red")
    small.build(book)
    assert differing(first, html(book)) == []


def test_a_build_that_fails_names_the_cells_and_leaves_the_last_book(book):
    before = html(book)
    for name, (source, _) in FAILING.items():
        small.write_notebook(book, name, HALF, source)
    small.write_contents(book, "notebook", *FAILING)
    edit(book / "_config.yml", "timeout: 120", "timeout: 3")
    edit(book / "intro.md", "# A small book", "# A new book")
    errors = small.build(book, fails=True)
    for name, (_, told) in FAILING.items():
        assert f"{name}.ipynb:\n{told}" in errors
    # A reader's own lines, and not those of the programs that ran them.
    assert "Traceback" not in errors
    assert f"{len(FAILING)} things are to be mended" in errors
    assert "is the last whole book" in errors
    # All the rest is in the log.
    assert str(book / "_build" / "build.log") in errors
    assert "Traceback" in (book / "_build" / "build.log").read_text(encoding="utf-8")
    assert html(book) == before
    assert small.runs(book) == 1


def test_a_fault_is_told_with_its_line_each_time_until_it_is_mended(book):
    small.write_notebook(book, "faulty", markdown=FAULTY)
    page = "# A page\n\nSee [that page](nowhere.md).\n"
    (book / "page.md").write_text(page, encoding="utf-8")
    small.write_contents(book, "notebook", "faulty", "page")
    for _ in range(2):
        errors = small.build(book, fails=True)
        for fault in FAULTS:
            assert fault in errors
        assert f"{len(FAULTS)} things are to be mended" in errors


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("notebook.ipynb", '{"cells": [', "broke off at notebook: "),
        ("_config.yml", "title: [", "broke off: while parsing"),
        ("full", "", "The disk is full. Make room on it, and build again.\n"),
    ],
)
def test_a_build_that_breaks_off_says_why(book, file, text, told):
    before = html(book)
    (book / file).write_text(text, encoding="utf-8")
    errors = small.build(book, fails=True)
    assert told in errors
    assert "is the last whole book" in errors
    assert "Traceback" not in errors
    assert html(book) == before


SAID = """\
Reading 2 pages
Running notebook, 4 cells
Writing 2 pages, with their formulas
The book is in {}, after"""


def test_a_build_says_what_it_does_in_a_few_lines(book):
    edit(book / "notebook.ipynb", "two", "three")
    out, _ = small.start(book, "tools/build.py").communicate()
    assert out.startswith(SAID.format(book / "_build" / "html"))
    assert out.count("\n") == SAID.count("\n") + 1


@pytest.mark.skipif(os.name != "posix", reason="only Unix has pseudo-terminals")
def test_on_a_terminal_one_bar_moves_beneath_the_lines(book):
    edit(book / "notebook.ipynb", "two", "three")
    said = small.on_terminal(book, "tools/build.py")
    # What stays is what comes after the last return to the line's beginning.
    lines = [line.rpartition("\r\033[K")[2] for line in said.split("\r\n")]
    assert "\n".join(lines).startswith(SAID.format(book / "_build" / "html"))
    bars = re.findall(r"\r\[#*-*\] +(\d+)%  (.*?)\033\[K", said)
    assert ("25", "notebook") in bars
    assert ("31", "notebook, cell 2 of 4") in bars
    amounts = [int(done) for done, _ in bars]
    assert amounts == sorted(amounts)


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no such signal")
def test_ctrl_c_stops_a_build_within_a_notebook(book):
    before = html(book)
    source = "open('begun', 'w').close(); import time; time.sleep(600)"
    small.write_notebook(book, "hangs", source)
    small.write_notebook(book, "more", "open('more ran', 'w').close()")
    small.write_contents(book, "notebook", "hangs", "more")
    process = small.start(book, "tools/build.py")
    stopped(process, book / "begun")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert errors.startswith("The build was stopped.\nThe book was not built: in ")
    assert errors.count("\n") == 2
    assert not (book / "more ran").exists()
    assert html(book) == before


def stopped(process, mark):
    """Wait until a build has come to where it stops."""
    while not mark.exists():
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.05)


def test_a_build_that_is_broken_off_leaves_the_last_book(book):
    before = html(book)
    edit(book / "intro.md", "# A small book", "# A new book")
    edit(book / "nnlib" / "live" / "figures" / "neuron.py", "One neuron", "A neuron")
    (book / "stop").touch()
    process = small.start(book, "tools/build.py")
    try:
        stopped(process, book / "stopped")
        assert "Another build is at work" in small.build(book, fails=True)
    finally:
        process.kill()
        process.communicate()
    # Pages had been written, but none of them where the book is read.
    assert list((book / "_build" / "work").rglob("intro.html"))
    assert html(book) == before
    (book / "stop").unlink()
    small.build(book)
    assert "A new book" in page(book, "intro")
    # The notebook ran again because nnlib had changed.
    assert small.runs(book) == 2
    assert "A neuron" in page(book, "notebook")


def test_the_numbers_rest_though_what_is_printed_twice_breaks_elsewhere(
    monkeypatch, tmp_path
):
    class Page:
        printed = 0

        def evaluate(self, *words):
            pass

        def add_style_tag(self, content):
            pass

        def close(self):
            pass

    def printed(page, draft=False):
        page.printed += 1
        return b"draft" if draft else b"whole", {"a-heading": 7 + page.printed % 2}

    monkeypatch.setattr(printing, "opened", lambda browser, path: Page())
    monkeypatch.setattr(printing, "printed", printed)
    printing.print_book(None, None, tmp_path / "book.pdf")
    assert (tmp_path / "book.pdf").read_bytes() == b"whole"


def outline(pdf, entries=None):
    """Return the titles of a PDF's outline, each with its page."""
    found = []
    for entry in pdf.outline if entries is None else entries:
        if isinstance(entry, list):
            found += outline(pdf, entry)
        else:
            found.append((entry.title, pdf.get_destination_page_number(entry)))
    return found


def test_the_pdf_is_whole_and_the_next_build_offers_it(book):
    assert "The whole book is also" not in page(book, "intro")
    environment = os.environ | {"PYTHONPATH": str(book)}
    command = [sys.executable, "tools/pdf.py"]
    subprocess.run(command, cwd=book, env=environment, check=True, capture_output=True)
    # Nothing but prose has changed, so no notebook runs.
    edit(book / "intro.md", "# A small book", "# A new book")
    small.build(book)
    assert small.runs(book) == 1
    offer = r'<a href="([^"]+)" download="\1">PDF</a>'
    (name,) = re.findall(offer, page(book, "intro"))
    pdf = PdfReader(book / "_build" / "html" / name)
    entries = [("A small book", 0), ("Contents", 1), ("The notebook", 2)]
    assert outline(pdf) == entries
    first, contents, second = pdf.pages
    # The numbers are those that stand at the feet of the pages.
    assert re.search(r"The notebook\s*3\b", contents.extract_text())
    assert second.extract_text().rstrip().endswith("3")
    assert re.search(r"\(1, page\s*1\)", second.extract_text())
    assert "(1)" in first.extract_text()
    # The figure is drawn, and shows the settings it was drawn for.
    drawn = second.extract_text()
    assert "The neuron as a function of its input" in drawn
    assert "sigmoid(1.000) = 0.731" in drawn
    # The reference to the equation leads to it, on the other page.
    # Where a number is put into a link, it is one in several pieces.
    link, *others = [note.get_object() for note in second["/Annots"]]
    assert {other["/Dest"] for other in others} <= {link["/Dest"]}
    target = pdf.named_destinations[link["/Dest"]]
    assert link["/Dest"] == "/equation-eq-small"
    assert pdf.get_destination_page_number(target) == 0
