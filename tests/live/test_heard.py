"""Every figure of the book by ear: what a change is heard as, once, and by keys alone.

The figures of a page are moved together, for what is said comes when a reader stops.
"""

import re

import pytest
from built import all_figures, grains_of, in_turn, make_figure
from heard import LISTEN, UNSAID, missing
from playwright.sync_api import expect

from nnlib.live import Choice

PAGES = sorted({page for page, _ in all_figures()})
NAMED = {"slider", "combobox", "button", "spinbutton", "application", "textbox"}
FOCUSED = """(figure, focusable) =>
  [...figure.querySelectorAll(focusable)].indexOf(document.activeElement)"""
# How many values a slider has passed.
SEEN = """(_, slider) => {
  window.passed = 0;
  new MutationObserver(() => { window.passed += 1; })
    .observe(slider, { attributeFilter: ["aria-valuetext"] });
}"""
FOCUSABLE = "input, select, button, a[href], [tabindex]"


@pytest.fixture(scope="module", params=PAGES)
def figures(request, shared_visit):
    """All figures of a page, as they begin, listened to."""
    page = request.param
    opened = shared_visit(page, in_turn(PAGES, page))
    names = [name for where, name in all_figures() if where == page]
    played = [Heard(opened, name, page) for name in names]
    yield played
    opened.close()


class Heard:
    """A figure that is listened to, with what it was set to when it was heard last."""

    def __init__(self, page, name, address):
        self.page, self.figure = page, make_figure(name)
        start = str(self.figure.start.get(self.figure.parts, ""))
        self.grains = grains_of(address, name, start)
        self.element = page.locator(f"#live-{name}")
        self.handle = self.element.element_handle()
        self.handle.evaluate(LISTEN)
        self.settings = dict(self.figure.start)
        self.controls = [c for c in self.figure.controls if not is_hidden(c)]
        inputs = self.element.locator(".live-control :is(input, select)").all()
        self.inputs = dict(zip([c.name for c in self.controls], inputs, strict=True))

    def move(self, control):
        """Move a control by one, by keys, and return its name."""
        listed, element = list(control.listed), self.inputs[control.name]
        at = listed.index(self.settings[control.name])
        to = at + 1 if at + 1 < len(listed) else at - 1
        element.focus()
        if isinstance(control, Choice):
            element.select_option(listed[to])
        else:
            self.page.keyboard.press("ArrowRight" if to > at else "ArrowLeft")
        completes = getattr(control, "completes", "")
        changes = {control.name: listed[to]}
        if completes:
            other = next(one for one in self.controls if one.name == completes)
            changes[completes] = other.listed[-1]
        return changes

    def said(self):
        """Return what was said since this was asked last, once there is something."""
        self.page.wait_for_function("figure => figure.said.length", arg=self.handle)
        return self.handle.evaluate("figure => figure.said.splice(0)")


def is_hidden(control):
    return getattr(control, "hidden", False)


def test_a_square_is_written_as_one(figures):
    """Read where it stands, w with a raised 2 is "w 2"."""
    for one in figures:
        assert "2" not in one.element.locator("sup").all_inner_texts()


def test_moving_any_control_is_heard_once_with_the_new_numbers(figures):
    rounds = max(len(figure.controls) for figure in figures)
    for k in range(rounds):
        moved = [(one, one.controls[k]) for one in figures if k < len(one.controls)]
        changes = [figure.move(control) for figure, control in moved]
        for (figure, control), change in zip(moved, changes, strict=True):
            name = f"{figure.figure.name}, {control.name}"
            before, figure.settings = figure.settings, {**figure.settings, **change}
            (text,) = figure.said()
            assert not UNSAID.search(text), (name, text)
            lacking = missing(
                figure.figure,
                [key for key in change if before[key] != change[key]],
                figure.settings,
                before,
                text,
                figure.grains,
            )
            assert lacking == [], (name, text)
            assert 15 < len(text) < 330, (name, text)
            sentences = re.split(r"[.;:] ", text)
            assert len(set(sentences)) == len(sentences), (name, text)


def test_what_plays_is_heard_when_it_begins_and_when_it_ends(figures):
    for figure in figures:
        for control in figure.controls:
            if getattr(control, "plays", False):
                plays(figure, control)


def plays(figure, control):
    """Play a figure for a few pictures, and listen."""
    slider = figure.inputs[control.name]
    player = figure.element.locator(f".live-control:has(#{slider.get_attribute('id')})")
    player = player.locator("+ .live-player")
    if slider.input_value() != "0":
        player.get_by_role("button", name="Reset").press("Enter")
        figure.said()
    figure.handle.evaluate(SEEN, slider.element_handle())
    player.get_by_role("button", name="Play").press("Enter")
    figure.page.wait_for_function("() => window.passed > 2")
    player.get_by_role("button", name="Pause").press("Enter")
    figure.page.wait_for_function("figure => figure.said.length > 1", arg=figure.handle)
    begun, ended = figure.said()
    assert begun == "Playing."
    assert slider.get_attribute("aria-valuetext") in ended
    assert not UNSAID.search(ended)


def test_who_goes_there_and_back_hears_nothing(visit):
    figure = Heard(visit("intro.html"), "learning", "intro.html")
    figure.inputs["step"].focus()
    figure.page.keyboard.press("Home")
    assert figure.said() == ["after step 0 the loss is 1.5346, was 0.0021"]
    figure.page.keyboard.press("ArrowRight")
    figure.page.keyboard.press("ArrowLeft")
    figure.page.wait_for_timeout(900)
    assert figure.handle.evaluate("figure => figure.said") == []


def test_keys_alone_lead_through_each_figure_in_order(figures):
    for figure in figures:
        # A press on text that takes no focus says where Tab goes on from.
        figure.element.locator(".live-heading").click()
        expect(figure.element).to_have_role("group")
        for k in range(figure.element.locator(FOCUSABLE).count()):
            figure.page.keyboard.press("Tab")
            assert figure.handle.evaluate(FOCUSED, FOCUSABLE) == k, figure.figure.name


def test_all_that_has_the_focus_has_a_name_in_the_tree(figures):
    session = figures[0].page.context.new_cdp_session(figures[0].page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    shown = [node for node in nodes if not node["ignored"]]
    roles = [node["role"]["value"] for node in shown]
    assert roles.count("status") >= len(figures)
    assert roles.count("slider") >= len(figures)
    unnamed = [
        node
        for node in shown
        if node["role"]["value"] in NAMED and not node.get("name", {}).get("value")
    ]
    assert unnamed == []
