"""What a grader says of a notebook: a mark for each exercise and derivation in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What one exercise or derivation of one notebook got.

    Attributes
    ----------
    name : of the exercise, as `check` knows it; of a derivation with ``derivation-``
        before it, as in the notebook's cells, for an exercise may have the same name.
    status : ``"right"``, ``"wrong"``, ``"not yet"`` (nothing is filled in) or
        ``"stopped"`` (it raised, never ended or took too much memory: no verdict).
    slip : the name of a known mistake, if it was recognised; of a derivation the kind.
    text : the words of the verdict, or why it was stopped.
    """

    name: str
    status: str
    slip: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Paper:
    """One notebook that was handed in, or what somebody handed in who has none.

    Attributes
    ----------
    student : told from the name of the file or of its folder.
    file : where it is, relative to the folder that is graded.
    marks : of its exercises and derivations, in the order of the notebook.
    trouble : why there are no marks, or not all: broken, huge, not UTF-8.
    is_notebook : whether it is called one.
    """

    student: str
    file: str
    marks: tuple[Mark, ...] = ()
    trouble: str = ""
    is_notebook: bool = True
