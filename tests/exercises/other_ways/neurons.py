"""Right answers to the exercises of chapter 1, written in other ways."""

VARIANTS = {}
