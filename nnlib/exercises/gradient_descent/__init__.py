"""The exercises of chapter 5."""

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.gradient_descent.adam import adam
from nnlib.exercises.gradient_descent.clipped import clipped
from nnlib.exercises.gradient_descent.fading import fading
from nnlib.exercises.gradient_descent.learnt_or_memorised import learnt_or_memorised
from nnlib.exercises.gradient_descent.own_network import own_network
from nnlib.exercises.gradient_descent.training_loop import training_loop
from nnlib.exercises.gradient_descent.which_alpha import which_alpha
from nnlib.exercises.gradient_descent.will_not_learn import will_not_learn

EXERCISES: tuple[Exercise, ...] = (
    training_loop,
    adam,
    which_alpha,
    fading,
    will_not_learn,
    clipped,
    learnt_or_memorised,
    own_network,
)
