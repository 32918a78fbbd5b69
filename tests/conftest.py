"""The same random examples for every run, on every machine."""

from hypothesis import settings

settings.register_profile(
    "book", derandomize=True, deadline=None, database=None, max_examples=40
)
settings.load_profile("book")
