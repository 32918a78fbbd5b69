"""A derivation, line by line: which line is the first that does not follow."""

from __future__ import annotations

from dataclasses import dataclass, field

from nnlib.derivations import ends, kinds, searching, showing
from nnlib.derivations.boxes import latex, mathml
from nnlib.derivations.errors import Misfit, Unread, sentence
from nnlib.derivations.lines import Line, sides, split
from nnlib.derivations.link import Link, linked, matched
from nnlib.derivations.parts import walk
from nnlib.derivations.problem import Problem
from nnlib.derivations.setting import Setting
from nnlib.derivations.tree import Change, Name, Node
from nnlib.derivations.verdict import Judged
from nnlib.derivations.world import World

CHANGES = "(Here dX is read as a small change of X, not as df/dX.)"


@dataclass
class Step:
    """One equation of a derivation that holds, in the order of the lines."""

    line: int
    left: Node
    right: Node


@dataclass
class Judge:
    """Reads a derivation of one problem.

    Attributes
    ----------
    world : what is known so far.
    steps : the equations that hold.
    remarks : what is said of lines that hold.
    set_lines : the lines as they were understood, in LaTeX and MathML.
    """

    world: World
    steps: list[Step] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    set_lines: list[tuple[str, str]] = field(default_factory=list)

    def judge(self, text: str) -> Judged:
        """Return the verdict on a derivation."""
        try:
            lines = split(text)
        except Unread as error:
            return self._verdict("wrong", str(error), "unread", str(error))
        if not any(line.text.strip(". ") for line in lines):
            return self._verdict("not yet", "Not yet: write the first line.")
        self.world.names.changes |= any(map(self._has_changes, lines))
        for line in lines:
            verdict = self._line(line)
            if verdict is not None:
                return verdict
        missing = ends.missing(self.world, self.steps)
        count = len(lines)
        follow = "The line follows" if count == 1 else f"All {count} lines follow"
        told = [*([] if missing else [f"Right. {follow}."]), *self.remarks]
        if missing:
            told = [f"{follow}. {missing}", *self.remarks]
        return self._verdict("not yet" if missing else "right", "\n\n".join(told))

    def _has_changes(self, line: Line) -> bool:
        """Whether dX is meant as a change of X in this derivation: df stands alone."""
        for side in self._sides(line):
            try:
                tree = self.world.read(side)
            except Unread:
                continue
            for _, part in walk(tree):
                if part == Change(Name("f")) or _is_own_change(part):
                    return True
        return False

    def _sides(self, line: Line) -> tuple[str, ...]:
        try:
            return sides(line)
        except Unread:
            return ()

    def _line(self, line: Line) -> Judged | None:
        """Follow one line; return the verdict if it does not follow."""
        try:
            first, *rest = sides(line)
            left, rest = self._left(first, rest)
        except (Unread, Misfit) as error:
            return self._unread(line, error)
        for text in rest:
            try:
                right = self.world.read(text)
                if left is None:
                    left = self._new(first, right)
                    self._set(line, left, right)
                    continue
            except (Unread, Misfit) as error:
                return self._unread(line, error)
            self._set(line, left, right)
            verdict = self._follows(line, left, right)
            if verdict is not None:
                return verdict
        return None

    def _left(self, first: str, rest: list[str]) -> tuple[Node | None, list[str]]:
        """Return the left side, None where it is a new name, and the right ones."""
        if rest and first:
            if self.world.is_new(first):
                return None, rest
            return self.world.read(first), rest
        if self.steps:
            return self.steps[-1].left, rest or [first]
        if rest:
            raise Unread("The first line begins with what is to be found: df/dX = ...")
        return self.world.wanted[0], [first]

    def _new(self, first: str, right: Node) -> Node:
        """Introduce a name of the reader's own; return it."""
        self.world.derivatives(right)
        self.world.introduce(first, right)
        left = self.world.read(first)
        return left

    def _follows(self, line: Line, left: Node, right: Node) -> Judged | None:
        try:
            self.world.formulas().of(left)
            self.world.derivatives(left)
        except Misfit as error:
            return self._unread(line, error)
        link: Link | None = None
        said = ""
        try:
            left_side, right_side = matched(self.world, left, right)
            link = linked(self.world, left_side, right_side)
            held = [link.holds(point) for point in self.world.points]
        except Misfit as error:
            said, held = sentence(str(error)), [False]
        if all(one is not False for one in held) and link:
            if not any(held):
                return self._unread(line, Unread("The left side has no finite value."))
            self._keep(line, left, right)
            return None
        slip = searching.found(self.world, left, right)
        parts = [f"Line {line.number} does not follow:\n  {line.text}"]
        parts += [said] if said else []
        cause = kinds.words(slip) if slip else ""
        if slip:
            parts.append(cause)
        elif link:
            parts.append(showing.result(self.world, link))
        if link:
            parts.append(showing.case(self.world, link))
        return self._verdict(
            "wrong",
            "\n\n".join(parts),
            slip.kind if slip else "misfit" if said else "value",
            cause or said,
            line.number,
            kinds.place(slip) if slip else "",
        )

    def _keep(self, line: Line, left: Node, right: Node) -> None:
        """Keep an equation that holds, with a remark if it leads nowhere."""
        before = [s for s in self.steps if s.left == left and s.right == right]
        if left == right:
            self.remarks.append(
                f"Line {line.number} is true, but says the same on both sides."
            )
        elif before:
            self.remarks.append(
                f"Line {line.number} is true, but line {before[0].line} says so "
                "already."
            )
        self.steps.append(Step(line.number, left, right))
        match left:
            case Name(name) if name in self.world.trees:
                self.world.is_also(name, right)

    def _set(self, line: Line, left: Node, right: Node) -> None:
        setting = Setting(self.world.shapes, self.world.trees)
        goes_on = self.steps and self.steps[-1].left is left
        one, two = setting.box(left), setting.box(right)
        shown = "" if goes_on else latex(one)
        row = "" if goes_on else mathml(one)
        self.set_lines.append(
            (f"{shown} &= {latex(two)}", f"<math>{row}<mo>=</mo>{mathml(two)}</math>")
        )
        del line

    def _unread(self, line: Line, error: Exception) -> Judged:
        text = sentence(str(error))
        typed = line.text if len(line.text) <= 80 else f"{line.text[:80]} ..."
        told = f"Line {line.number} cannot be understood:\n  {typed}\n\n{text}"
        return self._verdict("wrong", told, "unread", text, line.number)

    def _verdict(
        self,
        status: str,
        text: str,
        slip: str = "",
        cause: str = "",
        line: int = 0,
        place: str = "",
    ) -> Judged:
        return Judged(
            status,  # type: ignore[arg-type]
            text,
            slip,
            cause,
            line,
            place,
            tuple(one for one, _ in self.set_lines),
            tuple(two for _, two in self.set_lines),
        )


def _is_own_change(part: Node) -> bool:
    return isinstance(part, Change) and not isinstance(part.of, Name)


def judged(problem: Problem, text: str, seed: int = 0) -> Judged:
    """Return the verdict on a derivation. Another seed tries other numbers.

    Raises
    ------
    Unread
        If the problem itself cannot be read.
    """
    problem = problem.spoken(text)
    verdict = Judge(World(problem, seed)).judge(text)
    if verdict.status == "wrong":
        # dR = A @ dX may be meant as changes, though no line says df.
        other = World(problem, seed)
        other.names.changes = True
        changes = Judge(other, remarks=[CHANGES]).judge(text)
        if changes.status != "wrong":
            return changes
    return verdict
