"""The exercises of chapter 1."""

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.neurons.bump_of_sigmoids import bump_of_sigmoids
from nnlib.exercises.neurons.by_hand import by_hand
from nnlib.exercises.neurons.collapse import collapse_exercise
from nnlib.exercises.neurons.leaky_relu import leaky_relu_exercise
from nnlib.exercises.neurons.normal_equations import normal_equations
from nnlib.exercises.neurons.sigmoid_prime import sigmoid_prime
from nnlib.exercises.neurons.tanh_by_sigmoid import tanh_by_sigmoid

EXERCISES: tuple[Exercise, ...] = (
    by_hand,
    sigmoid_prime,
    tanh_by_sigmoid,
    leaky_relu_exercise,
    normal_equations,
    bump_of_sigmoids,
    collapse_exercise,
)
