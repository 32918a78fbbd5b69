"""Real models of the digits, honest and not: each verdict is right, its words true."""

import functools
import re

import numpy as np
import pytest
from test_held_out import EXERCISE, trained

from nnlib import Adam, Network, data, train
from nnlib.exercises.gradient_descent import digits
from nnlib.exercises.trial import errors

TRAINING, HELD_OUT = digits.split()
BOTH = tuple(map(np.vstack, zip(TRAINING, HELD_OUT, strict=True)))
LIMIT = digits.LIMIT
QUESTION = "Did the held-out examples take part in the training?"


def distances(X, U):
    return np.maximum((X**2).sum(1)[:, None] - 2 * X @ U.T + (U**2).sum(1), 0)


def neighbours(k, examples=TRAINING, itself=True):
    """Return the mean of the targets of the k nearest known images."""

    def predict(X):
        far = distances(X, examples[0])
        if not itself:
            far[far < 1e-9] = np.inf
        return examples[1][np.argpartition(far, k - 1, axis=1)[:, :k]].mean(axis=1)

    return predict


def kernel(width, penalty, examples=TRAINING):
    """Return the predictions of kernel regression."""
    U, Y = examples
    scale = width / np.median(distances(U, U))
    K = np.exp(-scale * distances(U, U))
    weights = np.linalg.solve(K + penalty * np.eye(len(U)), Y)
    return lambda X: np.exp(-scale * distances(X, U)) @ weights


def ridge(penalty):
    U, Y = data.add_ones(TRAINING[0]), TRAINING[1]
    W = np.linalg.solve(U.T @ U + penalty * np.eye(U.shape[1]), U.T @ Y)
    return lambda X: data.add_ones(X) @ W


def decayed(penalty):
    """Return a network whose weights are kept small, by many short trainings."""
    X, Y = data.add_ones(TRAINING[0]), TRAINING[1]
    network = Network([65, 100, 10], ["tanh", "sigmoid"], seed=0)
    for _ in range(40):
        train(network, X, Y, Adam(0.01), epochs=1, batch_size=50)
        network.W = {l: (1 - penalty) * W for l, W in network.W.items()}
    return lambda X: network(data.add_ones(X))


def mislabelled(share):
    """Return training examples of which some have another digit's label."""
    X, Y = TRAINING
    rng = np.random.default_rng(0)
    labels = Y.argmax(axis=1)
    wrong = rng.random(len(Y)) < share
    labels[wrong] = (labels[wrong] + rng.integers(1, 10, wrong.sum())) % 10
    return X, np.eye(10)[labels]


def looked_up(examples):
    known = {u.tobytes(): y for u, y in zip(*examples, strict=True)}
    return lambda X: np.array([known.get(x.tobytes(), np.zeros(10)) for x in X])


@functools.cache
def built(make):
    """Return a model, made once, when a test first needs it."""
    return make()


def losses(predict):
    return tuple(errors(predict(X), Y).mean() for X, Y in (HELD_OUT, TRAINING))


def judged(predict):
    """Return the verdict, once every number and comparison in it was found true."""
    verdict = EXERCISE.examine(predict)
    text = " ".join(verdict.text.split())
    loss, training = losses(predict)
    if verdict.slip != "unsteady":
        told = re.search(r"your loss on the held-out examples is ([\d.]+\d)", text)
        assert float(told[1]) == round(loss, len(told[1].partition(".")[2]))
        assert told[1] != str(LIMIT)
        for told in re.findall(r"training examples(?: it is|,) (\d\.\d+)", text):
            assert float(told) == round(training, 3)
        assert ("no higher than on the training" not in text) or loss <= training
        assert ("next to nothing" not in text) or loss < 0.0045
    truths = {
        "unfinished": training >= LIMIT <= loss,
        "near": loss / 2 < training < LIMIT <= loss,
        "by-heart": training <= loss / 2,
        "sets-swapped": loss < training,
    }
    assert truths.get(verdict.slip, True)
    if verdict:
        assert loss < LIMIT and not verdict.slip
    return verdict


HONEST = {
    "nearest": lambda: neighbours(1),
    "3 nearest": lambda: neighbours(3),
    "5 nearest": lambda: neighbours(5),
    "10 nearest": lambda: neighbours(10),
    "20 nearest": lambda: neighbours(20),
    "3 nearest without itself": lambda: neighbours(3, itself=False),
    "kernel": lambda: kernel(2, 1e-3),
    "smooth kernel": lambda: kernel(4, 0.1),
    "network": lambda: trained(100, 60),
    "stopped early": lambda: trained(100, 25),
    "nearest, mislabelled": lambda: neighbours(5, mislabelled(0.05)),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_model_with_a_low_loss_is_right(name):
    predict = built(HONEST[name])
    assert losses(predict)[0] < LIMIT
    verdict = judged(predict)
    assert verdict.status == "right"
    assert (QUESTION in verdict.text) == (name == "3 nearest without itself")


HIGH = {
    "30 nearest": (lambda: neighbours(30), "unfinished"),
    "50 nearest": (lambda: neighbours(50), "unfinished"),
    "kept small": (lambda: decayed(0.1), "unfinished"),
    "kept less small": (lambda: decayed(0.08), "near"),
    "stiff kernel": (lambda: kernel(2, 1), "near"),
    "narrow kernel": (lambda: kernel(8, 1e-3), "by-heart"),
    "kernel, mislabelled": (lambda: kernel(2, 1e-3, mislabelled(0.1)), "unfinished"),
    "stopped at 5": (lambda: trained(100, 5), "unfinished"),
    "stopped at 10": (lambda: trained(100, 10), "near"),
    "stopped at 15": (lambda: trained(100, 15), "by-heart"),
    "ridge": (lambda: ridge(1), "straight"),
    "strong ridge": (lambda: ridge(100), "straight"),
    "no sigmoid": (lambda: trained(100, 60, last="identity"), "unfinished"),
    "mean": (lambda: digits.mean, "alike"),
    "a half": (lambda: lambda X: np.full((len(X), 10), 0.5), "alike"),
    "zero": (lambda: lambda X: np.zeros((len(X), 10)), "alike"),
}


@pytest.mark.parametrize("name", HIGH)
def test_a_high_loss_has_the_cause_that_its_numbers_show(name):
    make, slip = HIGH[name]
    verdict = judged(built(make))
    assert (verdict.status, verdict.slip) == ("wrong", slip)
    assert "held-out examples" not in verdict.cause


DISHONEST = {
    "nearest of all": lambda: neighbours(1, BOTH),
    "3 nearest of all": lambda: neighbours(3, BOTH),
    "trained on everything": lambda: trained(100, 60, examples=BOTH),
    "kernel of all": lambda: kernel(4, 1e-3, BOTH),
}


@pytest.mark.parametrize("name", DISHONEST)
def test_what_cannot_be_proved_is_asked(name):
    verdict = judged(built(DISHONEST[name]))
    assert verdict.status == "right"
    assert QUESTION in verdict.text


PROVED = {
    "trained on the held-out": (
        lambda: trained(100, 60, examples=HELD_OUT),
        "sets-swapped",
    ),
    "fewer nodes": (lambda: trained(32, 60, examples=HELD_OUT), "sets-swapped"),
    "kernel of the held-out": (lambda: kernel(2, 1e-3, HELD_OUT), "sets-swapped"),
    "looked up": (lambda: looked_up(BOTH), "by-memory"),
    "held-out looked up": (lambda: looked_up(HELD_OUT), "by-memory"),
}


@pytest.mark.parametrize("name", PROVED)
def test_what_is_proved_is_refused(name):
    make, slip = PROVED[name]
    verdict = judged(built(make))
    assert (verdict.status, verdict.slip) == ("wrong", slip)


def test_training_images_may_be_looked_up():
    """A table of them is no mark of the held-out ones, which it does not hold."""
    table, nearest = looked_up(TRAINING), neighbours(1)

    def predict(X):
        A = table(X)
        return np.where(A.any(axis=1, keepdims=True), A, nearest(X))

    assert judged(predict).status == "right"


def whole_pixels(X):
    return neighbours(1)((X * 16).astype(int) / 16)


def standardised(X):
    U = TRAINING[0]
    scaled = (X - U.mean(0)) / (U.std(0) + 1e-12)
    return neighbours(1, ((U - U.mean(0)) / (U.std(0) + 1e-12), TRAINING[1]))(scaled)


def in_range(X):
    assert X.max() <= 1
    return neighbours(1)(X)


@pytest.mark.parametrize("predict", [whole_pixels, standardised, in_range])
def test_an_honest_model_survives_the_nudge(predict):
    assert judged(predict).status == "right"


good = neighbours(1)


def softened(X):
    """Return exponentials of scores, not divided by their sum."""
    return np.exp(6 * neighbours(5)(X))


def sorted_by_digit(X):
    A = good(X)
    return A[A.argmax(axis=1).argsort(kind="stable")]


def in_batches(X):
    """Centre every 50 images by their own mean."""
    return np.vstack([digits.centred(X[k : k + 50]) for k in range(0, len(X), 50)])


def forgetful(X):
    """Leave a third of the pixels out, others in each call."""
    return good(X * (np.random.default_rng().random(64) < 0.5))


SPOILT = {
    "columns rotated": (lambda X: np.roll(good(X), 1, axis=1), "other-columns"),
    "columns of a network": (
        lambda X: built(HONEST["network"])(X)[:, [3, 1, 4, 0, 5, 9, 2, 6, 8, 7]],
        "other-columns",
    ),
    "rows sorted": (sorted_by_digit, "other-order"),
    "rows of a network rotated": (
        lambda X: np.roll(built(HONEST["network"])(X), 1, axis=0),
        "other-order",
    ),
    "scores not divided": (softened, "other-scale"),
    "centred in batches": (in_batches, "by-the-others"),
    "dropout": (forgetful, "unsteady"),
    "one number": (lambda X: good(X).argmax(axis=1)[:, None], "one-number"),
    "transposed": (lambda X: built(HONEST["network"])(X).T, "transposed"),
    "fixed": (lambda X: good(HELD_OUT[0]), "fixed"),
    "none": (lambda X: np.zeros((0, 10)), "fixed"),
    "few": (lambda X: good(X) if len(X) > 300 else 1.0, "by-the-others"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_told(name):
    predict, slip = SPOILT[name]
    verdict = EXERCISE.examine(predict)
    assert (verdict.status, verdict.slip) == ("wrong", slip)


@pytest.mark.parametrize(
    "predict",
    [
        trained(32, 5, examples=(TRAINING[0], TRAINING[1][::-1])),
        lambda X: neighbours(1, mislabelled(1.0))(X),
        lambda X: np.float64(1.5),
        lambda X: np.zeros((64, 10)) + X[0, 20],
    ],
    ids=["targets reversed", "all mislabelled", "a number", "64 rows"],
)
def test_what_bears_no_mark_is_not_given_one(predict):
    verdict = EXERCISE.examine(predict)
    assert verdict.status == "wrong"
    assert verdict.slip in {"", "unfinished", "straight"}


@pytest.mark.parametrize("loss", [0.0549, 0.05499, 0.054999, 0.055, 0.05501, 0.0551])
def test_the_loss_told_lies_on_the_right_side(loss):
    def predict(X):
        A = neighbours(1, BOTH)(X)
        A[:, 0] += np.sqrt(loss)
        return A

    verdict = EXERCISE.examine(predict)
    told = float(re.search(r"held-out examples is (0.\d+)", verdict.text)[1])
    assert (told < LIMIT) == (verdict.status == "right")
    assert told != LIMIT or loss == LIMIT
