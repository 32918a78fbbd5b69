"""Right answers to the exercises of chapter 3, written in other ways."""

VARIANTS = {}
