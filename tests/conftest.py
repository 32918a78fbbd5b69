"""The same random examples for every run, on every machine; and what needs a book."""

from hypothesis import settings

settings.register_profile(
    "book", derandomize=True, deadline=None, database=None, max_examples=40
)
settings.load_profile("book")

# What reads the built book, or builds one.
BOOKS = {"html", "addresses", "known", "alone", "book", "built"}


def pytest_collection_modifyitems(items):
    """Mark the tests that need a book, which tools/quick.py may have no time for."""
    for item in items:
        if BOOKS & set(item.fixturenames):
            item.add_marker("book")
