"""Words of others in a page: shown as they are, and able to do nothing."""

from __future__ import annotations

import html
import re

LONGEST_NAME = 60
"""Letters of a name that are shown."""

CODE = re.compile(r"`([^`\n]+)`")
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    r"\ufffe\uffff]"
)
"""What no page can hold, and what turns the words after it round."""


def plain(text: str, longest: int | None = None) -> str:
    """Return a text as HTML, cut after some letters."""
    text = UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
    if longest is not None and len(text) > longest:
        text = f"{text[:longest].rstrip()} ..."
    return html.escape(text)


def coded(text: str, longest: int | None = None) -> str:
    """Return a text as HTML in which what stands between backticks is code.

    Formulas stand as they were typed: to set them would take more than a page holds.
    """
    return CODE.sub(r"<code>\1</code>", plain(text, longest))


def name(student: str) -> str:
    """Return a student's name, whichever way it is written, as HTML."""
    return f"<bdi>{plain(student, LONGEST_NAME) or '(no name)'}</bdi>"


def names(students: tuple[str, ...]) -> str:
    """Return the names of students as HTML."""
    return ", ".join(map(name, students))


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 student", "2 students", "no students"."""
    return f"{number or 'no'} {one if number == 1 else many or f'{one}s'}"


def capital(text: str) -> str:
    """Return a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
