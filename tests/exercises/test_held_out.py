"""What is said of models: the network of chapter 5's last exercise."""

import numpy as np
import pytest

from nnlib import Adam, Network, data, train
from nnlib.exercises.book import find
from nnlib.exercises.gradient_descent import digits

EXERCISE = find("own-network")


def trained(nodes, epochs, seed=0, examples=None, last="sigmoid"):
    """Return the predictions of a network, as a reader would make them."""
    X, Y = examples or digits.split()[0]
    network = Network([65, nodes, 10], ["tanh", last], seed=seed)
    X = data.add_ones(X)
    train(network, X, Y, Adam(0.01), epochs=epochs, batch_size=50)
    return lambda X: network(data.add_ones(X))


def test_the_split_is_that_of_the_task():
    space = {}
    exec(digits.BEGIN, space)
    training, held_out = digits.split()
    assert np.array_equal(space["X_train"], training[0])
    assert np.array_equal(space["Y_held"], held_out[1])


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_solution_does_not_owe_its_loss_to_its_seed(seed):
    assert EXERCISE.examine(trained(100, 60, seed)).status == "right"


@pytest.mark.parametrize(
    "answer",
    [
        digits.good,
        lambda X: digits.good(X).tolist(),
        lambda X: digits.good(X).astype(np.float32),
        lambda X: np.array([digits.good(x[None])[0] for x in X]),
    ],
)
def test_any_function_will_do(answer):
    assert EXERCISE.examine(answer).status == "right"


def test_the_network_of_the_chapter_comes_close():
    verdict = EXERCISE.examine(trained(32, 30))
    assert verdict.status == "wrong"
    assert "on the held-out examples is 0.06" in verdict.text
    assert "Likely cause: overfitting" in verdict.text


def test_too_little_training_is_not_taken_for_anything_else():
    for epochs in (1, 2, 3, 5):
        text = EXERCISE.examine(trained(32, epochs)).text
        assert (
            "Likely cause: on the training examples the loss would not do either"
            in text
        )


@pytest.mark.parametrize("answer", [None, ..., lambda X: None])
def test_unfinished_is_not_yet(answer):
    assert EXERCISE.examine(answer).status == "not yet"


def spoilt(X):
    X -= X.mean()
    return digits.good(X)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (np.zeros((449, 10)), "not its predictions"),
        (lambda X: digits.good(X)[:, :9], "predict(X) returns 449 x 9. 449 x 10 is"),
        (lambda X: X @ np.ones((65, 10)), "ValueError: matmul"),
        (lambda X: np.full((len(X), 10), np.inf), "not finite numbers"),
        (spoilt, "has changed its input X"),
    ],
)
def test_what_is_wrong_is_put_into_words(answer, words):
    assert words in EXERCISE.examine(answer).text


SHADES = [np.bool_, np.int8, np.uint8, np.float16, np.float32, np.longdouble]


@pytest.mark.parametrize("dtype", SHADES)
@pytest.mark.parametrize(
    ("answer", "status", "slip"),
    [
        (digits.good, "right", ""),
        (lambda X: np.zeros((len(X), 10)), "wrong", "alike"),
        (lambda X: 9 * digits.good(X), "wrong", "other-scale"),
        (digits.reversed_rows, "wrong", "other-order"),
        (lambda X: 3 * digits.line(X), "wrong", None),
    ],
)
def test_predictions_may_have_any_type_of_numbers(answer, status, slip, dtype):
    verdict = EXERCISE.examine(lambda X: answer(X).astype(dtype))
    if dtype is np.bool_ and slip == "other-scale":
        status, slip = "right", ""  # 9 is true
    assert verdict.status == status
    assert slip is None or verdict.slip == slip


@pytest.mark.parametrize(
    "answer", [lambda X: {0: digits.good(X)}, lambda X: {}, lambda X: {"A": X}]
)
def test_a_dictionary_gets_a_verdict(answer):
    verdict = EXERCISE.examine(answer)
    assert verdict.status == "wrong"
    assert "predict(X) returns a dictionary. One matrix is wanted" in verdict.text


def test_without_scikit_learn_it_says_so(monkeypatch):
    digits.split.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "sklearn.datasets", None)
    verdict = EXERCISE.examine(lambda X: X)
    assert verdict.status == "not yet"
    assert "sklearn" in verdict.text
