import re

import numpy as np
import pytest

from nnlib.live.figures.rules import RULES, STEPS, C, K, U, _compute, rules

PLACES = [(i, j) for i in (1, 2) for j in (1, 2, 3)]
MAPS = {
    "U K": lambda U: U @ K,
    "K U": lambda U: K @ U,
    "tanh(U)": np.tanh,
    "U + C": lambda U: U + C,
    "‖U‖²": lambda U: np.array([[(U**2).sum()]]),
    "c U": lambda U: -1.5 * U,
    "Uᵀ": lambda U: U.T,
    "U ⊙ C": lambda U: U * C,
}


def known(M):
    rows, columns = ~np.isnan(M).all(axis=1), ~np.isnan(M).all(axis=0)
    return M[rows][:, columns]


@pytest.mark.parametrize("rule", RULES)
def test_the_matrices_are_those_of_the_map_written_out(rule):
    step = 1e-30j  # no rounding: the derivative is the imaginary part
    for i, j in PLACES:
        arrays = _compute(rule, i, j, 1e-3)
        G = MAPS[rule](U)
        nudged = U.astype(complex)
        nudged[i - 1, j - 1] += step
        dG_dU = MAPS[rule](nudged).imag / step.imag
        df = np.sin(MAPS[rule](nudged)).sum().imag / step.imag
        np.testing.assert_allclose(known(arrays["G"]), G)
        np.testing.assert_allclose(known(arrays["dG"]), np.cos(G))
        np.testing.assert_allclose(known(arrays["dG_dU"]), dG_dU, atol=1e-15)
        np.testing.assert_allclose(arrays["dU_entry"], df)
        np.testing.assert_allclose(arrays["dU"][i - 1, j - 1], df)


@pytest.mark.parametrize("rule", RULES)
def test_the_terms_written_out_add_up_and_are_those_lit(rule):
    for i, j in PLACES:
        arrays = _compute(rule, i, j, 1e-3)
        terms = arrays["dG_term"] * arrays["G_term"]
        np.testing.assert_allclose(np.nansum(terms), arrays["dU_entry"])
        lit = arrays["lit_G"] == 2
        assert lit.sum() == np.isfinite(terms).sum()
        np.testing.assert_array_equal(lit, np.nan_to_num(arrays["dG_dU"]) != 0)
        # The factors in the sum are the framed entries of the matrix between.
        framed = arrays["held"][arrays["lit_held"] == 3]
        if rule not in ("U + C", "Uᵀ"):
            factors = arrays["G_term"][np.isfinite(terms)]
            np.testing.assert_allclose(framed, factors)


def test_one_entry_by_hand():
    # Row 2 of df/dG times row 1 of K: cos(2.42) 1.1 + cos(0.2) (-0.5).
    arrays = _compute("U K", 2, 1, 1e-3)
    assert np.isclose(arrays["G"][1, 0], 1.2 * 1.1 + 0.8 * 0.7 - 0.6 * -0.9)
    by_hand = np.cos(2.42) * 1.1 + np.cos(0.2) * -0.5
    assert np.isclose(arrays["dU_entry"], by_hand)
    assert abs(arrays["measured"] - by_hand) < 1e-5


@pytest.mark.parametrize("rule", RULES)
def test_the_error_is_a_v(rule):
    for i, j in PLACES:
        arrays = _compute(rule, i, j, 1e-3)
        errors = dict(zip(STEPS, arrays["errors"], strict=True))
        assert arrays["error"][0] == errors[1e-3]
        # Ten times the step, a hundred times the error, on the right arm.
        assert 90 < errors[1e-1] / errors[1e-2] < 110
        assert min(errors.values()) < 1e-9 < errors[1e-12]


def test_every_line_is_for_a_rule_and_every_rule_has_as_many_rows():
    formula = rules().drawings[3]
    assert list(formula.choices) == list(RULES)
    assert {len(lines) for lines in formula.choices.values()} <= {4, 5}


def test_it_speaks_the_letters_of_the_rules():
    figure = rules()
    letters = set("".join(re.findall(r"\*([A-Za-z]+)\*", str(figure.spec()))))
    # X and W belong to the network, E to its errors.
    assert letters == set("UKCGNcfghij")
    assert set(re.findall(r"\b[B-Z]\b", figure.alt)) == set("UKG")
