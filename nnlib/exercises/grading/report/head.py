"""The head of the report on a class: who handed in, and what is worth talking about."""

from __future__ import annotations

from nnlib.exercises.grading.report.counted import Class, Talk
from nnlib.exercises.grading.report.parts import Parts, section, who
from nnlib.exercises.grading.report.wording import capital, coded, count
from nnlib.exercises.words import listed

FEW = 8
"""Students of whom two may share a slip by chance."""
COUNTED = (
    "Students are counted, not slips: who makes one in three exercises counts once. Of "
    "an answer one slip is told, the first that explains it, so more may have it than "
    "are counted."
)
BY_CHANCE = " These are few students: two of them may share a slip by chance."
FOLDED = "Names are folded away, so that this page can be shown to a class."


def handed_in(of: Class) -> str:
    """Say how many handed in, and how many files could not be graded."""
    notebooks = [paper for paper in of.papers if paper.is_notebook]
    have_one = {paper.student for paper in notebooks}
    told = f"{capital(count(len(have_one), 'student'))} handed in "
    told += count(len(notebooks), "notebook")
    without = len(of.students) - len(have_one)
    told += f", and of {count(without, 'student')} there is none. " if without else ". "
    bad = [paper for paper in notebooks if paper.trouble]
    if bad:
        lost = count(sum(not paper.marks for paper in bad), "file")
        partly = sum(bool(paper.marks) for paper in bad)
        told += f"{capital(lost)} could not be graded"
        told += f", and {count(partly, 'file')} only in part" if partly else ""
        told += ": "
    if bad or without:
        link = "which, and why" if bad else "Who, and what there is instead"
        told += f'<a href="#trouble">{link}</a>. '
        told += f"What follows is about {count(len(of.graded), 'student')}."
    elif of.papers:
        told += "All could be graded."
    return f'<p>{told}</p>\n<p class="soft">{FOLDED}</p>'


def to_talk_about(parts: Parts) -> str:
    """Return what several students got wrong in one way, and where to look."""
    of = parts.of
    if of.shared:
        told = "".join(_talk(parts, one) for one in of.shared)
        lines = [f'<ol class="talk">\n{told}</ol>']
    elif not of.outcomes:
        lines = ["<p>Nobody has tried anything yet.</p>"]
    else:
        lines = ["<p>No known slip was made by two students or more.</p>"]
    lines += [f"<p>{line}</p>" for line in _unexplained(parts)]
    if of.shared:
        few = BY_CHANCE if len(of.graded) < FEW else ""
        lines.append(f'<p class="soft">{COUNTED}{few}</p>')
    return section("Worth talking about", lines)


def _talk(parts: Parts, talk: Talk) -> str:
    tried = {one.task.key: len(one.marks) for one in parts.of.outcomes}
    said = coded(talk.words) if talk.topic else f"were told: “{coded(talk.words)}”"
    where = [
        f"{parts.named(task)} ({len(students)} of {tried[task.key]})"
        for task, students in talk.where
    ]
    where[0] = f"{where[0][:-1]} who tried it)"
    full_stop = "" if said.endswith((".", "?", ".”", "?”")) else "."
    return (
        f"<li><strong>{len(talk.students)} of {len(parts.of.graded)}</strong> "
        f"{said}{full_stop}\n<p>In {listed(where)}.</p>\n"
        f"<p>{parts.treated(talk.passages, talk.sight)}</p>\n"
        f"{who(talk.students)}</li>\n"
    )


def _unexplained(parts: Parts) -> list[str]:
    """Return where several are wrong without a known slip, or were stopped."""
    lines = []
    for what, why in (
        ("other", "are wrong in a way that no known slip explains"),
        ("stopped", "have no verdict, for their code stopped or never ended"),
    ):
        found = [one for one in parts.of.outcomes if len(getattr(one, what)) > 1]
        found.sort(key=lambda one: -len(getattr(one, what)))
        where = [
            f"{len(getattr(one, what))} in {parts.named(one.task)}" for one in found[:3]
        ]
        if where:
            first = ", here first" if len(found) > len(where) else ""
            lines.append(f"Look yourself{first}: {listed(where)} {why}.")
    return lines
