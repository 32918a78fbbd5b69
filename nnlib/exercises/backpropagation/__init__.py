"""The exercises of chapter 4."""

from nnlib.exercises.exercise import Exercise

EXERCISES: tuple[Exercise, ...] = ()
