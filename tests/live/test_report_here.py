"""The report on a class in a browser: light and dark, on a phone, and into the book."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import OPTIONS, watched
from built import HTML

from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.report import write_report

MARKS = (
    Mark("layer", "wrong", "transposed", "Not right yet."),
    Mark("backward", "wrong", None, "Not right yet: dW[1] =\n  [[ 0.1  0.2 ]]\n" * 9),
    Mark("loss", "stopped", None, "It never ended."),
    Mark("derivation-right-rule", "wrong", "transpose", "Look at `K`."),
    Mark("shapes", "right"),
)
PAPERS = [
    *(Paper(f"Student {k}", f"{k}.ipynb", MARKS) for k in range(3)),
    Paper("Student 4", f"{'long' * 40}.ipynb", trouble="It is not UTF-8."),
]


@pytest.fixture(scope="module")
def report(browser, tmp_path_factory):
    """The report, opened from disk, with links into the built book."""
    path = tmp_path_factory.mktemp("class") / "report.html"
    write_report(PAPERS, path, "A class", book=str(HTML))
    with browser.new_context(viewport={"width": 1000, "height": 800}) as context:
        page = watched(context, path.as_uri())
        page.goto(path.as_uri())
        yield page
        assert page.faults == []


def test_on_paper_no_heading_stands_over_nothing(report):
    """What is folded is not printed; this comes first, while all is folded."""
    report.emulate_media(media="print")
    assert report.locator("h2:visible").all_inner_texts() == [
        "Worth talking about",
        "At a glance",
        "One by one",
    ]
    report.emulate_media(media="screen")


def test_axe_finds_nothing_folded_or_not(report):
    for scheme in ("light", "dark"):
        report.emulate_media(color_scheme=scheme)
        found = Axe().run(report, options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
        report.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )


def test_nothing_is_wider_than_a_phone(report):
    report.set_viewport_size({"width": 390, "height": 800})
    report.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert report.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_opens_the_figure_as_the_slip_asks(report, browser):
    """From disk, an address with a question in it finds its page and its figure."""
    link = report.locator(".talk a", has_text="See it in chapter").first
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(link.evaluate("one => one.href"))
        figure = page.locator("#live-right")
        assert figure.count() == 1
        assert page.url.endswith("?live-right.i=1&live-right.j=2#live-right")
