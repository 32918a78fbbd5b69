"""Slips that are the solution with one change, and mistakes as readers write them."""

import math

import numpy as np
import pytest

from nnlib.exercises.book import CHAPTERS, find
from nnlib.exercises.changed import Changed

CHANGED = [
    answer
    for chapter in CHAPTERS.values()
    for exercise in chapter
    for slip in exercise.slips
    for answer in (slip.answer, *slip.also)
    if isinstance(answer, Changed)
]


def doubled(M):
    """Return 2 M."""
    return 2 * M + 0 * M


def test_there_are_slips_to_look_at():
    assert len(CHANGED) > 300


@pytest.mark.parametrize("answer", CHANGED, ids=lambda answer: answer.__name__)
def test_each_change_is_made(answer):
    # An answer that raised this when called would pass for a slip that raises.
    compile(answer.source, answer.__name__, "exec")


def test_the_changed_function_is_called():
    tripled = Changed(doubled, "tripled", {"2 * M": "3 * M"})
    assert tripled(np.ones((1, 1))) == 3
    assert doubled(np.ones((1, 1))) == 2
    assert tripled.__name__ == tripled.__qualname__ == "tripled"


@pytest.mark.parametrize(("old", "count"), [("4 * M", "0 times"), (" * M", "2 times")])
def test_a_change_that_is_not_there_once_is_refused(old, count):
    with pytest.raises(ValueError, match=count):
        Changed(doubled, "tripled", {old: "3 * M"})(np.ones((1, 1)))


@pytest.mark.filterwarnings("error")
def test_of_what_is_not_finite_no_warning_comes():
    inverse = Changed(doubled, "inverse", {"2 * M": "1 / M"})
    assert np.isinf(inverse(np.zeros((1, 1)))) or np.isnan(inverse(np.zeros((1, 1))))


# ---- as readers write them ---------------------------------------------------------


def cause_of(exercise, name):
    slips = {slip.name: slip.cause for slip in find(exercise).slips}
    return slips[name.lower().replace("_", "-")]


def written(code, **parts):
    for name, part in parts.items():
        code = code.replace(f"<{name}>", part)
    space = {"np": np, "m": 5}
    exec(code, space)
    return space["answer"]


BACKWARD = """
def answer(W, g, Z, A, Y):
    <m>
    L = len(W)
    dA, dZ, dW = {}, {}, {}
    for l in range(L, 0, -1):
        if l == L:
            dA[L] = <start>
        else:
            dA[l] = <back>
        dZ[l] = <dZ>
        dW[l] = <dW>
    return dW
"""
BIASES = """
def answer(X, Y, W, b, g):
    <m>
    A, Z = {0: X}, {}
    for l in W:
        Z[l] = <Z>
        A[l] = g[l](Z[l])
    dW, db = {}, {}
    L = len(W)
    for l in range(L, 0, -1):
        dA = <start> if l == L else <back>
        dZ = {l: <dZ>}
        dW[l], db[l] = <dW>, <db>
        last = dZ[l]
    return dW, db
"""
RIGHT = {
    "m": "m = Y.shape[0]",
    "start": "(A[L] - Y) * 2 / m",
    "dZ": "g[l].prime(Z[l]) * dA[l]",
    "dW": "np.dot(A[l - 1].T, dZ[l])",
}
BACK = {"back": "np.dot(dZ[l + 1], W[l + 1].T)"}
OWN = {
    "Z": "np.dot(A[l - 1], W[l]) + b[l]",
    "dZ": "dA * g[l].prime(Z[l])",
    "back": "np.dot(last, W[l + 1].T)",
    "db": "np.sum(dZ[l], axis=0, keepdims=True)",
}


def backward(**parts):
    return written(BACKWARD, **{**RIGHT, **BACK, **parts})


def biases(**parts):
    return written(BIASES, **{**RIGHT, **OWN, **parts})


COMMON = [
    # m once more, and from outside
    ("m_again_in_dW", {"dW": "A[l - 1].T.dot(dZ[l]) / m"}),
    ("m_again_in_dZ", {"dZ": "<dZ> / m"}),
    ("m_again_in_dA", {"back": "<back> / m"}),
    ("m_again_in_dA", {"start": "2 * (A[L] - Y)", "dZ": "<dZ> / m"}),
    ("m_from_outside", {"m": "pass"}),
    # a derivative that is written out for every layer
    ("always_sigmoid", {"dZ": "<dA> * A[l] * (1 - A[l])"}),
    ("always_tanh", {"dZ": "<dA> * (1 - np.square(A[l]))"}),
    ("always_relu", {"dZ": "np.where(Z[l] <= 0, 0, <dA>)"}),
    ("always_relu", {"dZ": "<dA> * (A[l] > 0)"}),
    ("always_tanh", {"dZ": "<dA> * (1 - np.tanh(Z[l]) ** 2)"}),
    ("always_sigmoid", {"dZ": "<dA> * np.exp(-Z[l]) / (1 + np.exp(-Z[l])) ** 2"}),
    # the book's own kind of network: the identity in the last layer
    ("always_tanh_then_identity", {"dZ": "<dA> * (1 - A[l]**2) if l < L else <dA>"}),
    (
        "always_tanh_then_identity",
        {"dZ": "<dA> * (1 - np.tanh(Z[l]) ** 2 if l < L else 1)"},
    ),
    ("always_relu_then_identity", {"dZ": "<dA> * (Z[l] > 0) if l < L else <dA>"}),
    ("always_relu_then_identity", {"dZ": "<dA> * (A[l] > 0) if l < L else <dA>"}),
    (
        "always_sigmoid_then_identity",
        {"dZ": "<dA> * A[l] * (1 - A[l]) if l < L else <dA>"},
    ),
    (
        "always_tanh_then_sigmoid",
        {"dZ": "<dA> * (1 - A[l] ** 2 if l < L else A[l] * (1 - A[l]))"},
    ),
    (
        "always_tanh_then_sigmoid",
        {"dZ": "<dA> * (1 - np.tanh(Z[l]) ** 2 if l < L else A[l] - A[l] ** 2)"},
    ),
    (
        "always_relu_then_sigmoid",
        {"dZ": "<dA> * ((Z[l] > 0) if l < L else A[l] * (1 - A[l]))"},
    ),
    # entry by entry
    ("entry_by_entry_to_A", {"back": "<last> * W[l + 1].T"}),
    ("entry_by_entry_to_A", {"back": "np.multiply(<last>, W[l + 1])"}),
    ("entry_by_entry_to_W", {"dW": "A[l - 1].T * dZ[l]"}),
    # factors and means
    ("half", {"start": "(A[L] - Y) / m"}),
    ("no_factor", {"start": "A[L] - Y"}),
    ("mean_over_all_entries", {"start": "2 * (A[L] - Y) / np.prod(Y.shape)"}),
    ("half_a_mean_over_all_entries", {"start": "(A[L] - Y) / Y.size"}),
    ("mean_error", {"start": "2 * (A[L] - Y).mean()"}),
    ("mean_error_of_each_node", {"start": "2 * (A[L] - Y).mean(axis=0)"}),
    ("mean_error_times_error", {"start": "2 * np.mean(A[L] - Y) * (A[L] - Y)"}),
    ("mean_error_times_error", {"start": "2 / m * np.mean(A[L] - Y) * (A[L] - Y)"}),
    ("mean_error_times_error", {"start": "np.mean(A[L] - Y, axis=0) * (A[L] - Y)"}),
    ("mean_error_times_error", {"start": "np.sum(A[L] - Y) / m * (A[L] - Y)"}),
    # the factor of the loss once more
    ("factor_again_in_dW", {"dW": "2 / m * A[l - 1].T.dot(dZ[l])"}),
    # another loss
    (
        "error_for_dZ",
        {"dZ": "<dZ> if l < L else A[l] - Y", "dW": "A[l - 1].T.dot(dZ[l]) / m"},
    ),
]
SPELT = {
    "backward": (backward, {**RIGHT, **BACK, "dA": "dA[l]", "last": "dZ[l + 1]"}),
    "with-biases": (biases, {**RIGHT, **OWN, "dA": "dA", "last": "last"}),
}


@pytest.mark.parametrize(("name", "parts"), COMMON, ids=lambda part: str(part)[:40])
@pytest.mark.parametrize("exercise", SPELT)
def test_a_common_mistake_is_known(exercise, name, parts):
    make, words = SPELT[exercise]
    for word, spelt in words.items():
        parts = {key: part.replace(f"<{word}>", spelt) for key, part in parts.items()}
    if exercise == "with-biases" and name in ("m_again_in_dW", "error_for_dZ"):
        # Who divides at dW does so at db.
        parts["db"] = "dZ[l].mean(axis=0, keepdims=True)"
        name = name.replace("in_dW", "in_dW_and_db")
    if exercise == "with-biases" and name == "factor_again_in_dW":
        parts["db"] = "2 * dZ[l].mean(axis=0, keepdims=True)"
        name = "factor_again_in_dW_and_db"
    assert cause_of(exercise, name) in find(exercise).examine(make(**parts)).text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("half_db", {"db": "dZ[l].sum(axis=0, keepdims=True) * 0.5"}),
        ("half_dW", {"dW": "A[l - 1].T @ dZ[l] * 0.5"}),
        ("db_from_dW", {"db": "A[l - 1].T.dot(dZ[l]).sum(0, keepdims=True)"}),
        ("no_sum_in_db", {"db": "dZ[l]"}),
        ("inputs_for_m", {"m": "m = X.shape[1]"}),
    ],
)
def test_a_mistake_with_biases_is_known(name, parts):
    answer = biases(**parts)
    assert cause_of("with-biases", name) in find("with-biases").examine(answer).text


def test_the_readers_functions_are_right_without_a_mistake():
    assert find("backward").examine(backward()).status == "right"
    assert find("with-biases").examine(biases()).status == "right"


LAST_PRODUCT = """
def answer(W, g, Z, A, Y):
    dA, dW = 2 / len(Y) * (A[len(W)] - Y), {}
    for l in range(len(W), 0, -1):
        dZ = dA * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ
        if <when>:
            dA = <back>
    return dW
"""


@pytest.mark.parametrize("when", ["True", "l > 1"])
@pytest.mark.parametrize(
    ("name", "back"),
    [
        ("not_transposed", "dZ @ W[l]"),
        ("wrong_side", "W[l].T @ dZ"),
        ("entry_by_entry_to_A", "dZ * W[l]"),
        ("entry_by_entry_to_A", "dZ * W[l].T"),
        ("from_A_to_A", "dA @ W[l].T"),
    ],
)
def test_it_does_not_matter_whether_the_way_back_goes_on_to_X(name, back, when):
    verdict = find("backward").examine(written(LAST_PRODUCT, when=when, back=back))
    assert cause_of("backward", name) in verdict.text


ADAM = """
def answer(W, gradients, alpha, beta1, beta2, epsilon, steps):
    W, R, S = dict(W), {}, {}
    for t in range(1, steps + 1):
        dW = gradients(W)
        for l in W:
            R[l] = beta1 * <R> + (1 - beta1) * dW[l]
            S[l] = beta2 * <S> + (1 - beta2) * dW[l] * dW[l]
            R_hat, S_hat = R[l] / <R_by>, S[l] / <S_by>
            W[l] = W[l] - alpha * R_hat / (S_hat ** 0.5 + epsilon)
    return W
"""
PARTS = {
    "R": "R.get(l, 0)",
    "S": "S.get(l, 0)",
    "R_by": "(1 - beta1**t)",
    "S_by": "(1 - beta2**t)",
}


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("reset_both", {"R": "0", "S": "0"}),
        ("reset_both_no_repair", {"R": "0", "S": "0", "R_by": "1", "S_by": "1"}),
        ("beta1_twice", {"S_by": "(1 - beta1**t)"}),
        ("beta2_twice", {"R_by": "(1 - beta2**t)"}),
        ("times_t", {"R_by": "(1 - beta1 * t)"}),
        ("times_t", {"S_by": "(1 - beta2 * t)"}),
        ("no_power", {"R_by": "(1 - beta1)"}),
        ("reset_R", {"R": "0"}),
        ("reset_S", {"S": "0"}),
        ("times_t", {"R_by": "(1 - t * beta1)", "S_by": "(1 - t * beta2)"}),
        ("no_power", {"R_by": "(1 - beta1)", "S_by": "(1 - beta2)"}),
        ("R_alone_repaired", {"S_by": "1"}),
        ("S_alone_repaired", {"R_by": "1"}),
        ("no_repair", {"R_by": "1", "S_by": "1"}),
    ],
)
def test_what_goes_wrong_with_adam_is_known(name, parts):
    assert find("adam").examine(written(ADAM, **PARTS)).status == "right"
    with np.errstate(all="ignore"):
        verdict = find("adam").examine(written(ADAM, **{**PARTS, **parts}))
    assert cause_of("adam", name) in verdict.text


@pytest.mark.parametrize(
    "parts",
    [
        {"R_by": "(1 - t**beta1)", "S_by": "(1 - t**beta2)"},
        {"R_by": "(1 - beta1 ** (t - 1))", "S_by": "(1 - beta2 ** (t - 1))"},
        {"S_by": "-1"},
        {"R": "np.nan"},
    ],
)
def test_nan_from_the_first_step_on_is_described_and_nothing_more(parts):
    with np.errstate(all="ignore"):
        verdict = find("adam").examine(written(ADAM, **{**PARTS, **parts}))
    assert (verdict.status, verdict.slip) == ("wrong", "")
    assert "What can be seen: there are entries that are not finite" in verdict.text


@pytest.mark.parametrize(
    ("exercise", "name", "answer"),
    [
        ("loss", "square_of_the_mean", lambda A, Y: (A - Y).mean() ** 2),
        ("loss", "mean_error", lambda A, Y: np.sum(A - Y) / A.size),
        ("loss", "m_from_outside", lambda A, Y: ((A - Y) ** 2).sum() / 4),
        ("loss", "one_for_each_output", lambda A, Y: sum((A - Y) ** 2) / len(A)),
        ("layer", "entry_by_entry", lambda X, W: np.tanh(np.multiply(X, W))),
    ],
)
def test_a_mistake_in_one_line_is_known(exercise, name, answer):
    assert cause_of(exercise, name) in find(exercise).examine(answer).text


@pytest.mark.parametrize(
    ("name", "dA", "dZ"),
    [
        ("columns_for_m", "np.clip(A - Y, -1, 1) / Y.shape[1] * 2", "<slope>"),
        ("half", "np.clip(A - Y, -1, 1) / len(A)", "<slope>"),
        ("sizes_alone", "2 / len(Y) * np.minimum(abs(A - Y), 1)", "<slope>"),
        ("sign_lost", "2 / len(Y) * np.where(abs(A - Y) < 1, A - Y, 1)", "<slope>"),
        ("squares_everywhere", "2 / len(Y) * (A - Y)", "<slope>"),
        ("slope_at_a", "<dA>", "g.prime(A) * dA"),
        ("error_for_dz", "<dA>", "(A - Y) / A.shape[0]"),
    ],
)
def test_a_common_mistake_in_the_last_layer_is_known(name, dA, dZ):
    code = f"""
def answer(A, Z, Y, g):
    dA = {dA}
    dZ = {dZ}
    return dA, dZ
"""
    parts = {"slope": "dA * g.prime(Z)", "dA": "2 / len(Y) * np.clip(A - Y, -1, 1)"}
    verdict = find("another-loss").examine(written(code, **parts))
    assert cause_of("another-loss", name) in verdict.text


def by_the_quotient(Z):
    power = math.exp(-Z)
    return 1 / (1 + power), power / (1 + power) ** 2


@pytest.mark.parametrize(
    ("exercise", "name", "answer"),
    [
        ("sigmoid-prime", "math_exp", by_the_quotient),
        ("layer", "math_tanh", lambda X, W: math.tanh(X @ W)),
        ("layer", "math_tanh", lambda X, W: 1 - 2 / (1 + math.exp(2 * (X @ W)))),
    ],
)
def test_a_function_of_one_number_is_known(exercise, name, answer):
    text = find(exercise).examine(answer).text
    assert cause_of(exercise, name) in text
    # Since NumPy 2.4 a matrix with one entry is refused as well.
    if "TypeError" in text:
        assert "a function of one number is given a matrix" in text


def test_another_type_error_is_not_taken_for_it():
    for name in ("sigmoid-prime", "layer", "adam"):
        text = find(name).examine(lambda *arguments: arguments + 1).text
        assert "TypeError" in text
        assert "Likely cause" not in text


def test_any_number_of_examples_that_is_taken_for_granted_is_told():
    verdict = find("backward").examine(backward(m="m = 23"))
    assert "What can be seen: the results are right for 23 examples" in verdict.text
