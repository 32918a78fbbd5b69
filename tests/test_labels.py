import numpy as np
import pytest
from samples import numbers
from samples_tables import Pandas

from nnlib import GradientDescent, Network, backprop, data, train


@pytest.mark.parametrize(
    "labels, Y",
    [
        ([2, 0, 2], [[0, 1], [1, 0], [0, 1]]),
        (np.array([[5.0], [-1.0]]), [[0, 1], [1, 0]]),
        (("dog", "cat"), [[0, 1], [1, 0]]),
        (Pandas(["b", "a"]), [[0, 1], [1, 0]]),
        ([True, False], [[0, 1], [1, 0]]),
        ([7], [[1]]),
    ],
)
def test_one_hot(labels, Y):
    found = data.one_hot(labels)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, Y)


def test_one_hot_of_classes_in_an_order():
    Y = data.one_hot(["b", "a"], classes=["b", "c", "a"])
    np.testing.assert_array_equal(Y, [[1, 0, 0], [0, 0, 1]])
    np.testing.assert_array_equal(data.one_hot([3], classes=range(10)), np.eye(10)[3:4])
    np.testing.assert_array_equal(data.one_hot([1, "x"], ["x", 1]), [[0, 1], [1, 0]])


def test_one_hot_of_the_digits():
    from sklearn.datasets import load_digits

    np.testing.assert_array_equal(data.one_hot(load_digits().target), data.digits()[1])


def test_one_hot_of_many_classes_takes_no_square_of_memory():
    assert data.one_hot([0, 10**5], classes=range(10**5 + 1)).sum() == 2


@pytest.mark.parametrize(
    "labels, classes, message",
    [
        ([0, 3], [0, 1], r"holds 3 at row 1 \(counted from 0\), .*none of the classes"),
        (["a"], ["b", "b"], "names a class twice"),
        ([0], 10, r"classes is 10, .*range\(10\)"),
        ([0, 0.5], None, r"holds 0.5 at row 1 .*whole number or a word"),
        ([0, None], None, "holds None at row 1"),
        (["a", np.nan], None, "holds nan at row 1"),
        ([0, np.inf], None, "holds inf at row 1"),
        ([1, "a"], None, "numbers and words, such as 1 and 'a'"),
        (np.eye(3), None, r"shape \(3, 3\), .*one for each example"),
        ([], None, r"shape \(0,\)"),
        (5, None, r"shape \(\)"),
    ],
)
def test_labels_that_are_none(labels, classes, message):
    with pytest.raises(ValueError, match=message):
        data.one_hot(labels, classes)


# A network that is given labels as they are

X = numbers(4, 2)


def message(Y, nodes=3, **held_out):
    network = Network([2, nodes], ["sigmoid"], seed=0)
    with pytest.raises(ValueError) as error:
        if held_out:
            Y = X, Y
            good = np.zeros((4, nodes))
            train(network, X, good, GradientDescent(1), epochs=1, held_out=Y)
        else:
            backprop(network, X, Y)
    return str(error.value)


@pytest.mark.parametrize(
    "Y, nodes, code",
    [
        ([0, 2, 1, 1], 3, "Y = data.one_hot(Y, classes=range(3))."),
        ([0, 1, 1, 1], 10, "Y = data.one_hot(Y, classes=range(10))."),
        ([[0], [2], [1], [1]], 3, "Y = data.one_hot(Y, classes=range(3))."),
        (np.array([1.0, 2, 3, 3]), 3, "Y = data.one_hot(Y, classes=range(1, 4))."),
        ([1, 9, 10, 10], 10, "Y = data.one_hot(Y, classes=range(1, 11))."),
        (["a", "b", "c", "a"], 3, "Y = data.one_hot(Y)."),
        (
            ["a", "b", "b", "a"],
            3,
            "one_hot(Y), and as many nodes in the last layer, 2; or name all of them, "
            "in the order of the columns, with classes=.",
        ),
        (Pandas(["a", "b", "c", "a"]), 3, "Y = data.one_hot(Y)."),
    ],
)
def test_labels_for_several_nodes(Y, nodes, code):
    text = message(Y, nodes)
    assert f"the last layer has {nodes} nodes" in text
    assert code in text
    assert "reshape" not in text
    assert text.replace("Y holds", "held-out Y holds") == message(Y, nodes, held_out=1)


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ({"a", "b"}, r"a set, which has no order.*sorted\(classes\)"),
        (frozenset("ab"), "a set, which has no order"),
        ([["a"], ["b", "c"]], "classes is not a matrix|classes has shape"),
        ([None, "a"], "classes holds None"),
    ],
)
def test_classes_must_be_labels_in_an_order(classes, message):
    with pytest.raises(ValueError, match=message):
        data.one_hot(["a", "b"], classes=classes)


def test_classes_may_be_anything_in_an_order():
    for classes in [["b", "a"], ("b", "a"), "ba", {"b": 1, "a": 2}.keys()]:
        assert data.one_hot(["a", "b"], classes=classes).tolist() == [[0, 1], [1, 0]]


def test_the_advice_for_labels_is_enough():
    labels = [0, 2, 1, 1]
    network = Network([2, 3], ["sigmoid"], seed=0)
    backprop(network, X, data.one_hot(labels, classes=range(3)))


def test_words_for_one_node():
    assert "data.one_hot(Y)" in message(["a", "b", "a", "b"], nodes=1)


@pytest.mark.parametrize("Y", [[0.5, 1, 2, 3], [1, 2, 3], [[1, 2]] * 4])
def test_other_targets_are_no_labels(Y):
    assert "one_hot" not in message(Y)


def test_one_row_of_targets_is_no_column_of_labels():
    network = Network([2, 3], ["sigmoid"], seed=0)
    with pytest.raises(ValueError, match="one-dimensional"):
        backprop(network, X[:1], [0, 0, 1])
