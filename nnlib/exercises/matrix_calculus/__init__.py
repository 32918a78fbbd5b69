"""The exercises of chapter 3."""

from nnlib.exercises.exercise import Exercise

EXERCISES: tuple[Exercise, ...] = ()
