"""The exercises of chapter 3."""

from nnlib.exercises.matrix_calculus.bias_rule import bias_rule_exercise
from nnlib.exercises.matrix_calculus.composed import composed_exercise
from nnlib.exercises.matrix_calculus.elementwise_rule import elementwise_rule_exercise
from nnlib.exercises.matrix_calculus.find_the_error import find_the_error
from nnlib.exercises.matrix_calculus.left_order import left_order
from nnlib.exercises.matrix_calculus.left_rule import left_rule_exercise
from nnlib.exercises.matrix_calculus.twice import twice_exercise

EXERCISES = (
    find_the_error,
    left_order,
    left_rule_exercise,
    bias_rule_exercise,
    elementwise_rule_exercise,
    composed_exercise,
    twice_exercise,
)
