"""The parts of the report on a class, as HTML."""

from __future__ import annotations

from dataclasses import dataclass

from nnlib.exercises.grading.counted import Class, Outcome, Students, Talk
from nnlib.exercises.grading.links import Links
from nnlib.exercises.grading.passages import CHAPTERS, Passage
from nnlib.exercises.grading.tasks import TASKS, Task
from nnlib.exercises.grading.topics import topic
from nnlib.exercises.grading.wording import capital, coded, count, name, names, plain
from nnlib.exercises.kinds import WORDS
from nnlib.exercises.sights import Sight
from nnlib.exercises.words import listed

FEW = 8
"""Students of whom two may share a slip by chance."""
KEY = (
    ("r", "right"),
    ("s", "a known slip"),
    ("o", "wrong otherwise"),
    ("t", "stopped: an error, or no end"),
    ("n", "nothing handed in"),
)


@dataclass(frozen=True)
class Pages:
    """Writes the parts of a report.

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

    def head(self) -> str:
        """Say how many handed in, and how many files could not be graded."""
        papers, students = self.of.papers, self.of.students
        told = f"{capital(count(len(students), 'student'))} handed in "
        told += f"{count(len(papers), 'notebook')}. "
        bad = [paper for paper in papers if paper.trouble]
        if bad:
            lost = count(sum(not paper.marks for paper in bad), "file")
            partly = count(sum(bool(paper.marks) for paper in bad), "file")
            told += f"{capital(lost)} could not be graded, {partly} only in part: "
            told += '<a href="#trouble">which, and why</a>. '
            graded = len(self.of.graded)
            told += f"What follows is about {count(graded, 'student')}."
        elif papers:
            told += "All could be graded."
        folded = "Names are folded away, so that this page can be shown to a class."
        return f'<p>{told}</p>\n<p class="soft">{folded}</p>'

    def talk(self) -> str:
        """Return what is worth talking about."""
        shared, parts = self.of.shared, []
        if shared:
            parts.append(f'<ol class="talk">{"".join(map(self._talk, shared))}</ol>')
        elif not self.of.outcomes:
            parts.append("<p>Nobody has tried anything yet.</p>")
        else:
            parts.append("<p>No slip was made by two students or more.</p>")
        parts += [f"<p>{line}</p>" for line in self._unexplained()]
        if shared:
            few = (
                " These are few students: two of them may share a slip by chance."
                if len(self.of.graded) < FEW
                else ""
            )
            parts.append(
                '<p class="soft">Students are counted, not slips: who makes one in '
                "three exercises counts once. Of an answer one slip is told, the first "
                f"that explains it, so more may have it than are counted.{few}</p>"
            )
        return _section("Worth talking about", parts, "talk")

    def _talk(self, talk: Talk) -> str:
        number, of = len(talk.students), len(self.of.graded)
        said = coded(talk.words) if talk.topic else f"were told: “{coded(talk.words)}”"
        where = [
            f"{self._named(task)} ({len(students)} of {self._tried(task)})"
            for task, students in talk.where
        ]
        where[0] = f"{where[0][:-1]} who tried it)"
        return (
            f"<li><strong>{number} of {of}</strong> {said.rstrip('.')}.\n"
            f"<p>In {listed(where)}.</p>\n"
            f"<p>{self._treated(talk.passages, talk.sight)}</p>\n"
            f"{_who(talk.students)}</li>\n"
        )

    def _tried(self, task: Task) -> int:
        return next(len(one.marks) for one in self.of.outcomes if one.task == task)

    def _unexplained(self) -> list[str]:
        """Return where several are wrong without a known slip, or were stopped."""
        lines = []
        for what, why in (
            ("other", "are wrong in a way that no known slip explains"),
            ("stopped", "have no verdict, for their code stopped or never ended"),
        ):
            found = [one for one in self.of.outcomes if len(getattr(one, what)) > 1]
            found.sort(key=lambda one: -len(getattr(one, what)))
            where = [
                f"{len(getattr(one, what))} in {self._named(one.task)}"
                for one in found[:3]
            ]
            if where:
                lines.append(f"Look yourself: {listed(where)} {why}.")
        return lines

    def glance(self) -> str:
        """Return a table with a bar for each exercise: what became of it."""
        key = "".join(f'<li><i class="{c}"></i>{words}</li>' for c, words in KEY)
        heads = "".join(
            f'<th scope="col">{one}</th>'
            for one in ("task", "right", "slip", "other", "stop&shy;ped", "nothing")
        )
        rows = "".join(map(self._row, self.of.outcomes))
        table = (
            f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
        )
        parts = [f'<ul class="key">{key}</ul>', table]
        if untried := self._untried():
            parts.append(f"<p>Nobody tried {untried}.</p>")
        if self.of.unknown:
            unknown = [plain(one, 60) for one in self.of.unknown[:20]]
            parts.append(f"<p>Not in this book: {', '.join(unknown)}.</p>")
        return _section("At a glance", parts)

    def _row(self, one: Outcome) -> str:
        slips = sum(map(len, one.slips.values()))
        numbers = (len(one.right), slips, len(one.other), len(one.stopped))
        bar = "".join(
            f'<i class="{c}" style="flex:{number}"></i>'
            for (c, _), number in zip(KEY, numbers, strict=False)
            if number
        )
        if one.nothing:
            bar += f'<b style="flex:{len(one.nothing)}"></b>'
        cells = "".join(f"<td>{n}</td>" for n in (*numbers, len(one.nothing)))
        return (
            f'<tr><th scope="row">{self._named(one.task, title=True)}'
            f'<span class="bar" aria-hidden="true">{bar}</span></th>{cells}</tr>\n'
        )

    def _untried(self) -> str:
        """Return what nobody tried; of a chapter of which all is untried, its name."""
        found, whole = [], []
        for part, (_, words) in CHAPTERS.items():
            left = [one for one in self.of.untried if one.part == part]
            if left and len(left) == sum(one.part == part for one in TASKS):
                whole.append(words)
                continue
            for kind in ("exercise", "derivation"):
                numbers = [one.number for one in left if one.kind == kind]
                if numbers:
                    plural = kind if len(numbers) == 1 else f"{kind}s"
                    new = f" of {words}" if "." not in numbers[0] else ""
                    found.append(f"{plural} {listed(numbers)}{new}")
        if whole:
            found.append(f"anything of {listed(whole)}")
        return "; ".join(found)

    def one_by_one(self) -> str:
        """Return what became of each exercise and derivation, chapter by chapter."""
        parts: list[str] = []
        chapter = 0
        for one in self.of.outcomes:
            if one.task.part != chapter:
                chapter = one.task.part
                parts.append(f"<h3>{capital(CHAPTERS[chapter][1])}</h3>")
            parts.append(self._task(one))
        return _section("One by one", parts) if parts else ""

    def _task(self, one: Outcome) -> str:
        task, tried = one.task, len(one.marks)
        place = self.links.to(task.place.address)
        title = f"{task.kind.capitalize()} {task.number}: {plain(task.title)}"
        parts = [f'<h4 id="t-{task.key}">{_link(title, place)}</h4>']
        if len(one.right) == tried:
            all_right = "has it" if tried == 1 else "all have it"
            told = (
                f"{capital(count(tried, 'student'))} tried it, and {all_right} right."
            )
            return "\n".join([*parts, f"<p>{told}</p>"])
        parts.append(
            f"<p>{capital(count(len(one.right), 'student'))} of {tried} who tried it "
            f"{'has' if len(one.right) == 1 else 'have'} it right.</p>"
        )
        items = [self._slip(one, slip) for slip in list(one.slips)[: self.most]]
        rest = list(one.slips)[self.most :]
        if rest:
            others = tuple(sorted(s for slip in rest for s in one.slips[slip]))
            told = f"{count(len(rest), 'other slip')}, each rarer: "
            told += ", ".join(plain(slip) for slip in rest)
            items.append(f"<li>{told}.{_who(others)}</li>")
        if one.other:
            items.append(
                f"<li><strong>{len(one.other)}</strong> wrong in a way that no known "
                f"slip explains. {self._treated((task.passage(),), None)}\n"
                f"{self._verdicts(one, one.other)}</li>"
            )
        if one.stopped:
            items.append(
                f"<li><strong>{len(one.stopped)}</strong> stopped, without a verdict."
                f"{self._verdicts(one, one.stopped)}</li>"
            )
        return "\n".join([*parts, f"<ul>{''.join(items)}</ul>"])

    def _slip(self, one: Outcome, slip: str) -> str:
        task, students = one.task, one.slips[slip]
        about, cause = topic(task.named(slip)), task.cause(slip)
        told = f"“{coded(cause)}”" if cause else coded(about.words if about else slip)
        passages = about.passages if about else ()
        if not passages or (task.kind == "derivation" and slip in WORDS):
            passages = (task.passage(slip),)
        sight = task.sight(slip) or (about.sight if about else None)
        read = self._treated(passages, sight)
        who = _who(students) if cause else self._verdicts(one, students)
        return f"<li><strong>{len(students)}</strong> {told} {read}\n{who}</li>\n"

    def _verdicts(self, one: Outcome, students: Students) -> str:
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
        return _folded("Who, and what each has read", "".join(told))

    def students(self) -> str:
        """Return a table of the students, folded."""
        heads = "".join(
            f'<th scope="col">{one}</th>' for one in ("student", "right", "wrong")
        )
        heads += '<th scope="col" class="text">to talk about</th>'
        rows = []
        for student in self.of.graded:
            marks = [
                one.marks[student] for one in self.of.outcomes if student in one.marks
            ]
            right = sum(mark.status == "right" for mark in marks)
            talks = [t for t in self.of.talks if t.topic and student in t.students][:3]
            told = "; ".join(plain(t.topic.words) for t in talks if t.topic)
            rows.append(
                f'<tr><th scope="row">{name(student)}</th><td>{right}</td>'
                f'<td>{len(marks) - right}</td><td class="text soft">{told}</td></tr>\n'
            )
        if not rows:
            return ""
        table = (
            f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{''.join(rows)}</tbody>"
        )
        folded = _folded("All names, and what each has done", f"{table}</table>")
        return _section("Student by student", [folded])

    def trouble(self) -> str:
        """Return the files that could not be graded, a line each."""
        lines = [
            f"<li><code>{plain(paper.file, 200)}</code>: "
            f"{coded(paper.trouble, 300)}</li>"
            for paper in self.of.papers
            if paper.trouble
        ]
        if not lines:
            return ""
        parts = [_folded("Their names, and why", f"<ul>{''.join(lines)}</ul>")]
        return _section("Files in trouble", parts, "trouble")

    def _named(self, task: Task, title: bool = False) -> str:
        words = f"{task.kind} {task.number}"
        if title:
            words = f"{capital(words)}: {plain(task.title)}"
        elif "." not in task.number:
            words += " of New ground"
        return f'<a href="#t-{task.key}">{words}</a>'

    def _treated(self, passages: tuple[Passage, ...], sight: Sight | None) -> str:
        where = [
            _link(plain(one.words), self.links.to(one.address)) for one in passages
        ]
        told = f"Read {listed(where)}." if where else ""
        if sight:
            told += f" {_link(plain(sight.words), self.links.to(sight.address))}"
        return f'<span class="soft">{told}</span>'


def _link(words: str, address: str) -> str:
    return f'<a href="{plain(address)}">{words}</a>' if address else words


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _who(students: Students) -> str:
    return _folded("Who", f"<p>{names(students)}</p>")


def _section(title: str, parts: list[str], anchor: str = "") -> str:
    named = f' id="{anchor}"' if anchor else ""
    return "\n".join([f"<section{named}>", f"<h2>{title}</h2>", *parts, "</section>"])
