"""How much a notebook may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a notebook may take.

    Attributes
    ----------
    seconds : of processor time, for each cell and for each answer.
    megabytes : of memory, in all.
    """

    seconds: int = 10
    megabytes: int = 2000

    @property
    def waiting(self) -> float:
        """Seconds by the clock for the same, for who sleeps takes no processor time."""
        return 3.0 * self.seconds

    @property
    def notebook(self) -> float:
        """Seconds by the clock for a whole notebook."""
        return 30.0 * self.seconds
