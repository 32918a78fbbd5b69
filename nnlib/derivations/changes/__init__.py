"""Single small changes of formulas, in four kinds of places.

``products`` changes transposes, orders and brackets, ``counting`` indices and sums,
``symbols`` names and functions, ``terms`` signs, factors and what there is too much or
too little of. ``every`` makes them all.
"""
