"""The report on a class: what it understood, and what to talk about tomorrow morning.

`counted` adds up the marks. `topics` says which slips are of one kind, `passages` where
the book treats each, `tasks` what exercises and derivations have in common. `head`,
`glance` and `one_by_one` write the sections of the page, of the pieces in `parts`.
"""

from nnlib.exercises.grading.report.page import write_report

__all__ = ["write_report"]
