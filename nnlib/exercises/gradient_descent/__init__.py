"""The exercises of chapter 5."""

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.gradient_descent.adam import adam
from nnlib.exercises.gradient_descent.batches import batches
from nnlib.exercises.gradient_descent.momentum import momentum
from nnlib.exercises.gradient_descent.own_network import own_network
from nnlib.exercises.gradient_descent.step import step
from nnlib.exercises.gradient_descent.training_loop import training_loop
from nnlib.exercises.gradient_descent.which_alpha import which_alpha

EXERCISES: tuple[Exercise, ...] = (
    which_alpha,
    step,
    training_loop,
    momentum,
    batches,
    adam,
    own_network,
)
