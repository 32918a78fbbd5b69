"""The exercises of chapter 5."""

from nnlib.exercises.exercise import Exercise

EXERCISES: tuple[Exercise, ...] = ()
