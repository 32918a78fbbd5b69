"""The exercises of chapter 4."""

from nnlib.exercises.backpropagation.another_loss import another_loss
from nnlib.exercises.backpropagation.backward import backward_exercise
from nnlib.exercises.backpropagation.brackets import brackets
from nnlib.exercises.backpropagation.columns_back import columns_back_exercise
from nnlib.exercises.backpropagation.cost_of_a_pass import cost_of_a_pass
from nnlib.exercises.backpropagation.failing_check import failing_check
from nnlib.exercises.backpropagation.mended import mended
from nnlib.exercises.backpropagation.with_biases import with_biases
from nnlib.exercises.exercise import Exercise

EXERCISES: tuple[Exercise, ...] = (
    backward_exercise,
    brackets,
    failing_check,
    mended,
    another_loss,
    cost_of_a_pass,
    columns_back_exercise,
    with_biases,
)
