"""Exercises that answer back: each checks an answer and says what is wrong with it.

In a notebook::

    from nnlib import exercises

    exercises.check("layer", tanh_layer)
    exercises.hint("layer")
    exercises.progress()

`check` also returns its verdict, which is true only of a right answer. It has a
``status``, ``"right"``, ``"wrong"`` or ``"not yet"``, the name of the ``slip`` that was
made, if it is a known one, and the ``text`` that was printed. In a notebook it shows
nothing of itself.

For teachers: a cell of tests, in nbgrader or Otter-Grader alike, is one line
(``teaching/`` has an assignment for each)::

    exercises.require("layer", tanh_layer)

It prints nothing if the answer is right, and raises `NotRight`, an AssertionError with
the words of the verdict, if it is wrong or missing. An answer on paper goes into a
variable first, ``line = ...`` in the student's cell, and the cell of tests says
``exercises.require("find-the-error", line=line)``. `check` itself is for the student's
cell: Otter-Grader compares what is printed, and its words depend on the answer.

A whole folder of notebooks, of hand-outs or of what a page has saved, is graded without
either of them, each in a process that is held in (``grading``)::

    python -m nnlib.exercises grade FOLDER

An exercise is one module in the folder of its chapter, with its task, its worked
solution, its hints and the mistakes it knows. ``function``, ``paper`` and ``held_out``
judge the three kinds of answers, ``desk`` is where a reader hands them in, ``folder``
keeps what is done. ``slips`` reads the mistakes as a teacher writes them, and
``mending`` looks behind them for the one small change that makes a function right. The
notebooks and the pages are made from the same modules.
"""

from nnlib.exercises.desk import NotRight, check, hint, progress, require

__all__ = ["NotRight", "check", "hint", "progress", "require"]
