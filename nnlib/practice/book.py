"""All kinds of problem, in the order of the course."""

from __future__ import annotations

from nnlib.practice.kinds import descent, neurons, passes, rules
from nnlib.practice.problem import Kind

KINDS = {
    kind.name: kind
    for kind in [*neurons.KINDS, *rules.KINDS, *passes.KINDS, *descent.KINDS]
}


def find(name: str) -> Kind:
    """Return a kind by its name.

    Raises
    ------
    ValueError
        If there is none of this name.
    """
    if name not in KINDS:
        raise ValueError(
            f'There is no kind of problem "{name}". There are {", ".join(KINDS)}.'
        )
    return KINDS[name]
