"""Say what is wrong with a page as its author sees it: cell and line, and what to do.

Sphinx counts a notebook's lines by 10 000 for each cell, and goes no further.
"""

import errno
import itertools
import json
import os
import pathlib
import re

import progress
from page_exercises import with_parts
from sphinx.util import logging

PLACE = re.compile(r"(.+?)(?::(\d+))?:?")
CELL = 10_000
# What Sphinx calls the kind of a warning, at its end.
KIND = re.compile(r" \[[\w.]+\]$")
FAILED = re.compile(r"Executing notebook failed: \w+\n")
# Said once more, with a file that is in the log.
REPEATED = "Notebook exception traceback saved in"

RUN = "Run the notebook up to this cell (make lab shows it), mend it, and build again."
TO_DO = {
    "image file not readable": "Put the picture there, or mend its path, which begins "
    "at the folder of the page.",
    "equation not found": "Cite a label that an equation has: $$ ... $$ (eq-label).",
    "undefined label": "Write the label as it stands before what it is to lead to.",
    "cross-reference target not found": "Name a page, from the folder of this one, or "
    "a heading: its words in lower case, with hyphens between them.",
    "could not find bibtex key": "Mend the key, or add the work to "
    "chapters/references.bib.",
    "term not in glossary": "Write the word as chapters/glossary.md has it, or add it.",
    "duplicate label": "Give one of the two another label.",
    "no formula": "Mend the formula, or write it with commands that are known.",
    "has no description": 'Describe the page: "Add a chapter" in CONTRIBUTING.md.',
    "stderr was found": "Catch what the cell writes there, and print it.",
    "Unknown directive": "Mend the name. _config.yml lists the extensions there are.",
    "Unknown interpreted text role": "Mend the name, or take the braces away.",
    "Non-consecutive header": "Go down one level of headings at a time.",
}


def source(path, number):
    """Return where a line is, and the line itself.

    Parameters
    ----------
    number : counted from 1; in a notebook from 10 001 in its first cell, and so on.
    """
    text, where = path.read_text(encoding="utf-8"), ""
    if path.suffix == ".ipynb":
        cell, number = number // CELL, max(number % CELL - 1, 1)
        found, cells = None, json.loads(text)["cells"]
        # The build has put cells of its own between them.
        for built in itertools.islice(with_parts(cells), cell):
            found = built if any(built is one for one in cells) else found
        text = "".join(found["source"])
        where = f"cell {cells.index(found) + 1}, "
    lines = text.splitlines()
    line = lines[number - 1].strip() if number <= len(lines) else ""
    return f"{where}line {number}", line


def place(location):
    """Return the page that Sphinx means, the line there, and what it says."""
    name, number = PLACE.fullmatch(location).groups()
    path = pathlib.Path(name)
    inside = path.is_relative_to(pathlib.Path.cwd())
    shown = os.path.relpath(path) if inside else name
    if number and path.is_file():
        where, line = source(path, int(number))
        return f"{shown}, {where}:  {line}"
    return f"{shown}:"


def words(location, message):
    """Return a warning in words for the author of the page.

    Parameters
    ----------
    location : the path of the page, a colon and the line; or the path; or nothing.
    """
    message = KIND.sub("", message)
    ran, failed = FAILED.subn("", message)
    to_do = [text for known, text in TO_DO.items() if known in message]
    lines = [ran, *([RUN] if failed else to_do)]
    body = "\n".join(lines).replace("\n", "\n    ")
    return f"{place(location) if location else 'The book:'}\n    {body}"


def tell(record):
    """Say a warning; Sphinx asks this whether to write it in the log, too."""
    message = record.msg % record.args if record.args else record.msg
    # Otherwise it is said of each file that cannot be written.
    if os.strerror(errno.ENOSPC) in message:
        raise OSError(errno.ENOSPC, message)
    if not message.startswith(REPEATED):
        progress.current.say_fault(words(record.location, message))
    return True


def setup(app):
    """Tell Sphinx about this extension."""
    if progress.current is not None:
        for handler in logging.logging.getLogger(logging.NAMESPACE).handlers:
            if isinstance(handler, logging.WarningStreamHandler):
                handler.addFilter(tell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
