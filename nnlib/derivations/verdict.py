"""What a derivation is worth: as data, in words, and in set formulas."""

from __future__ import annotations

from dataclasses import dataclass

from nnlib.exercises.exercise import Verdict


@dataclass(frozen=True, repr=False)
class Judged(Verdict):
    """The verdict on a derivation. True only if it is right, and all there.

    Attributes
    ----------
    status : ``"right"``; ``"not yet"``, where every line follows and the end is
        missing; or ``"wrong"``.
    slip : the kind of slip in the first line that does not follow, if one was found,
        such as ``"transpose"``; ``"unread"`` if a line could not be read.
    cause : what is said of it.
    line : the number of that line, from 1 on; 0 if there is none.
    place : the part of it to look at.
    lines : every line as it was understood, in LaTeX; what could not be read is left
        out.
    mathml : the same as MathML.
    """

    line: int = 0
    place: str = ""
    lines: tuple[str, ...] = ()
    mathml: tuple[str, ...] = ()

    def _repr_latex_(self) -> str:
        """Return the lines as set formulas, one under another."""
        if not self.lines:
            return ""
        rows = r" \\ ".join(self.lines)
        return rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$"

    def _ipython_display_(self) -> None:
        """Show in a notebook how the lines were understood; the words are printed.

        A page of the book has no IPython. It sets the lines by their MathML.
        """
        try:
            from IPython.display import display
        except ImportError:
            return
        if self.lines:
            shown = {"text/latex": self._repr_latex_(), "text/plain": repr(self)}
            display(shown, raw=True)  # type: ignore[no-untyped-call]
