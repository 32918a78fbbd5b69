"""The exercises of chapter 1."""

from nnlib.exercises.exercise import Exercise
from nnlib.exercises.neurons.bump_of_sigmoids import bump_of_sigmoids
from nnlib.exercises.neurons.by_hand import by_hand
from nnlib.exercises.neurons.last_activation import last_activation
from nnlib.exercises.neurons.leaky_relu import leaky_relu_exercise
from nnlib.exercises.neurons.sigmoid_prime import sigmoid_prime
from nnlib.exercises.neurons.tanh_by_sigmoid import tanh_by_sigmoid
from nnlib.exercises.neurons.weighted_line import weighted_line_exercise

EXERCISES: tuple[Exercise, ...] = (
    sigmoid_prime,
    by_hand,
    tanh_by_sigmoid,
    leaky_relu_exercise,
    last_activation,
    weighted_line_exercise,
    bump_of_sigmoids,
)
