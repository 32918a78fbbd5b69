"""Every figure of the book by ear: what a change is heard as, once, and by keys alone.

The figures of a page are moved together, for what is said comes when a reader stops.
"""

import re

import pytest
from built import all_figures, grains_of, in_turn, make_figure
from heard import LISTEN, UNSAID, missing
from playing import Played
from playwright.sync_api import expect

from nnlib.live import Choice

PAGES = sorted({page for page, _ in all_figures()})
SAID = "figures => figures.map((figure) => figure.said.splice(0))"
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
        self.element.evaluate(LISTEN)
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
        handle = self.element.element_handle()
        self.page.wait_for_function("figure => figure.said.length", arg=handle)
        return handle.evaluate("figure => figure.said.splice(0)")


def is_hidden(control):
    return getattr(control, "hidden", False)


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


def test_what_has_not_moved_is_not_heard_again(figures):
    figure = figures[0]
    control = figure.controls[-1]
    press = figure.page.keyboard.press
    figure.move(control)
    figure.said()
    # There and back, before anything is said.
    figure.inputs[control.name].focus()
    if isinstance(control, Choice):
        return
    press("Home")
    press("End")
    (text,) = figure.said()
    figure.page.wait_for_timeout(800)
    assert figure.element.evaluate("figure => figure.said") == [], text


def test_keys_alone_lead_through_each_figure_in_order_and_all_has_a_name(figures):
    for figure in figures:
        element, page = figure.element, figure.page
        element.scroll_into_view_if_needed()
        # A press on text that takes no focus says where Tab goes on from.
        element.locator(".live-heading").click()
        expect(element).to_have_role("group")
        count = element.locator(FOCUSABLE).count()
        session = page.context.new_cdp_session(page)
        for k in range(count):
            page.keyboard.press("Tab")
            expect(element.locator(FOCUSABLE).nth(k)).to_be_focused()
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        focusable = [
            node
            for node in nodes
            for one in node.get("properties", [])
            if one["name"] == "focusable" and one["value"]["value"]
        ]
        unnamed = [
            node["role"]["value"]
            for node in focusable
            if not node.get("name", {}).get("value") and node["role"]["value"] in NAMED
        ]
        assert unnamed == []
        session.detach()


NAMED = {"slider", "combobox", "button", "spinbutton", "application", "textbox", "img"}
