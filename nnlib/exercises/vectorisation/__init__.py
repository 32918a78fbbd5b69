"""The exercises of chapter 2."""

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.vectorisation.broadcast import broadcast
from nnlib.exercises.vectorisation.distances import distances
from nnlib.exercises.vectorisation.examples_in_columns import examples_in_columns
from nnlib.exercises.vectorisation.layer import layer
from nnlib.exercises.vectorisation.loss import loss_exercise
from nnlib.exercises.vectorisation.shapes import shapes
from nnlib.exercises.vectorisation.shuffled import shuffled

EXERCISES: tuple[Exercise, ...] = (
    layer,
    loss_exercise,
    shapes,
    shuffled,
    broadcast,
    distances,
    examples_in_columns,
)
