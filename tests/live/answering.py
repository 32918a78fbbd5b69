"""A page with exercises and cells, as a reader uses them."""

from browsing import until_kept
from playwright.sync_api import expect

# Python comes, and a slow machine has other things to do.
SLOW = 120_000


class Exercise:
    """An exercise on a page."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.part = page.locator(f'.exercise[data-exercise="{name}"]')
        self.editor = self.part.get_by_role("textbox")
        self.verdict = self.part.locator(".exercise-verdict pre")
        self.news = self.part.locator(".exercise-news")

    def open(self):
        """Scroll there, where the editor comes."""
        self.part.scroll_into_view_if_needed()
        expect(self.editor).to_be_visible()
        return self

    def anew(self):
        """Open it with what the book has there."""
        self.open()
        if self.button("Start again").is_enabled():
            self.button("Start again").click()
        return self

    def button(self, name):
        return self.part.get_by_role("button", name=name)

    def write(self, text):
        """Write as somebody who pastes."""
        self.open().editor.fill(text)

    @property
    def text(self):
        return "\n".join(self.part.locator(".cm-line").all_text_contents())

    def check(self):
        """Press Check and return the words and the status of the verdict."""
        self.button("Check").click()
        expect(self.button("Check")).to_be_enabled(timeout=SLOW)
        status = self.part.get_attribute("data-status")
        return status, self.verdict.text_content()

    def kept(self):
        """Wait until what is written is kept."""
        until_kept(self.page, self.text)


class Cell:
    """A code cell on a page."""

    def __init__(self, page, name):
        self.page = page
        self.part = page.locator(f"#cell-{name}")
        self.own = self.part.locator(".reader-output")
        self.books = self.part.locator(".cell_output:not(.reader-output)")
        self.news = self.part.locator(".cell-news")

    def button(self, name):
        return self.part.get_by_role("button", name=name)

    def edit(self, text):
        self.button("Edit").click()
        self.part.get_by_role("textbox").fill(text)

    def run(self):
        """Press Run and wait until Python is done."""
        self.button("Run").click()
        expect(self.part.locator(".asking")).to_have_count(0, timeout=SLOW)
