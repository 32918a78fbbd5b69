"""What a reader is told where their code fails: their own lines, and plain words."""

from __future__ import annotations

import errno
import linecache
import re
import traceback
from typing import Any

from nnlib.exercises.words import decimal_point
from nnlib.language import say

COMMA = re.compile(r"=\s*[+-]?\d+,\d")
"""A comma that was typed for a decimal point: a=0,5 is no argument of a call."""
CALL = "positional argument follows keyword argument"
OWN = "<cell "
"""How the file names of cells begin."""
NO_INPUT = 29
ASKS_NOBODY = say(
    "Nobody can be asked for input while a cell runs in a page. Write the value into "
    "the cell instead of input()."
)
MOST = 6
"""The calls that a traceback shows; a function that calls itself for ever has 1000."""
PARTS = {
    "sklearn": say(
        "The sets of scikit-learn are in nnlib.data here; the rest of it is not in "
        "this page."
    ),
    "matplotlib": say(
        "The library that draws pictures, matplotlib, is not in this page."
    ),
    "anywidget": say(
        "What moves a control from Python, anywidget, is not in this page."
    ),
    "multiprocessing": say(
        "A page has one process, so multiprocessing is not in this page."
    ),
    "_multiprocessing": say(
        "A page has one process, so multiprocessing is not in this page."
    ),
    "ssl": say(
        "A page's Python asks no other site for anything: ssl is not in this page."
    ),
    "urllib": say(
        "A page's Python asks no other site for anything: urllib.request is not in "
        "this page."
    ),
}
NOTEBOOK = say("Download the notebook to run this on your own computer.")


def failure(error: BaseException) -> dict[str, Any]:
    """Return an exception as a notebook stores it, with a text to show.

    The traceback has the lines of the reader's own cells alone, the last call last. The
    text adds plain words where a page cannot do what was asked.
    """
    name, said = type(error).__name__, _said(error)
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(OWN):
        text = error.text or linecache.getline(error.filename or "", error.lineno or 0)
        text = text.rstrip()
        lines = [say("line {n}:", n=error.lineno), f"    {text}"]
        if error.offset and error.offset <= len(text) + 1:
            lines.append(" " * (3 + error.offset) + "^")
    else:
        lines = []
        for frame in _own_frames(error):
            lines += [say("line {n}:", n=frame.lineno), f"    {frame.line}"]
    if len(lines) > 2 * MOST:
        lines = [*lines[:MOST], "...", *lines[-MOST:]]
    lines.append(f"{name}: {said}" if said else name)
    plain = _in_a_page(error)
    text = "\n".join([*lines, "", plain] if plain else lines)
    return {"ename": name, "evalue": said, "traceback": lines, "text": text}


def plainly(error: BaseException) -> str:
    """Return what is to be said of an exception, in plain words if there are any."""
    return _in_a_page(error) or _said(error) or type(error).__name__


def _said(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg
    if isinstance(error, ModuleNotFoundError):
        return str(error).partition("\n")[0]  # Pyodide goes on about installing it.
    return str(error)


def _own_frames(error: BaseException) -> list[traceback.FrameSummary]:
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if frame.filename.startswith(OWN)]


def _in_a_page(error: BaseException) -> str:
    """Say what a page cannot do, if that is why something failed."""
    line = (getattr(error, "text", None) or "").lstrip()
    number = getattr(error, "errno", None)
    if isinstance(error, SyntaxError) and line.startswith(">>>"):
        return say(
            "Leave out the signs >>> with which Python asks. They are not Python."
        )
    if isinstance(error, SyntaxError) and line.startswith(("%", "!", "?")):
        return say(
            "A line that begins with {sign} is an order to Jupyter, not Python. "
            "Leave it out here.",
            sign=line[0],
        )
    if isinstance(error, SyntaxError) and CALL in error.msg:
        typed = "".join(linecache.getlines(error.filename or ""))
        return decimal_point() if COMMA.search(typed) else ""
    if isinstance(error, FileNotFoundError):
        return say(
            "There is no file {file}. Python in a page sees no files of your computer.",
            file=error.filename,
        )
    if isinstance(error, ModuleNotFoundError):
        name = (error.name or "").partition(".")[0]
        other = say("A package called {name} is not in this page.", name=name)
        return f"{PARTS.get(name, other)} {NOTEBOOK}"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return f"{say('A page has one thread, and cannot start another.')} {NOTEBOOK}"
    if isinstance(error, OSError) and number in (errno.ENOTSUP, 138):
        return f"{say('A page cannot start another program.')} {NOTEBOOK}"
    if type(error).__name__ in ("URLError", "gaierror"):
        asks = say("Python in a page asks no other site for anything.")
        return f"{asks} {NOTEBOOK}"
    if isinstance(error, SystemExit):
        return say("exit ends the whole program. A cell ends by itself.")
    if isinstance(error, MemoryError) or "array is too big" in str(error):
        return say(
            "There is not enough memory in this page for that. Start Python anew."
        )
    if isinstance(error, RecursionError):
        return say("A function calls itself without end.")
    return ""
