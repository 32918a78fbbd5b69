"""The book carries the licences of all that its pages load to run Python."""

import pytest
from left_out import left_out
from page_python.obtaining import DRAWING, LOCK, NUMPY

WORDS = [
    f"Pyodide {LOCK['info']['version']}:",
    "https://github.com/pyodide/pyodide, tag",
    "Mozilla Public License Version 2.0",
    '1.1. "Contributor"',
    f"CPython {LOCK['info']['python']},",
    "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    "CNRI LICENSE AGREEMENT FOR PYTHON 1.6.1",
    "LLVM Exceptions to the Apache 2.0 License",
    "Emscripten authors",
    "The FreeType Project LICENSE",
    "the Independent JPEG Group",
]
WHEELS = [LOCK["packages"][name] for name in NUMPY + DRAWING]


@pytest.fixture(scope="module")
def text(html):
    path = html / "_static" / "python" / "licences.txt"
    if not path.exists():
        left_out("This book was built without Python for its pages.")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", WORDS)
def test_a_licence_and_its_source_are_there(text, words):
    assert words in text


@pytest.mark.parametrize("wheel", WHEELS, ids=lambda wheel: wheel["name"])
def test_each_wheel_has_its_licence(text, wheel):
    title = f"{wheel['name']} {wheel['version']}: "
    assert f"\n{title}" in text, f"{wheel['file_name']} holds none"


def test_what_is_said_is_of_the_versions_that_are_shipped(text):
    assert "{" not in text.partition("Pyodide\n=======")[0]
