"""When a kind of problem comes back: after a few days, with other numbers.

What was right comes back after 1, 3, 7 and then every 21 days. What was wrong comes
back on the same day, and begins anew. What is right before it is due changes nothing:
that it is known today says little about next week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nnlib.language import say, say_count

DAYS = (1, 3, 7, 21)


@dataclass(frozen=True)
class Standing:
    """How well a kind is known.

    Attributes
    ----------
    times : how often in a row it was right when it was due.
    due : the day from which on it is to come back.
    """

    times: int
    due: date

    @property
    def words(self) -> str:
        """How often it was right, in words."""
        if self.times == 0:
            return say("wrong last time")
        if self.times < len(DAYS):
            return say("right {n} of {all} times", n=self.times, all=len(DAYS))
        return say("known well")

    def comes_back(self, today: date) -> str:
        """Return when it is to come back, in words."""
        days = (self.due - today).days
        if days <= 0:
            return say("comes back today")
        return say_count(days, "comes back tomorrow", "comes back in {n} days")

    def told(self, today: date) -> str:
        """Return what a reader is told who has answered a problem of the kind."""
        days = (self.due - today).days
        if days <= 0:
            return say("This kind comes back today, with other numbers.")
        return say_count(
            days,
            "This kind comes back tomorrow, with other numbers.",
            "This kind comes back in {n} days, with other numbers.",
        )


def after(before: Standing | None, right: bool, today: date) -> Standing:
    """Return how a kind stands once a problem was answered.

    before : how it stood, None if there was no problem of the kind yet.
    right : whether the first answer was right.
    """
    if not right:
        return Standing(0, today)
    if before and before.due > today:
        return before
    times = before.times if before else 0
    days = DAYS[min(times, len(DAYS) - 1)]
    return Standing(times + 1, today + timedelta(days))


def due(standings: Mapping[str, Standing], today: date) -> list[str]:
    """Return the kinds that are due, the longest waiting first."""
    found = [name for name, one in standings.items() if one.due <= today]
    return sorted(found, key=lambda name: standings[name].due)


def chosen(
    standings: Mapping[str, Standing], names: Sequence[str], today: date, last: str = ""
) -> str:
    """Return the kind to go on with: what is due, what is new, what is due next.

    last : the kind of the problem before, which comes again only if no other is due.
    """
    waiting = [name for name in due(standings, today) if name in names]
    new = [name for name in names if name not in standings]
    later = sorted(set(names) & set(standings), key=lambda name: standings[name].due)
    ranked = [*waiting, *new] or later
    return next((name for name in ranked if name != last), ranked[0])
