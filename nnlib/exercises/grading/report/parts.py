"""Pieces of the report on a class as HTML, of which its sections are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnlib.exercises.grading.report.counted import Class, Outcome, Students
from nnlib.exercises.grading.report.links import Links
from nnlib.exercises.grading.report.passages import Passage
from nnlib.exercises.grading.report.tasks import Task
from nnlib.exercises.grading.report.wording import capital, names, plain
from nnlib.exercises.sights import Sight
from nnlib.exercises.words import listed


@dataclass(frozen=True)
class Parts:
    """Makes the pieces.

    Attributes
    ----------
    of : the class, counted.
    links : into the book.
    letters : of a verdict, how many are given back.
    most : of an exercise, how many slips, and verdicts no slip explains, are told one
        by one.
    """

    of: Class
    links: Links
    letters: int
    most: int

    def named(self, task: Task, title: bool = False) -> str:
        """Return a link to what is said of a task; with its title it begins a line."""
        words = f"{task.kind} {task.number}"
        if title:
            words = f"{capital(words)}: {plain(task.title)}"
        elif "." not in task.number:
            words += " of New ground"
        return f'<a href="#t-{task.key}">{words}</a>'

    def treated(self, passages: Sequence[Passage], sight: Sight | None) -> str:
        """Say where to read on, and which figure to look at."""
        where = [self.link(plain(one.words), one.address) for one in passages]
        told = f"Read {listed(where)}."
        if sight:
            told += f" {self.link(plain(sight.words), sight.address)}"
        return f'<span class="soft">{told}</span>'

    def link(self, words: str, address: str) -> str:
        """Return a link into the book; where there is none, the words alone."""
        to = self.links.to(address)
        return f'<a href="{plain(to)}">{words}</a>' if to else words

    def verdicts(self, one: Outcome, students: Students) -> str:
        """Return the words that students have read, folded with their names."""
        by_words: dict[str, list[str]] = {}
        for student in students:
            by_words.setdefault(one.marks[student].text, []).append(student)
        told = [
            f"<p>{names(tuple(who))}</p><pre>{plain(words, self.letters)}</pre>"
            for words, who in list(by_words.items())[: self.most]
        ]
        rest = tuple(s for who in list(by_words.values())[self.most :] for s in who)
        if rest:
            told.append(f"<p>And {names(rest)}</p>")
        return folded("Who, and what each has read", "".join(told))


def folded(summary: str, inside: str) -> str:
    """Return what holds names, folded away."""
    return f"<details><summary>{summary}</summary>{inside}</details>"


def who(students: Students) -> str:
    """Return the names of students, folded away."""
    return folded("Who", f"<p>{names(students)}</p>")


def section(title: str, parts: Sequence[str], anchor: str = "") -> str:
    """Return a section with its heading."""
    named = f' id="{anchor}"' if anchor else ""
    return "\n".join([f"<section{named}>", f"<h2>{title}</h2>", *parts, "</section>"])


def table(heads: Sequence[str], rows: Sequence[str], text: str = "") -> str:
    """Return a table; ``text`` is the column that holds words."""
    cells = "".join(
        f'<th scope="col"{" class=text" if head == text else ""}>{head}</th>'
        for head in heads
    )
    return (
        f"<table><thead><tr>{cells}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>"
        "</table>"
    )
