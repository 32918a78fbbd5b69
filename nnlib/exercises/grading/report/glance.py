"""The report on a class at a glance: of each exercise, what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from nnlib.exercises.grading.report.counted import Outcome
from nnlib.exercises.grading.report.parts import Parts, section, table
from nnlib.exercises.grading.report.passages import CHAPTERS
from nnlib.exercises.grading.report.tasks import TASKS, Task
from nnlib.exercises.grading.report.wording import plain
from nnlib.exercises.words import listed

KEY = {
    "r": "right",
    "s": "a known slip",
    "o": "wrong otherwise",
    "t": "stopped: an error, or no end",
    "n": "nothing handed in",
}
"""What the parts of a bar are called in the style sheet, and what they stand for."""
HEADS = ("task", "right", "slip", "other", "stop&shy;ped", "nothing")


def glance(parts: Parts) -> str:
    """Return a table with a bar for each exercise and derivation."""
    of = parts.of
    key = "".join(f'<li><i class="{c}"></i>{words}</li>' for c, words in KEY.items())
    rows = [_row(parts, one) for one in of.outcomes]
    lines = [f'<ul class="key">{key}</ul>', table(HEADS, rows)] if rows else []
    if untried := _untried(of.untried):
        lines.append(f"<p>Nobody tried {untried}.</p>")
    if of.unknown:
        unknown = [plain(one, 60) for one in of.unknown[:20]]
        lines.append(f"<p>Not in this book: {listed(unknown)}.</p>")
    return section("At a glance", lines)


def _row(parts: Parts, one: Outcome) -> str:
    slips = sum(map(len, one.slips.values()))
    numbers = len(one.right), slips, len(one.other), len(one.stopped), len(one.nothing)
    bar = "".join(
        f'<i class="{c}" style="flex:{number}"></i>'
        for c, number in zip(KEY, numbers, strict=True)
        if number
    )
    cells = "".join(f"<td>{number}</td>" for number in numbers)
    return (
        f'<tr><th scope="row">{parts.named(one.task, title=True)}'
        f'<span class="bar" aria-hidden="true">{bar}</span></th>{cells}</tr>\n'
    )


def _untried(tasks: Sequence[Task]) -> str:
    """Return what nobody tried; of a chapter of which all is untried, its name."""
    found, whole = [], []
    for part, (_, words) in CHAPTERS.items():
        left = [one for one in tasks if one.part == part]
        if left and len(left) == sum(one.part == part for one in TASKS):
            whole.append(words)
            continue
        for kind in ("exercise", "derivation"):
            numbers = [one.number for one in left if one.kind == kind]
            if numbers:
                plural = kind if len(numbers) == 1 else f"{kind}s"
                new = f" of {words}" if "." not in numbers[0] else ""
                found.append(f"{plural} {listed(_runs(numbers))}{new}")
    if whole:
        found.append(f"anything of {listed(whole)}")
    return "; ".join(found)


def _runs(numbers: Sequence[str]) -> list[str]:
    """Return "3.1" and "3.3 to 3.14" of numbers in order."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _last(number) == _last(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pieces = (run if len(run) < 3 else [f"{run[0]} to {run[-1]}"] for run in runs)
    return [one for piece in pieces for one in piece]


def _last(number: str) -> int:
    return int(number.rpartition(".")[2])
