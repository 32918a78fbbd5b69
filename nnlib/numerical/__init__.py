"""Derivatives by central differences, and formulas put to the check (chapter 3).

``differences`` measures them and ``measured`` says how exactly, by what ``rounding``
leaves of f; ``verdict`` judges a formula by that, and ``comparison`` puts the verdict
into words.
"""

from nnlib.numerical.comparison import Comparison
from nnlib.numerical.differences import central_differences
from nnlib.numerical.verdict import check

__all__ = ["Comparison", "central_differences", "check"]
