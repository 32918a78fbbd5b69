"""Where a mistake can be seen: a figure of the book, in the state that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from nnlib.language import say

FIGURES = {
    "bias": ("03-matrix-calculus", "A column of ∂f/∂G, added up"),
    "dead": ("05-gradient-descent", "A ReLU, and the step that does nothing"),
    "entrywise": ("03-matrix-calculus", "One entry, times the slope of g there"),
    "equal": ("05-gradient-descent", "Four nodes that start alike"),
    "fade": ("04-backpropagation", "How derivatives fade"),
    "inwards": ("03-matrix-calculus", "From the outside in"),
    "left": ("03-matrix-calculus", "A row of K^⊤, a column of ∂f/∂G"),
    "momentum": ("05-gradient-descent", "Momentum on a long bowl"),
    "opened": ("04-backpropagation", "A network, opened"),
    "order": ("02-vectorisation", "Rows that change places"),
    "rate": ("05-gradient-descent", "One weight, one learning rate"),
    "right": ("03-matrix-calculus", "A row of ∂f/∂G, a column of K^⊤"),
    "rules": ("03-matrix-calculus", "A rule, one entry at a time"),
    "scalar": ("01-neurons", "One node a layer, forward and back"),
    "secant": ("03-matrix-calculus", "From one side, and from both"),
    "slow": ("05-gradient-descent", "A sigmoid that starts in its flat part"),
    "surface": ("05-gradient-descent", "A path over the loss surface"),
    "transpose": ("04-backpropagation", "The same edges, there and back"),
}
"""Of each figure that shows a mistake, the chapter's file and the figure's title."""


@dataclass(frozen=True)
class Sight:
    """A figure in one of its states.

    Attributes
    ----------
    figure : its name.
    settings : what its controls are set to, each a name and a value, as it is written
        in an address; all others are as at the start.
    """

    figure: str
    settings: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """Its address within the built book."""
        chapter, _ = FIGURES[self.figure]
        name = f"live-{self.figure}"
        asked = {f"{name}.{key}": value for key, value in self.settings}
        query = f"?{urlencode(asked, quote_via=quote)}" if asked else ""
        return f"chapters/{chapter}.html{query}#{name}"

    @property
    def words(self) -> str:
        """Where it is, for whoever has no link to follow."""
        chapter, title = FIGURES[self.figure]
        # The names are those of the figure in Python, the options as they stand there.
        state = ", ".join(f"{key} = {say(value)}" for key, value in self.settings)
        return say(
            'See it in chapter {chapter}: the figure "{title}", with {state}.'
            if state
            else 'See it in chapter {chapter}: the figure "{title}".',
            chapter=int(chapter[:2]),
            title=say(title),
            state=state,
        )


def sight(text: str) -> Sight:
    """Return what a teacher has written: ``"rules, rule=K U, i=2"``.

    Raises
    ------
    ValueError
        If there is no such figure in `FIGURES`, or a setting is no ``name=value``.
    """
    figure, *pairs = (part.strip() for part in text.split(","))
    if figure not in FIGURES:
        raise ValueError(f"No figure {figure!r} is among {', '.join(FIGURES)}.")
    for pair in pairs:
        if "=" not in pair:
            raise ValueError(f"A setting is written as i=2, not as {pair!r}.")
    settings = (pair.partition("=") for pair in pairs)
    return Sight(figure, tuple((key, value) for key, _, value in settings))
