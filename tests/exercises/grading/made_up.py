"""Classes that nobody has taught: papers with marks drawn from a seed."""

import random

from nnlib.derivations.problem import Problem
from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.report.tasks import KINDS, TASKS

TASK = {task.key: task for task in TASKS}
"""By the names that marks have."""
STATUSES = ("right", "wrong", "wrong", "wrong", "stopped", "not yet")


def mark(task, status, slip=None, text="Not right yet."):
    return Mark(task.key, status, slip, text)


def drawn(rng, task, text, statuses=STATUSES):
    """Return a mark: right, or one of the known slips, or wrong in another way."""
    status = rng.choice(statuses)
    if status != "wrong":
        return mark(task, status, None, "Stopped." if status == "stopped" else "Right.")
    slips = sorted(KINDS)
    if not isinstance(task.of, Problem):
        slips += [slip.name for slip in task.of.slips] * 3
    return mark(task, "wrong", rng.choice([*slips, None]), f"{text} {rng.random()}")


def class_of(count, seed, tasks=TASKS, text="Not right yet.", statuses=STATUSES):
    """Return the papers of some students, each with a mark for every task."""
    rng = random.Random(seed)
    return [
        Paper(
            f"Student {k:02}",
            f"student-{k:02}/all.ipynb",
            tuple(drawn(rng, task, text, statuses) for task in tasks),
        )
        for k in range(count)
    ]
