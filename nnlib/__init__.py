"""The small library that the book builds: one module for one idea.

Read the modules in the order of the chapters: ``activations``, ``network``,
``loss``, ``rules``, ``numerical``, ``backprop``, ``optimisers``, ``training``. What
``training`` does at speed is in ``fast``; what it says of a network that has not learnt
is in ``signs``. ``tape``, with ``more_rules``, is the appendix on any network.
``checks`` says what is wrong with a matrix or a table. ``data`` makes
the data sets and prepares your own. All of these need NumPy and nothing else.

The rest belongs to the pages, and is imported only when you ask for it: ``exercises``
checks what you write, ``plots`` draws the pictures (it needs matplotlib) and ``live``
the figures that you can change (it needs anywidget).
"""

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.backprop import backprop
from nnlib.loss import mean_squared_error, mean_squared_error_derivative
from nnlib.network import Network
from nnlib.numerical import central_differences, check
from nnlib.optimisers import Adam, GradientDescent, Momentum
from nnlib.signs import StuckWarning
from nnlib.training import DivergenceWarning, History, train

__all__ = [
    "Activation",
    "Adam",
    "DivergenceWarning",
    "GradientDescent",
    "History",
    "Momentum",
    "Network",
    "StuckWarning",
    "backprop",
    "central_differences",
    "check",
    "identity",
    "mean_squared_error",
    "mean_squared_error_derivative",
    "relu",
    "sigmoid",
    "tanh",
    "train",
]
