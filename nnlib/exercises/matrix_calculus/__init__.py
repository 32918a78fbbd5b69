"""The exercises of chapter 3."""

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.matrix_calculus.centred_columns import centred_columns_exercise
from nnlib.exercises.matrix_calculus.choosing_h import choosing_h
from nnlib.exercises.matrix_calculus.find_the_error import find_the_error
from nnlib.exercises.matrix_calculus.left_order import left_order
from nnlib.exercises.matrix_calculus.left_rule import left_rule_exercise
from nnlib.exercises.matrix_calculus.mirrored import mirrored_exercise
from nnlib.exercises.matrix_calculus.twice import twice_exercise

EXERCISES: tuple[Exercise, ...] = (
    left_rule_exercise,
    left_order,
    find_the_error,
    choosing_h,
    centred_columns_exercise,
    twice_exercise,
    mirrored_exercise,
)
