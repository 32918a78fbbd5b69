"""Building: whole or not at all, the same each time, with nothing but its own folder.

The book is a small one (small.py). Each test has a copy of it, built once.
"""

import os
import re
import shutil
import subprocess
import sys
import time

import pytest
import small
from pypdf import PdfReader

FAILING = {
    "raises": ("CellExecutionError", "1 / 0"),
    "hangs": ("CellTimeoutError", "import time; time.sleep(600)"),
    "dies": ("DeadKernelError", "import os; os._exit(1)"),
}


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


def test_building_elsewhere_from_nothing_gives_the_same_bytes(book, tmp_path):
    small.build(book, "--path-output", str(tmp_path / "elsewhere"))
    assert small.runs(book) == 2
    first, second = html(book), html(tmp_path / "elsewhere")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert any(name.startswith("_images/") for name in first)
    # Printed in two pieces, cut before the end of the line.
    assert ">one\ntwo\n<" in page(book, "notebook")


def test_a_build_that_fails_names_the_cells_and_leaves_the_last_book(book):
    before = html(book)
    for name, (_, source) in FAILING.items():
        small.write_notebook(book, name, "1 + 1", source)
    small.write_contents(book, "notebook", *FAILING)
    edit(book / "_config.yml", "timeout: 120", "timeout: 3")
    edit(book / "intro.md", "# A small book", "# A new book")
    errors = small.build(book, fails=True)
    for name, (error, source) in FAILING.items():
        _, found, told = errors.partition(f"{name}.ipynb: WARNING: Executing notebook")
        assert found, errors
        told = told.partition("[mystnb.exec]")[0]
        assert error in told
        assert "In code cell 2: " in told
        assert source in told
    assert "is the last whole book" in errors
    assert html(book) == before
    assert small.runs(book) == 1


def stopped(process, mark):
    """Wait until a build has stopped while it writes pages."""
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
    assert "one PDF" not in page(book, "intro")
    environment = os.environ | {"PYTHONPATH": str(book)}
    command = [sys.executable, "tools/pdf.py"]
    subprocess.run(command, cwd=book, env=environment, check=True, capture_output=True)
    # Nothing but prose has changed, so no notebook runs.
    edit(book / "intro.md", "# A small book", "# A new book")
    small.build(book)
    assert small.runs(book) == 1
    offer = r'<a href="([^"]+)" download="\1">one PDF</a>'
    (name,) = re.findall(offer, page(book, "intro"))
    pdf = PdfReader(book / "_build" / "html" / name)
    assert outline(pdf) == [("A small book", 0), ("The notebook", 1)]
    first, second = pdf.pages
    assert "(1)" in first.extract_text()
    # The figure is drawn, and shows the settings it was drawn for.
    drawn = second.extract_text()
    assert "The neuron as a function of its input" in drawn
    assert "sigmoid(1.000) = 0.731" in drawn
    # The reference to the equation leads to it, on the other page.
    (link,) = [note.get_object() for note in second["/Annots"]]
    target = pdf.named_destinations[link["/Dest"]]
    assert link["/Dest"] == "/equation-eq-small"
    assert pdf.get_destination_page_number(target) == 0
