"""A derivation, line by line: which line is the first that does not follow."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from nnlib.derivations import ends
from nnlib.derivations.boxes import latex, mathml
from nnlib.derivations.convention import contracted
from nnlib.derivations.errors import Misfit, Unread
from nnlib.derivations.faults import Fault, follow, unread
from nnlib.derivations.heard import heard
from nnlib.derivations.lines import Equation, Line, equations, split
from nnlib.derivations.parts import free, walk
from nnlib.derivations.problem import Problem
from nnlib.derivations.remarks import says_convention
from nnlib.derivations.setting import Setting
from nnlib.derivations.tree import Change, Name, Node
from nnlib.derivations.verdict import Judged
from nnlib.derivations.world import World
from nnlib.exercises.kinds import SHOWN
from nnlib.exercises.sights import sight
from nnlib.language import say, say_count

DERIVATIVES = (
    "(Here dX is short for df/dX. Read as small changes, your lines follow: if that is "
    "what you mean, begin with a line for df.)"
)
Letters = tuple[str, ...]

CHANGES = "(Here dX is read as a small change of X, not as df/dX.)"


@dataclass
class Step:
    """One equation of a derivation that holds."""

    line: int
    left: Node
    right: Node


@dataclass
class Judge:
    """Reads a derivation of one problem.

    Attributes
    ----------
    world : what is known so far.
    remarks : what is said of lines that hold.
    steps : the equations that hold, in order.
    shown : the lines as they were understood, in LaTeX and MathML.
    follow : raises a fault if a line does not follow.
    convention : whether repeated indices are summed over, for the reader says so.
    """

    world: World
    remarks: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)
    follow: Callable[[World, Line, Node, Node], None] = follow
    convention: bool = False

    def judge(self, text: str) -> Judged:
        """Return the verdict on a derivation."""
        try:
            lines = split(text)
        except Unread as error:
            return self._wrong(Fault(0, "unread", str(error), str(error)))
        if not lines:
            return self._verdict("not yet", say("Not yet: write the first line."))
        self.begin(lines, text)
        for line in lines:
            try:
                self.read(line)
            except (Unread, Misfit) as error:
                return self._wrong(unread(line, error))
            except Fault as fault:
                return self._wrong(fault)
        if not self.steps:
            told = say("Not yet: these are words, and no formula.")
            return self._verdict("not yet", told)
        missing = ends.missing(self.world, self.steps)
        follow = say_count(len(lines), "The line follows.", "All {n} lines follow.")
        right = say("Right. {follow}", follow=follow)
        told = f"{follow} {missing}" if missing else right
        status: Literal["not yet", "right"] = "not yet" if missing else "right"
        return self._verdict(status, "\n\n".join([told, *self.remarks]))

    def begin(self, lines: list[Line], text: str) -> None:
        """Find out from all lines whether dX is a change of X, and what is summed."""
        self.convention = says_convention(heard(text))
        self.world.names.changes |= any(map(self._has_changes, lines))

    def _has_changes(self, line: Line) -> bool:
        """Whether a line shows that dX is the change of X: df alone, or d(A @ B)."""
        try:
            sides = [side for equation in equations(line) for side in equation.sides]
            trees = [self.world.read(side) for side in sides if side]
        except (Unread, Misfit):
            return False
        return any(
            isinstance(part, Change)
            and (
                part.of == Name(self.world.names.scalar)
                or not isinstance(part.of, Name)
            )
            for tree in trees
            for _, part in walk(tree)
        )

    def read(self, line: Line) -> None:
        """Read and follow one line, which may hold more than one equation.

        Raises
        ------
        Unread, Misfit
            If it cannot be understood.
        Fault
            If it does not follow.
        """
        for equation in equations(line):
            self._equation(line, equation)

    def _equation(self, line: Line, equation: Equation) -> None:
        """Read and follow one side after another."""
        first, *rest = equation.sides
        over = equation.over
        if first and rest and self.world.is_new(first):
            right = self._right(rest.pop(0), self.world.indices_of(first), over)
            self.world.derivatives(right)
            self.world.introduce(first, right, line.number)
            left = self.world.read(first)
            self._show(left, right)
            self.steps.append(Step(line.number, left, right))
        else:
            left, rest = self._left(first, rest)
            if over or self.convention:
                left = contracted(left, (), over)
        for text in rest:
            right = self._right(text, free(left), over)
            self._show(left, right)
            self.follow(self.world, line, left, right)
            self._keep(Step(line.number, left, right))

    def _right(self, text: str, kept: Letters, over: Letters) -> Node:
        """Return a right side, with the sums that its line, or all lines, imply."""
        right = self.world.read(text)
        if over or self.convention:
            return contracted(right, kept, over)
        return right

    def _left(self, first: str, rest: list[str]) -> tuple[Node, list[str]]:
        """Return the left side, that of the line above where none is typed."""
        if first and rest:
            return self.world.read(first), rest
        if self.steps:
            return self.steps[-1].left, rest or [first]
        if rest:
            raise Unread(
                say("The first line begins with what is to be found: df/dX = ...")
            )
        return self.world.wanted[0], [first]

    def _keep(self, step: Step) -> None:
        """Keep an equation that holds, with a remark if it leads nowhere."""
        same = (s for s in self.steps if (s.left, s.right) == (step.left, step.right))
        before = next(same, None)
        if step.left == step.right:
            remark = say(
                "Line {k} is true, but says the same on both sides.", k=step.line
            )
            self.remarks.append(remark)
        elif before:
            remark = say(
                "Line {k} is true, but line {before} says so already.",
                k=step.line,
                before=before.line,
            )
            self.remarks.append(remark)
        self.steps.append(step)
        match step.left:
            case Name(name) if name in self.world.trees:
                self.world.is_also(name, step.right)

    def _show(self, left: Node, right: Node) -> None:
        setting = Setting(self.world.shapes, self.world.trees)
        goes_on = self.steps and self.steps[-1].left is left
        one, two = setting.box(left), setting.box(right)
        tex, row = ("", "") if goes_on else (latex(one), mathml(one))
        formula = f"<math>{row}<mo>=</mo>{mathml(two)}</math>"
        self.shown.append((f"{tex} &= {latex(two)}", formula))

    def _wrong(self, fault: Fault) -> Judged:
        told = fault.text, fault.slip, fault.cause, fault.line, fault.place
        return self._verdict("wrong", *told)

    def _verdict(
        self,
        status: Literal["right", "wrong", "not yet"],
        text: str,
        slip: str = "",
        cause: str = "",
        line: int = 0,
        place: str = "",
    ) -> Judged:
        tex = tuple(one for one, _ in self.shown)
        formulas = tuple(two for _, two in self.shown)
        return Judged(status, text, slip, cause, line, place, tex, formulas)


def judged(problem: Problem, text: str, seed: int = 0) -> Judged:
    """Return the verdict on a derivation. Another seed tries other numbers.

    Raises
    ------
    Unread
        If the problem itself cannot be read.
    """
    verdict = _either_way(problem, text, seed)
    if not problem.see or verdict.slip not in SHOWN:
        return verdict
    seen = sight(problem.see)
    told = f"{verdict.text}\n\n{seen.words}"
    return dataclasses.replace(verdict, text=told, sight=seen)


def _either_way(problem: Problem, text: str, seed: int) -> Judged:
    """Return the verdict with dX read as the lines suggest, or in the other way."""
    problem = problem.spoken(text)
    first, second = problem.by_changes, not problem.by_changes
    verdict = _judged(problem, text, seed, first)
    if verdict.status != "wrong":
        return verdict
    # dR = A @ dX may be meant as changes, though no line says df, or not so.
    other = _judged(problem, text, seed, second)
    if other.status == "right":
        return other
    if other.status == "not yet" and second:
        return dataclasses.replace(
            verdict, text=f"{verdict.text}\n\n{say(DERIVATIVES)}"
        )
    if verdict.line >= other.line:
        return verdict
    if second:
        return dataclasses.replace(other, text=f"{other.text}\n\n{say(CHANGES)}")
    return other


def _judged(problem: Problem, text: str, seed: int, changes: bool) -> Judged:
    """Return the verdict with dX read as a change of X, or as the lines suggest."""
    world = World(problem, seed)
    world.names.changes = changes
    remarks = [say(CHANGES)] if changes and not problem.by_changes else []
    return Judge(world, remarks).judge(text)
