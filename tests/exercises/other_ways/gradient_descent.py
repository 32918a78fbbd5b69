"""Right answers to the exercises of chapter 5, written in other ways."""

VARIANTS = {}
