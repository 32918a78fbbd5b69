"""The exercises of chapter 4."""

from nnlib.exercises.backpropagation.backward import backward_exercise
from nnlib.exercises.backpropagation.backward_shapes import backward_shapes
from nnlib.exercises.backpropagation.brackets import brackets
from nnlib.exercises.backpropagation.gradient_check import gradient_check_exercise
from nnlib.exercises.backpropagation.hidden_layer import hidden_layer_exercise
from nnlib.exercises.backpropagation.output_layer import output_layer_exercise
from nnlib.exercises.backpropagation.with_biases import with_biases

EXERCISES = (
    backward_shapes,
    output_layer_exercise,
    hidden_layer_exercise,
    brackets,
    backward_exercise,
    gradient_check_exercise,
    with_biases,
)
