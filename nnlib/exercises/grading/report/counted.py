"""What a class has handed in, counted: students, never slips."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.report.passages import Passage
from nnlib.exercises.grading.report.tasks import TASKS, Task
from nnlib.exercises.grading.report.topics import TOPICS, Topic, topic
from nnlib.exercises.grading.settling import by_student, marks_of, settled
from nnlib.exercises.sights import Sight

TO_TALK_ABOUT = 5
"""Topics at the head of a report, and no more."""
TOGETHER = 2
"""Students who must share a topic for it to stand there."""

Students = tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of one exercise or derivation.

    Attributes
    ----------
    right, stopped, nothing : who had it right, had no verdict, did not try it.
    slips : by the name of a known slip, who made it; the commonest first.
    other : who had it wrong in a way that no known slip explains.
    marks : of all who tried, the mark that counts.
    """

    task: Task
    right: Students
    slips: dict[str, Students]
    other: Students
    stopped: Students
    nothing: Students
    marks: dict[str, Mark]


@dataclass
class Talk:
    """Slips of one kind, in all exercises and derivations.

    Attributes
    ----------
    slips : each as the task and its name, with those who made it there.
    topic : what they have in common; None if it is one slip of one exercise.
    """

    topic: Topic | None
    slips: list[tuple[Task, str, Students]] = field(default_factory=list)

    @property
    def students(self) -> Students:
        """Who made one of them or more."""
        return _in_order(one for _, _, students in self.slips for one in students)

    @property
    def words(self) -> str:
        """What was done; of one slip of one exercise, what is said of it."""
        task, slip, _ = self.slips[0]
        return self.topic.words if self.topic else task.cause(slip) or slip

    @property
    def where(self) -> list[tuple[Task, Students]]:
        """In which exercises and derivations, first where most made it."""
        found: dict[str, list[str]] = defaultdict(list)
        for one, _, students in self.slips:
            found[one.key] += students
        where = [(t, _in_order(found[t.key])) for t in TASKS if t.key in found]
        return sorted(where, key=lambda one: -len(one[1]))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where the book treats it, two places at most."""
        if self.topic and (passages := self.topic.read_by(self._part)):
            return passages
        counts = Counter[Passage]()
        for one, slip, students in self.slips:
            counts[one.passage(slip)] += len(students)
        return tuple(passage for passage, _ in counts.most_common(2))

    @property
    def sight(self) -> Sight | None:
        """The figure that shows it."""
        if self.topic and (sight := self.topic.seen_by(self._part)):
            return sight
        counts = Counter[Sight]()
        for one, slip, students in self.slips:
            if seen := one.sight(slip):
                counts[seen] += len(students)
        return counts.most_common(1)[0][0] if counts else None

    @property
    def _part(self) -> int:
        return max(task.part for task, _, _ in self.slips)


@dataclass(frozen=True)
class Class:
    """A class and what it has handed in.

    Attributes
    ----------
    papers : all notebooks, by student and file.
    students : all who have handed in something.
    graded : those of them of whom a notebook could be graded.
    outcomes : of every task that somebody tried, in the order of the book.
    untried : the tasks that nobody tried.
    talks : what the class got wrong, first what most students did.
    unknown : names of marks that are in no chapter.
    """

    papers: tuple[Paper, ...]
    students: Students
    graded: Students
    outcomes: tuple[Outcome, ...]
    untried: tuple[Task, ...]
    talks: tuple[Talk, ...]
    unknown: tuple[str, ...]

    @property
    def shared(self) -> tuple[Talk, ...]:
        """What is worth talking about: what several students did."""
        together = [one for one in self.talks if len(one.students) >= TOGETHER]
        return tuple(together[:TO_TALK_ABOUT])


def counted(papers: Sequence[Paper], only: Collection[str] = ()) -> Class:
    """Count the marks of some notebooks. Their order plays no part.

    Of several answers of a student to one exercise the best counts.

    only : the names that count, and so can be left untried; all, if there are none.
    """
    graded = _in_order(p.student for p in papers if p.marks or not p.trouble)
    marks: dict[str, dict[str, Mark]] = defaultdict(dict)
    for student, own in by_student(settled(papers, only)).items():
        for name, mark in marks_of(own).items():
            marks[name][student] = mark
    outcomes = [
        _outcome(one, graded, marks[one.key])
        for one in TASKS
        if not only or one.key in only
    ]
    tried = tuple(one for one in outcomes if one.marks)
    return Class(
        tuple(sorted(papers, key=lambda one: (one.student, one.file))),
        _in_order(paper.student for paper in papers),
        graded,
        tried,
        tuple(one.task for one in outcomes if not one.marks),
        _talks(tried),
        tuple(sorted({*marks} - {one.key for one in TASKS})),
    )


def _outcome(one: Task, graded: Students, all_marks: dict[str, Mark]) -> Outcome:
    marks = {
        student: all_marks[student]
        for student in sorted(all_marks)
        if all_marks[student].status != "not yet"
    }
    who: dict[str, list[str]] = defaultdict(list)
    slips: dict[str, list[str]] = defaultdict(list)
    for student, mark in marks.items():
        if mark.status == "wrong" and one.knows(mark.slip):
            slips[str(mark.slip)].append(student)
        else:
            who[mark.status].append(student)
    ordered = sorted(slips, key=lambda slip: (-len(slips[slip]), slip))
    return Outcome(
        one,
        tuple(who["right"]),
        {slip: tuple(slips[slip]) for slip in ordered},
        tuple(who["wrong"]),
        tuple(who["stopped"]),
        tuple(student for student in graded if student not in marks),
        marks,
    )


def _talks(outcomes: Iterable[Outcome]) -> tuple[Talk, ...]:
    found: dict[str, Talk] = {}
    for outcome in outcomes:
        for slip, students in outcome.slips.items():
            named = outcome.task.named(slip)
            about = topic(named)
            key = about.words if about else f"{outcome.task.key}/{slip}"
            talk = found.setdefault(key, Talk(about))
            talk.slips.append((outcome.task, slip, students))

    def order(talk: Talk) -> tuple[int, int]:
        at = TOPICS.index(talk.topic) if talk.topic else len(TOPICS)
        return -len(talk.students), at

    return tuple(sorted(found.values(), key=order))


def _in_order(students: Iterable[str]) -> Students:
    return tuple(sorted(set(students)))
