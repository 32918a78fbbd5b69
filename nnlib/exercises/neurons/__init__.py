"""The exercises of chapter 1."""

from nnlib.exercises.exercise import Exercise

EXERCISES: tuple[Exercise, ...] = ()
