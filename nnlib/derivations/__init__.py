"""Derivations that are checked line by line.

In a notebook::

    from nnlib import derivations

    derivations.check("right-rule", '''
    df/dU[i,j] = sum(dG[s,t] * (K[j,t] if s == i else 0) for s, t)
               = sum(dG[i,t] * K[j,t] for t)
    df/dU      = dG @ K.T
    ''')
    derivations.hint("right-rule")
    derivations.step("right-rule", "df/dU = dG @ K.T")
    derivations.progress()

Lines are as NumPy writes them, with indices or without: ``@``, ``*`` entry by entry,
``.T``, ``g(Z)``, ``g.prime(Z)``, ``norm2``, ``trace``, ``inner``, ``ones(m)``; sums are
``sum(... for k, l)``. The symbols of the page are taken too, and LaTeX that is pasted;
``X[i,:]`` is a row, ``I`` an identity as large as it has to be, ``A : B`` an inner
product. "(sum over k)" behind a line, or a line that says that repeated indices are
summed, spares the sums. Words around equations are left out. ``dG`` is short for
``df/dG``. In a derivation by small changes, one that writes ``df`` alone, ``dG`` is the
change of G.

A line is right if both of its sides are equal in random cases of random sizes, and
derivatives are measured, so every route is. Of the first line that does not follow, the
kind of slip is found by making every single small change of it: ``changes`` makes them,
``searching`` tries them. ``problem`` declares a problem of your own. `check` returns a
verdict that is data as well as words.
"""

from nnlib.derivations.desk import check, hint, progress, require, step
from nnlib.derivations.opened import problem

__all__ = ["check", "hint", "problem", "progress", "require", "step"]
