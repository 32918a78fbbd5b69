"""What a page answers from: as fine as it says, and read back as it was packed."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnlib.live import Choice, Slider
from nnlib.live.joined import for_page
from nnlib.live.recording import LOG_STEP, evaluate, pack, record

SIZES = {"a": 3, "b": 2, "t": 4}
CONTROLS = [
    Slider("a", "a", [-1.0, 0.5, 2.0], 0.5),
    Choice("b", "b", ["one", "two"], "one"),
    Slider("t", "t", [0, 1, 2, 5], 0, digits=0, whole=True),
]
GROWN = (SIZES["t"],)

# Two decimals: a range of 5e-324 has no half of a step.
hundredths = st.floats(-1e6, 1e6).map(lambda x: round(x, 2))
numbers = hundredths | st.sampled_from([np.nan, 0.0, -0.0, 1e-12])
positive = st.floats(1e-9, 1e6) | st.just(np.nan)


@st.composite
def recorded_arrays(draw, elements=numbers):
    """An array for all settings, which depends on some controls or grows with t."""
    depends = [draw(st.booleans()) for _ in SIZES]
    grows = draw(st.booleans())
    shape = GROWN if grows else draw(array_shapes(min_dims=0, max_dims=2, max_side=4))
    sizes = [n if d else 1 for n, d in zip(SIZES.values(), depends, strict=True)]
    values = draw(arrays(float, (*sizes, *shape), elements=elements))
    values = np.broadcast_to(values, (*SIZES.values(), *shape))
    if grows:
        full = values[:, :, -1:]
        values = np.where(np.tri(SIZES["t"], dtype=bool), full, np.nan)
    return values


def all_settings():
    """Yield the positions of the controls, and the settings there."""
    for place in np.ndindex(*SIZES.values()):
        yield place, {c.name: c.listed[k] for c, k in zip(CONTROLS, place, strict=True)}


def spread(track):
    """Return what a track holds for all settings, as `evaluate` does."""
    values, names = track.values(), list(track.controls)
    if track.grows:
        names.append(track.grows)
        seen = np.tri(values.shape[-1], dtype=bool)
        values = np.where(seen, values[..., None, :], np.nan)
    for axis, control in enumerate(CONTROLS):
        if control.name not in names:
            values = np.expand_dims(values, axis)
    return np.broadcast_to(values, (*SIZES.values(), *track.shape))


@given(recorded_arrays(), st.none() | st.sampled_from([1e-3, 0.5]))
def test_a_value_is_at_most_half_a_step_off(values, step):
    (track,) = record({"M": values}, CONTROLS, {"M": step} if step else {}, [])
    known = values[~np.isnan(values)]
    extent = np.ptp(known) if known.size else 0.0
    assert track.step <= max(step or extent / 1000, extent / 65534) or extent == 0
    found = spread(track)
    np.testing.assert_array_equal(np.isnan(found), np.isnan(values))
    off = np.abs(found - values)[~np.isnan(values)]
    assert off.max(initial=0) <= track.step / 2 * (1 + 1e-9)


@given(recorded_arrays(positive))
def test_on_a_log_axis_the_ratio_is_at_most_half_a_step_off(values):
    (track,) = record({"M": values}, CONTROLS, {}, ["M"])
    found, known = spread(track), ~np.isnan(values)
    np.testing.assert_array_equal(np.isnan(found), ~known)
    if known.any():
        assert track.log
        assert track.step <= max(LOG_STEP, 15 / 65534)
        off = np.abs(np.log10(found[known]) - np.log10(values[known]))
        assert off.max() <= track.step / 2 * (1 + 1e-6)


def test_an_array_with_a_zero_is_recorded_as_it_is_even_for_a_log_axis():
    values = np.linspace(0, 1, SIZES["a"] * SIZES["b"] * SIZES["t"])
    (track,) = record({"M": values.reshape(*SIZES.values())}, CONTROLS, {}, ["M"])
    assert not track.log
    assert spread(track).min() == 0


def test_constants_take_no_space():
    values = np.full((*SIZES.values(), 5), np.pi)
    (track,) = record({"M": values}, CONTROLS, {}, [])
    assert (track.controls, track.grows, track.codes.size) == ([], "", 5)
    assert (track.values() == np.pi).all()


def test_only_controls_that_change_an_array_are_kept():
    values = np.arange(3.0).reshape(3, 1, 1, 1) * np.ones((1, 2, 4, 2))
    (track,) = record({"M": values}, CONTROLS, {}, [])
    assert (track.controls, track.codes.shape) == (["a"], (3, 2))


def test_a_curve_that_grows_is_kept_once():
    full = np.array([3.0, 2, 1, 0])
    values = np.where(np.tri(4, dtype=bool), full, np.nan)
    values = np.broadcast_to(values, (*SIZES.values(), 4))
    (track,) = record({"M": values}, CONTROLS, {}, [])
    assert (track.controls, track.grows, track.codes.size) == ([], "t", 4)


def compute(a, b, t):
    return {"sum": a + t, "word": [len(b), t], "gone": np.inf if t else 0.0}


def test_all_settings_are_evaluated_in_the_order_of_the_controls():
    found = evaluate(compute, CONTROLS)
    for place, settings in all_settings():
        for name, array in compute(**settings).items():
            expected = np.where(np.isfinite(array), array, np.nan)
            np.testing.assert_array_equal(found[name][place], expected)


@pytest.mark.parametrize(
    "compute",
    [lambda a, b, t: {"M": np.zeros(t)}, lambda a, b, t: {"M": 0} if t else {}],
)
def test_an_array_needs_one_shape_for_all_settings(compute):
    with pytest.raises(ValueError, match=r"M has the shapes .* Fill up with NaN"):
        evaluate(compute, CONTROLS)


@pytest.fixture(scope="module")
def reader(browser):
    """A page that has read the figures' scripts, and nothing else."""
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=for_page())
    yield page
    page.close()


UNPACK = """([recording, controls, wanted]) => new Promise((done) => {
  const source = nnlibLive.recorded(() => recording, "", controls);
  const answers = [];
  source.connect((settings, arrays) => {
    if (settings.a === undefined) return source.ask(wanted[0]);
    for (const name in arrays) arrays[name].data = Array.from(arrays[name].data);
    answers.push(arrays);
    if (answers.length === wanted.length) done(answers);
    else source.ask(wanted[answers.length]);
  });
  source.ask(wanted[0]);
})"""


@given(recorded_arrays(), recorded_arrays(), recorded_arrays(positive))
def test_a_browser_unpacks_what_python_packed(reader, M, N, P):
    tracks = record({"M": M, "N": N, "P": P}, CONTROLS, {"N": 1e-3}, ["P"])
    recording = {"tracks": [track.spec() for track in tracks], "data": pack(tracks)}
    controls = [control.spec() for control in CONTROLS]
    wanted = [settings for _, settings in all_settings()]
    answers = reader.evaluate(UNPACK, [recording, controls, wanted])
    for track in tracks:
        expected = spread(track)
        for (place, _), answer in itertools.zip_longest(all_settings(), answers):
            found = np.array(answer[track.name]["data"], dtype=float)
            assert answer[track.name]["shape"] == track.shape
            np.testing.assert_allclose(
                found, expected[place].ravel(), rtol=1e-14, atol=0
            )
