"""The book's figures: put into words, recorded true and small, answering as widgets."""

import base64
import gzip
import importlib
import inspect
import io
import random
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
import traitlets
from built import NAMES, make_figure, recorded_figure

from nnlib.live import Choice
from nnlib.live.book import PLACES
from nnlib.live.drawings import PLACE, Formula
from nnlib.live.figure import RECORDING
from nnlib.live.linked import Paths
from nnlib.live.recording import pack
from nnlib.live.still import still

LARGEST = {"training": 300_000}
LARGE, SMALL = 60_000, 12_000


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def figure(name):
    return make_figure(name)


@pytest.fixture
def recorded(name):
    return recorded_figure(name)


def chosen(figure, seed):
    """Return random settings out of those that a page can show, in the first part."""
    draw = random.Random(seed)
    settings = {c.name: draw.choice(c.listed) for c in figure.controls}
    return {**settings, **{c: v for c, v in figure.start.items() if c == figure.parts}}


def computed(figure, settings):
    """Return what a figure's function gives, as it is."""
    asked = {c.name: settings[c.name] for c in figure.controls if not c.view}
    return figure.compute(**asked)


def at(figure, track, settings):
    """Return what a track holds for some settings."""
    listed = {control.name: list(control.listed) for control in figure.controls}
    entry = tuple(listed[c].index(settings[c]) for c in track.controls)
    values = track.values()[entry]
    if track.grows:
        last = listed[track.grows].index(settings[track.grows])
        values = np.where(np.arange(len(values)) <= last, values, np.nan)
    return values


def test_there_are_figures():
    assert NAMES


# ---- what the author wrote ---------------------------------------------------------


def test_it_is_put_into_words(figure, name):
    assert figure.name == name
    assert figure.title
    assert "?" in figure.question
    assert len(figure.alt) >= 40
    assert len(figure.alt.split()) >= 8
    assert PLACE.search(figure.summary), "a change is announced with numbers"
    assert any(isinstance(drawing, Formula) for drawing in figure.drawings)


def test_no_name_says_two_things(figure):
    names = [control.name for control in figure.controls]
    assert len(set(names)) == len(names)
    assert not set(names) & set(figure.arrays())
    labels = [control.label for control in figure.controls]
    assert len(set(labels)) == len(labels)


def test_every_place_in_a_text_has_a_number_or_a_setting(figure):
    texts = [figure.summary, *figure.words.values()]
    for drawing in figure.drawings:
        if isinstance(drawing, Formula):
            texts += [line for lines in drawing.choices.values() for line in lines]
    arrays = figure.arrays()
    for name, entry, *_ in (place for text in texts for place in PLACE.findall(text)):
        if name in arrays and not entry.isdecimal() and entry:
            # Controls choose a row of it, and a column.
            assert set(entry.split(",")) <= set(figure.start)
            assert arrays[name].squeeze().ndim == len(entry.split(","))
        elif name in arrays:
            assert int(entry or 0) < arrays[name].size, name
        else:
            assert name in figure.start
            assert not entry


def test_every_array_is_shown(figure):
    spec = figure.spec()
    texts = repr([figure.summary, figure.words, spec["drawings"], spec["origins"]])
    shown = set(re.findall(r"[<'](\w+)", texts))
    if any(isinstance(drawing, Paths) for drawing in figure.drawings):
        parts = ["paths", "share", "slope", "counts", "multiplications"]
        shown |= {n for n in figure.arrays() if n.rstrip("123") in parts}
    assert set(figure.arrays()) - shown == set(), "recorded for nothing"


def test_the_same_settings_give_the_same_arrays(figure):
    settings = chosen(figure, seed=3)
    first = {n: np.array(a) for n, a in computed(figure, settings).items()}
    computed(figure, chosen(figure, seed=4))
    again = computed(make_figure(figure.name), settings)
    assert list(first) == list(again)
    for name in first:
        np.testing.assert_array_equal(first[name], again[name])


# ---- what a page answers from ------------------------------------------------------


def test_recorded_values_are_those_of_nnlib(recorded):
    figure, tracks = recorded
    for seed in range(40):
        settings = chosen(figure, seed) if seed else figure.start
        arrays = computed(figure, settings)
        assert sorted(arrays) == sorted(track.name for track in tracks)
        for track in tracks:
            expected = np.asarray(arrays[track.name], dtype=float)
            expected = np.where(np.isfinite(expected), expected, np.nan)
            found = at(figure, track, settings)
            assert found.shape == expected.shape
            if track.log:
                found, expected = np.log10(found), np.log10(expected)
            where = f"{track.name} at {settings}"
            np.testing.assert_allclose(
                found, expected, rtol=1e-12, atol=track.step / 2, err_msg=where
            )


def test_its_data_are_small(name, recorded):
    figure, tracks = recorded
    text = pack(tracks)
    served = len(gzip.compress(text.encode(), 9))
    # What gzip puts before any data takes some 50 bytes.
    assert served <= len(base64.b64decode(text)) * 1.03 + 64, "gzip undoes base64"
    assert served <= (SMALL if figure.small else LARGEST.get(name, LARGE))


def test_while_a_book_is_built_it_is_a_page_of_its_own(name, recorded, monkeypatch):
    figure, tracks = recorded
    monkeypatch.setattr("nnlib.live.page.tracks", lambda figure, part: tracks)
    monkeypatch.setattr("nnlib.live.page.still", lambda figure: b"a picture")
    monkeypatch.setenv(RECORDING, "1")
    shown = figure._repr_mimebundle_()
    assert sorted(shown) == ["text/html", "text/plain"]
    assert f'<div id="live-{name}"' in shown["text/html"]
    assert pack(tracks) in shown["text/html"]
    assert base64.b64encode(b"a picture").decode() in shown["text/html"]


# ---- a picture ---------------------------------------------------------------------


def test_the_still_is_drawn_for_other_settings(figure):
    for seed in range(2):
        assert still(figure, chosen(figure, seed)).startswith(b"\x89PNG")


# ---- a widget ----------------------------------------------------------------------


def other(control):
    """Return a value of a control that is not the one at the start."""
    return next(value for value in control.listed if value != control.value)


def test_in_a_notebook_it_is_a_widget_with_a_still(figure):
    data, _ = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"] == f"Live figure: {figure.title}"
    image = plt.imread(io.BytesIO(base64.b64decode(data["image/png"])), format="png")
    height, width, _ = image.shape
    assert width > 500
    assert height > 200
    assert image.std() > 0.01, "there is nothing on it"
    assert plt.get_fignums() == []


def test_each_control_is_a_trait_that_answers(figure):
    for control in figure.controls:
        setattr(figure, control.name, other(control))
        assert figure.settings[control.name] == other(control)
        assert figure.widget._answer["settings"] == figure.settings
        sent = figure.widget._answer["arrays"]
        for name, array in computed(figure, figure.settings).items():
            array = np.asarray(array, dtype=float)
            found = np.frombuffer(sent[name]["data"]).reshape(sent[name]["shape"])
            np.testing.assert_array_equal(found.ravel(), array.ravel())


def test_a_slider_takes_any_number_in_its_range(figure):
    for control in figure.controls:
        if isinstance(control, Choice):
            continue
        between = (control.values[0] + control.values[1]) / 2
        between = round(between) if control.whole else between
        setattr(figure, control.name, between)
        assert getattr(figure, control.name) == between


def test_a_value_out_of_range_is_refused_in_words(figure):
    for control in figure.controls:
        before = figure.settings
        if isinstance(control, Choice):
            bad, words = "nonsense", rf"any of .*{control.options[-1]}.*nonsense"
        else:
            bad = control.values[-1] + 1
            words = rf"{control.name}.* trait .*should .*{bad}|{bad}.*{control.name}"
        with pytest.raises(traitlets.TraitError, match=words):
            setattr(figure, control.name, bad)
        with pytest.raises(traitlets.TraitError, match=control.name):
            setattr(figure, control.name, None)
        assert figure.settings == before


def test_a_figure_refuses_what_its_controls_do_not_reach(figure):
    """Whoever asks without a widget, a page say, is told in words."""
    for control in figure.controls:
        choice = isinstance(control, Choice)
        bad = (
            ["nonsense", None] if choice else [control.values[-1] + 1, "1", None, True]
        )
        bad += [] if choice or not control.whole else [control.values[0] + 0.5]
        for value in [*bad, float("nan"), [1]]:
            with pytest.raises(ValueError, match=rf"{control.name} is .* must be"):
                figure.arrays({control.name: value})
    with pytest.raises(ValueError, match=rf"no control 'gamma'.*{control.name}"):
        figure.arrays({"gamma": 1})


def test_a_figure_answers_between_the_recorded_values(figure):
    for control in figure.controls:
        if not isinstance(control, Choice) and not control.whole:
            value = 0.3 * control.values[0] + 0.7 * control.values[1]
            found = figure.arrays({control.name: value})
            wanted = computed(figure, {**figure.start, control.name: value})
            for name, array in wanted.items():
                np.testing.assert_array_equal(found[name].ravel(), np.ravel(array))


def test_it_can_be_observed(figure):
    control = figure.controls[0]
    heard = []
    figure.observe(heard.append, control.name)
    setattr(figure, control.name, other(control))
    assert [(c["old"], c["new"]) for c in heard] == [(control.value, other(control))]


def test_two_of_them_can_be_linked(figure, name):
    twin, control = make_figure(name), figure.controls[-1]
    traitlets.link((figure.widget, control.name), (twin.widget, control.name))
    setattr(twin, control.name, other(control))
    assert figure.settings == twin.settings
    assert figure.widget._answer["settings"] == figure.settings


def test_its_module_holds_one_public_function(name):
    module = importlib.import_module(PLACES[name])
    public = [
        key
        for key, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not key.startswith("_")
    ]
    assert public == [name]
