"""Practice on its page: a problem, a verdict, a solution, and what comes back when."""

import json
import re
from datetime import date, timedelta

import pytest
from answering import SLOW
from browsing import attached, audited
from built import EDITIONS
from playwright.sync_api import expect
from translation import catalogues

from nnlib import language
from nnlib.practice.book import KINDS, find
from nnlib.practice.pieces import pieces

PAGE = "chapters/practice.html"
NAME = "backward-pass"
KEPT = "backpropagation-work:practice"


class Practice:
    """The page, as a reader uses it; of another language, with its words."""

    def __init__(self, page, words=None):
        self.page, self.words = page, words or {}
        self.part = page.locator(".practice")
        self.problem = self.part.locator("article")
        self.verdict = self.part.locator(".exercise-verdict pre")
        self.title = self.problem.get_by_role("heading")

    def said(self, text):
        return self.words.get(text, text)

    def button(self, name):
        return self.part.get_by_role("button", name=self.said(name), exact=True)

    def begin(self, kind="", name="Give me a problem"):
        """Ask for a problem of a kind, and return the same one from nnlib."""
        self.part.get_by_label(self.said("Practise")).select_option(kind)
        self.button(name).click()
        expect(self.title).to_be_focused(timeout=SLOW)
        return self.same

    @property
    def same(self):
        """The same problem as nnlib has it."""
        return find(self.problem.get_attribute("data-exercise")).problem(self.seed)

    @property
    def seed(self):
        return int(self.title.locator(".practice-seed").text_content().split()[1])

    def field(self, name):
        return self.problem.locator(f'[name="{name}"]')

    def write(self, blanks):
        for name, value in blanks.items():
            self.field(name).fill(typed(value))

    def check(self):
        self.button("Check").click()
        expect(self.button("Check")).to_be_enabled(timeout=SLOW)
        return self.problem.get_attribute("data-status"), self.verdict.text_content()

    def row(self, kind=NAME):
        cells = self.part.locator(f'tr[data-kind="{kind}"] td')
        return cells.all_text_contents()

    def kept(self, kind):
        text = self.page.evaluate("k => localStorage.getItem(k)", f"{KEPT}-{kind}")
        return json.loads(text or "{}")


def typed(value):
    """Return a value as somebody types it: a matrix in lines."""
    if isinstance(value, list):
        return "\n".join(" ".join(map(str, row)) for row in value)
    return str(value)


def day(days):
    when = date.today() + timedelta(days)
    return f"{when.day} {when:%B}"


@pytest.fixture(scope="module")
def page(shared_visit):
    """The page, with Python once somebody asks."""
    return shared_visit(PAGE)


@pytest.fixture
def practice(page):
    """The page, with nothing kept."""
    one = Practice(page)
    if one.button("Forget all of this").is_visible():
        one.button("Forget all of this").click()
    expect(one.problem).to_have_count(0)
    return one


def test_a_slip_is_told_as_anywhere_and_the_kind_comes_back_today(practice):
    one = practice.begin(NAME)
    slip = next(slip for slip in one.slips if slip.name == "no-slope")
    answer = {**one.blanks, **slip.answer}
    practice.write(answer)
    today = "This kind comes back today, with other numbers."
    assert practice.check() == ("wrong", f"{one.examine(answer)}\n\n{today}")
    assert practice.row() == ["wrong last time", "today"]
    practice.write(one.blanks)
    expect(practice.problem.locator(".exercise-verdict.stale p")).to_have_count(1)
    # The first answer has counted.
    assert practice.check() == ("right", str(one.examine(one.blanks)))
    assert practice.row() == ["wrong last time", "today"]


def test_another_has_other_numbers_and_what_is_right_comes_back_tomorrow(practice):
    first = practice.begin("layer")
    practice.write(first.blanks)
    practice.button("Another").click()
    expect(practice.title.get_by_text(f"seed {first.seed}")).to_have_count(0)
    expect(practice.title).to_be_focused(timeout=SLOW)
    second = practice.same
    assert second.name == "layer" and second.task != first.task
    assert practice.field("Z").input_value() == ""
    practice.write(second.blanks)
    assert practice.check()[0] == "right"
    assert practice.row("layer") == ["right 1 of 4 times", day(1)]


def test_the_worked_solution_is_set_and_counts_if_it_is_seen_first(practice):
    one = practice.begin(NAME)
    practice.button("Worked solution").click()
    worked = practice.problem.locator(".practice-worked")
    expect(worked).to_be_focused(timeout=SLOW)
    assert (
        worked.locator("math").count()
        == one.derivation.replace("$$", "$").count("$") / 2
    )
    expect(worked).to_contain_text("So ")
    assert practice.row() == ["wrong last time", "today"]
    practice.write(one.blanks)
    assert practice.check()[0] == "right"
    assert practice.row() == ["wrong last time", "today"]


def test_what_is_due_is_asked_for_before_what_is_new(practice):
    kept = {"times": 2, "due": str(date.today())}
    practice.page.evaluate(
        "([name, kept]) => bookWork.change(name, kept)", ["practice-bowl", kept]
    )
    expect(practice.part.locator("tr.due th")).to_have_text("Down a bowl")
    one = practice.begin()
    assert one.name == "bowl"
    practice.write({**one.blanks, "converges": "yes"})
    if not one.blanks["converges"]:
        practice.field("converges").fill("no")
    assert practice.check()[0] == "right"
    assert practice.row("bowl") == ["right 3 of 4 times", day(7)]
    practice.button("Another").click()
    expect(practice.title).to_contain_text(KINDS["neuron"].title, timeout=SLOW)


def test_what_was_written_survives_leaving_the_page(practice):
    one = practice.begin("loss")
    practice.write({"f": "7", "dA": "1\n2"})
    status, words = practice.check()
    practice.field("f").fill("1/3")
    practice.page.reload()
    again = practice.begin("", "Go on where I was")
    assert (again.name, again.seed) == ("loss", one.seed)
    assert practice.field("f").input_value() == "1/3"
    assert practice.field("dA").input_value() == "1\n2"
    expect(practice.verdict).to_have_text(words)
    assert status == "wrong"
    expect(practice.problem.locator(".exercise-verdict.stale p")).to_have_count(1)


def test_what_is_solved_is_not_gone_on_with(practice):
    one = practice.begin("bowl")
    practice.write(
        {**one.blanks, "converges": "yes" if one.blanks["converges"] else "no"}
    )
    assert practice.check()[0] == "right"
    practice.page.reload()
    expect(practice.button("Go on where I was")).to_have_count(0)
    assert practice.begin().name == next(iter(KINDS))


def test_a_kind_that_is_no_more_is_not_gone_on_with(practice):
    practice.page.evaluate(
        "bookWork.change('practice', { kind: 'gone', seed: 3, status: 'wrong' })"
    )
    practice.page.reload()
    assert practice.begin().name == next(iter(KINDS))


def test_what_is_due_is_asked_for_though_it_came_last_on_another_day(practice):
    one = practice.begin("slope")
    practice.write(one.blanks)
    assert practice.check()[0] == "right"
    kept = {"times": 1, "due": str(date.today())}
    practice.page.evaluate(
        "([name, kept]) => bookWork.change(name, kept)", ["practice-slope", kept]
    )
    practice.page.reload()
    assert practice.begin().name == "slope"


def test_blanks_that_are_left_are_named_and_do_not_count(practice):
    practice.begin("neuron")
    practice.field("z").fill("1, 2")
    assert practice.check()[1] == "Not yet: a to be filled in."
    assert practice.row("neuron") == ["not yet", ""]
    practice.field("a").fill("none")
    status, words = practice.check()
    assert status == "wrong" and 'a = "none": write numbers in a row' in words
    assert practice.row("neuron") == ["not yet", ""]


def test_rows_and_matrices_may_have_decimal_commas(practice):
    for kind in ("loss", "slope"):
        one = practice.begin(kind)
        commas = {
            n: typed(v).strip("()").replace(", ", "; ") for n, v in one.blanks.items()
        }
        practice.write({n: text.replace(".", ",") for n, text in commas.items()})
        assert practice.check()[0] == "right"


def test_the_keyboard_alone_will_do(practice):
    one = practice.begin("slope")
    press = practice.page.keyboard.press
    press("Tab")
    while practice.page.evaluate("document.activeElement.className") == "math":
        press("Tab")  # A formula that scrolls.
    expect(practice.problem.get_by_label("dz")).to_be_focused()
    practice.page.keyboard.type(typed(one.blanks["dz"]))
    press("Enter")
    expect(practice.verdict).to_contain_text("Right: dz.", timeout=SLOW)
    expect(practice.field("dz")).to_be_focused()
    practice.begin("layer")
    practice.field("Z").fill("0 0")
    press("Enter")
    assert practice.field("Z").input_value() == "0 0\n"
    press("Control+Enter")
    expect(practice.verdict).to_contain_text("Not right yet.", timeout=SLOW)


def test_a_phone_has_room_for_it(practice):
    practice.page.set_viewport_size({"width": 390, "height": 844})
    for kind in (NAME, "shapes", "central-difference"):
        practice.begin(kind)
        practice.button("Worked solution").click()
        expect(practice.problem.locator(".practice-worked")).to_be_focused(timeout=SLOW)
        wide = "document.documentElement.scrollWidth"
        assert practice.page.evaluate(wide) <= 390
    practice.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(scheme, practice):
    practice.begin(NAME)
    practice.write(dict.fromkeys(practice.same.blanks, "0"))
    practice.check()
    practice.button("Worked solution").click()
    expect(practice.problem.locator(".practice-worked")).to_be_focused(timeout=SLOW)
    practice.page.emulate_media(color_scheme=scheme)
    practice.page.wait_for_selector(f"html[data-theme={scheme}]")
    practice.part.locator('tr[data-kind="neuron"]').hover()
    found = audited(practice.page, ".practice", scheme)
    assert found.violations_count == 0, found.generate_report()


def test_an_address_chooses_a_kind(practice):
    practice.part.get_by_role("link", name=KINDS["bowl"].title).click()
    expect(practice.part.get_by_label("Practise")).to_have_value("bowl")
    expect(practice.page.locator("#practice-bowl")).to_be_in_viewport()


def test_two_tabs_keep_their_problems_apart(practice):
    one = practice.begin("loss")
    other = Practice(attached_to(practice.page))
    two = other.begin("slope")
    practice.write({name: "0" for name in one.blanks})
    assert practice.check()[0] == "wrong"
    other.write(two.blanks)
    assert other.check()[0] == "right"
    expect(practice.verdict).to_contain_text("Look again at")
    # What the other tab has counted is seen here too.
    assert practice.row("slope") == ["right 1 of 4 times", day(1)]
    other.page.close()


def attached_to(page):
    """The same page in another tab."""
    other = page.context.new_page()
    other.goto(page.url)
    return other


def test_from_disk_it_does_the_same(visit):
    page = attached(visit(PAGE, "file"))
    practice = Practice(page)
    one = practice.begin("bias-rule")
    slip = one.slips[0]
    practice.write(slip.answer)
    status, words = practice.check()
    assert status == "wrong" and words.startswith(str(one.examine(slip.answer)))
    page.reload()
    attached(page)
    assert practice.begin("", "Go on where I was").seed == one.seed
    expect(practice.verdict).to_have_text(words)
    assert practice.row("bias-rule") == ["wrong last time", "today"]


@pytest.mark.parametrize(
    "tag", [tag for tag, names in EDITIONS.items() if "chapters/practice" in names]
)
def test_it_speaks_the_language_of_its_page(tag, visit, monkeypatch):
    words = catalogues.said(catalogues.read(catalogues.folder(tag) / "words.po"))
    monkeypatch.setattr(language, "_chosen", tag)
    page = visit(PAGE, book="built")
    kept = {"times": 2, "due": "2999-01-01"}
    page.evaluate("kept => bookWork.change('practice-loss', kept)", kept)
    practice = Practice(page, words)
    assert practice.row("loss") == ["right 2 of 4 times", "1 January"]
    # Whoever goes on in another language finds there how far he came.
    page.goto(page.url.replace(PAGE, f"{tag}/{PAGE}"))
    right = words["right {n} of {all} times"].format(n=2, all=4)
    expect(practice.part.locator('tr[data-kind="loss"] td').first).to_have_text(right)
    for kind in ("slope", "bowl"):
        one = practice.begin(kind)
        told = practice.problem.locator(".practice-line").all_text_contents()
        first, last = (pieces(one.task)[k][0][1] for k in (0, -1))
        assert told[0].startswith(first) and told[-1].startswith(last)
        slip = one.slips[0]
        answer = {n: typed(v) for n, v in {**one.blanks, **slip.answer}.items()}
        practice.write(answer)
        today = words["This kind comes back today, with other numbers."]
        wrong = str(one.examine(answer))
        assert practice.check() == ("wrong", f"{wrong}\n\n{today}")
        assert words[slip.cause] in " ".join(wrong.split())
        commas = {n: typed(v).replace(", ", "; ") for n, v in one.blanks.items()}
        commas = {n: text.replace(".", ",") for n, text in commas.items()}
        if "converges" in commas:
            commas["converges"] = words["yes" if one.blanks["converges"] else "no"]
        practice.write(commas)
        assert practice.check() == ("right", str(one.examine(one.blanks)))
        practice.button("Worked solution").click()
        worked = practice.problem.locator(".practice-worked")
        expect(worked).to_be_focused(timeout=SLOW)
        expect(worked).to_contain_text(pieces(one.derivation)[0][0][1].strip())
        assert practice.row(kind) == [words["wrong last time"], words["today"]]


def test_forgetting_leaves_nothing(practice):
    one = practice.begin("loss")
    practice.write({name: "0" for name in one.blanks})
    practice.check()
    practice.button("Forget all of this").click()
    expect(practice.problem).to_have_count(0)
    assert practice.row("loss") == ["not yet", ""]
    left = "Object.keys(localStorage).filter((key) => key.includes('practice'))"
    assert practice.page.evaluate(left) == []


def test_without_scripts_there_is_a_problem_of_each_kind(visit):
    page = visit(PAGE, "file", java_script_enabled=False, book="built")
    expect(page.locator(".practice")).to_be_hidden()
    for name, kind in KINDS.items():
        section = page.locator(f"section#practice-{name}")
        expect(section.get_by_role("heading")).to_have_text(re.compile(kind.title))
        expect(section.locator("details > .admonition-title")).to_have_count(1)
        assert section.locator("details math").count() > 0
