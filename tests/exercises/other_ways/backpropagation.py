"""Right answers to the exercises of chapter 4, written in other ways."""

VARIANTS = {}
