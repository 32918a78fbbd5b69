"""Every small figure in the book: each handle by keys, mouse and touch, against nnlib.

A page is opened once for all of its small figures, from disk or from a server in turn.
"""

import random

import pytest
from built import all_figures, grains_of, make_figure
from playing import Played
from playwright.sync_api import expect

from nnlib.live import Chart, Choice, Matrix

SMALL = [(page, name) for page, name in all_figures() if make_figure(name).small]
PAGES = sorted({page for page, _ in SMALL})


@pytest.fixture(scope="module", params=PAGES)
def opened(request, shared_visit):
    page = request.param
    how = ["http", "file"][PAGES.index(page) % 2]
    yield page, shared_visit(page, how, has_touch=True)


@pytest.fixture
def figures(opened):
    """The figures of a page, as they begin."""
    address, page = opened
    names = [name for where, name in SMALL if where == address]
    return [Played(page, name, grains_of(address, name)) for name in names]


def test_there_are_at_least_twelve():
    assert len(SMALL) >= 12


def test_they_begin_as_their_authors_say_with_few_handles(figures):
    for figure in figures:
        assert figure.check() == figure.figure.start
        assert 1 <= len(figure.figure.controls) <= 3, figure.figure.name


def test_every_handle_takes_keys(figures):
    for figure in figures:
        press = figure.page.keyboard.press
        for control in figure.figure.controls:
            name = control.name
            if isinstance(control, Choice):
                figure.choose_by_key(control, control.options[-1])
                figure.check(**{name: control.options[-1]})
                options = [*control.options, control.value]
                figure.walk(*((control, option) for option in options))
                continue
            figure.inputs[name].focus()
            ends = control.values[-1], control.values[0], control.values[1]
            for key, value in zip(["End", "Home", "ArrowRight"], ends, strict=True):
                press(key)
                figure.check(**{name: value})


def test_every_handle_follows_the_mouse(figures):
    draw, opened = random.Random(5), False
    for figure in figures:
        for control in figure.figure.controls:
            if isinstance(control, Choice):
                # The browser opens all menus alike, and takes its time.
                if not opened:
                    figure.choose_by_mouse(control, control.options[-1])
                    figure.check(**{control.name: control.options[-1]})
                opened = True
            else:
                values = list(control.values)
                figure.drag(control, *draw.sample(values, min(3, len(values))))


def chart_of(figure, k, drawing):
    """Return a chart that follows the hand, and where a value stands on it."""
    chart = figure.element.locator(".live-drawings > *").nth(k).locator("> svg")
    chart.scroll_into_view_if_needed()

    def spot(x, y):
        return chart.evaluate(
            """(chart, [x, y]) => {
              const { width, height } = chart.viewBox.baseVal;
              const { CHART: c } = nnlibLive;
              const share = (value, axis, log) => {
                const [low, high] = chart.dataset[axis].split(" ").map(Number);
                return log ? Math.log(value / low) / Math.log(high / low)
                  : (value - low) / (high - low);
              };
              const [across, up] = [share(x[0], "x", x[1]), share(y[0], "y", y[1])];
              const at = new DOMPoint(
                c.left + (width - c.left - c.right) * across,
                height - c.bottom - (height - c.top - c.bottom) * up);
              const place = at.matrixTransform(chart.getScreenCTM());
              return [place.x, place.y];
            }""",
            [[x, drawing.x.log], [y, drawing.y.log]],
        )

    def middle(axis):
        low, high = (float(end) for end in chart.get_attribute(axis).split())
        log = drawing.x.log if axis == "data-x" else drawing.y.log
        return (low * high) ** 0.5 if log else (low + high) / 2

    return spot, middle


def within(axis, control):
    """Return the values of a slider that stand on an axis."""
    low, high = axis.domain or (control.values[0], control.values[-1])
    return [value for value in control.values if low <= value <= high]


def test_charts_follow_the_hand(figures):
    draw = random.Random(6)
    for figure in figures:
        controls = {control.name: control for control in figure.figure.controls}
        for k, drawing in enumerate(figure.figure.drawings):
            if not isinstance(drawing, Chart) or not any(drawing.drags):
                continue
            spot, middle = chart_of(figure, k, drawing)
            for touch in (False, True):
                wanted, place = {}, []
                for axis, name, side in zip(
                    ("data-x", "data-y"),
                    drawing.drags,
                    (drawing.x, drawing.y),
                    strict=True,
                ):
                    if name:
                        wanted[name] = draw.choice(within(side, controls[name]))
                    place.append(wanted.get(name, None) if name else middle(axis))
                at = spot(*place)
                if touch:
                    figure.page.touchscreen.tap(*at)
                else:
                    figure.page.mouse.move(at[0] + 9, at[1])
                    figure.page.mouse.down()
                    figure.page.mouse.move(*at, steps=3)
                    figure.page.mouse.up()
                for name, value in wanted.items():
                    at = list(controls[name].values).index(value)
                    expect(figure.inputs[name]).to_have_value(str(at))
                figure.check(**wanted)


def test_entries_are_picked_by_a_finger(figures):
    draw = random.Random(7)
    for figure in figures:
        for k, drawing in enumerate(figure.figure.drawings):
            if not isinstance(drawing, Matrix) or not drawing.pick:
                continue
            cells = figure.element.locator(".live-drawings > *").nth(k).locator("g > g")
            shape = figure.figure.arrays()[drawing.array].shape
            i, j = (draw.randrange(size) for size in shape)
            cells.nth(i * shape[1] + j).tap()
            picked = zip(drawing.pick, (i + 1, j + 1), strict=True)
            figure.check(**{name: value for name, value in picked if name})


def test_on_a_phone_nothing_is_cut_off(opened):
    _, page = opened
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".live-small")].filter((figure) =>
            figure.scrollWidth > figure.clientWidth + 1).map(({ id }) => id)"""
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide == []
