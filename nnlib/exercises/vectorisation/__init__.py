"""The exercises of chapter 2."""

from nnlib.exercises.vectorisation.layer import layer
from nnlib.exercises.vectorisation.shapes import shapes

EXERCISES = (shapes, layer)
