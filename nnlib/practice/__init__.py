"""Practice that does not run out: problems with fresh numbers, answered with a pencil.

In a notebook::

    from nnlib import practice

    practice.next()                              # what is due, or new
    practice.problem("backward-pass", seed=3)    # or one of your choice
    practice.check(a=12, dW2=[[0], [-24]], dZ1=(0, -18), dW1=[[0, 36], [0, -18]])
    practice.solution()
    practice.kinds()

A wrong answer is diagnosed as in the exercises: by the mistakes that its kind knows,
which are made with the numbers at hand. What was wrong comes back the same day, what
was right after 1, 3, 7 and 21 days, each time with other numbers.

A kind is a function in ``kinds`` that draws a problem (``problem`` says of what it
consists). ``schedule`` says when a kind comes back, ``folder`` keeps it, ``desk`` is
where a reader practises, and ``pieces`` takes a problem apart for pages and for paper.
"""

from nnlib.practice.desk import check, kinds, next, problem, solution

__all__ = ["check", "kinds", "next", "problem", "solution"]
