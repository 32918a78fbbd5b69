"""Exercises that answer back: each checks an answer and says what is wrong with it.

In a notebook::

    from nnlib import exercises

    exercises.check("layer", tanh_layer)
    exercises.hint("layer")
    exercises.progress()

An exercise is one module in the folder of its chapter, with its task, its worked
solution, its hints and the mistakes it knows. ``function`` and ``paper`` judge the
two kinds of answers, ``desk`` is where a reader hands them in, ``folder`` keeps what
is done. The notebooks and the pages are made from the same modules.
"""

from nnlib.exercises.desk import NotRight, check, hint, progress, require

__all__ = ["NotRight", "check", "hint", "progress", "require"]
