"""The report on a class one by one: each exercise, and each student."""

from __future__ import annotations

from nnlib.exercises.grading.report.counted import Outcome
from nnlib.exercises.grading.report.parts import Parts, folded, section, table, who
from nnlib.exercises.grading.report.passages import CHAPTERS
from nnlib.exercises.grading.report.topics import topic
from nnlib.exercises.grading.report.wording import capital, coded, count, name, plain
from nnlib.exercises.kinds import WORDS

SHOWN = 3
"""Topics that are told of a student."""


def exercises(parts: Parts) -> str:
    """Return what became of each exercise and derivation, chapter by chapter."""
    lines: list[str] = []
    chapter = 0
    for one in parts.of.outcomes:
        if one.task.part != chapter:
            chapter = one.task.part
            lines.append(f"<h3>{capital(CHAPTERS[chapter][1])}</h3>")
        lines.append(_exercise(parts, one))
    return section("One by one", lines) if lines else ""


def _exercise(parts: Parts, one: Outcome) -> str:
    task, tried, right = one.task, len(one.marks), len(one.right)
    title = f"{task.kind.capitalize()} {task.number}: {plain(task.title)}"
    head = f'<h4 id="t-{task.key}">{parts.link(title, task.place.address)}</h4>\n'
    have = "has" if right == 1 else "have"
    if right == tried:
        all_have = "has" if right == 1 else "all have"
        tried_it = f"{capital(count(tried, 'student'))} tried it, and"
        return f"{head}<p>{tried_it} {all_have} it right.</p>"
    head += (
        f"<p>{capital(count(right, 'student'))} of {tried} who tried it {have} it "
        "right.</p>"
    )
    slips = list(one.slips)
    items = [_slip(parts, one, slip) for slip in slips[: parts.most]]
    if rest := slips[parts.most :]:
        students = tuple(sorted(s for slip in rest for s in one.slips[slip]))
        told = ", ".join(map(plain, rest))
        items.append(
            f"{count(len(rest), 'slip')} more that as few made, or fewer: {told}."
            f"{who(students)}"
        )
    if one.other:
        items.append(
            f"<strong>{len(one.other)}</strong> wrong in a way that no known slip "
            f"explains. {parts.treated([task.passage()], None)}\n"
            f"{parts.verdicts(one, one.other)}"
        )
    if one.stopped:
        items.append(
            f"<strong>{len(one.stopped)}</strong> stopped, without a verdict."
            f"{parts.verdicts(one, one.stopped)}"
        )
    told = "".join(f"<li>{item}</li>\n" for item in items)
    return f"{head}\n<ul>\n{told}</ul>"


def _slip(parts: Parts, one: Outcome, slip: str) -> str:
    task, students = one.task, one.slips[slip]
    about, cause = topic(task.named(slip)), task.cause(slip)
    told = f"“{coded(cause)}”" if cause else f"{about.words if about else slip}."
    passages = about.read_by(task.part) if about else ()
    if not passages or (task.kind == "derivation" and slip in WORDS):
        passages = (task.passage(slip),)
    sight = task.sight(slip) or (about.seen_by(task.part) if about else None)
    read = parts.treated(passages, sight)
    # What is said of one slip is the same to all; of a kind, it names a place.
    names = who(students) if cause else parts.verdicts(one, students)
    return f"<strong>{len(students)}</strong> {told} {read}\n{names}"


def students(parts: Parts) -> str:
    """Return a table of the students, folded."""
    of = parts.of
    rows = []
    for student in of.graded:
        marks = [one.marks[student] for one in of.outcomes if student in one.marks]
        right = sum(mark.status == "right" for mark in marks)
        made = [one.topic for one in of.talks if student in one.students]
        told = "; ".join([one.words for one in made if one][:SHOWN])
        rows.append(
            f'<tr><th scope="row">{name(student)}</th><td>{right}</td>'
            f'<td>{len(marks) - right}</td><td class="text soft">{told}</td></tr>\n'
        )
    if not rows:
        return ""
    heads = ("student", "right", "not right", "to talk about")
    told = table(heads, rows, text="to talk about")
    return section("Student by student", [folded("All names", told)])


def trouble(parts: Parts) -> str:
    """Return the files that could not be graded, a line each, folded."""
    lines = [
        f"<li><code>{plain(paper.file, 200)}</code>: {coded(paper.trouble, 300)}</li>\n"
        for paper in parts.of.papers
        if paper.trouble
    ]
    if not lines:
        return ""
    told = folded("Their names, and why", f"<ul>\n{''.join(lines)}</ul>")
    return section("Files in trouble", [told], "trouble")
