"""A live figure: a function of named controls, and how its arrays are drawn.

It needs NumPy alone. Who answers its controls is another's business: in a notebook a
widget (`widget`), on a page what was recorded (`recording`) or Python in the page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.language import say
from nnlib.live.controls import Control, Setting
from nnlib.live.drawings import Drawing, spec
from nnlib.live.linked import Origin
from nnlib.live.worded import worded

if TYPE_CHECKING:
    from nnlib.live.widget import Widget

Arrays = dict[str, NDArray[np.float64]]
RECORDING = "NNLIB_LIVE_RECORDING"
"""The environment variable that is set while a book is being built."""


@dataclass(eq=False, repr=False)
class Figure:
    """A figure with controls.

    In a notebook each control can be set and observed, as in ``figure.alpha = 0.1``,
    and ``figure.settings`` are the current ones: what a figure itself has not, its
    `widget` has. To link two of them, link their widgets.

    Parameters
    ----------
    name : a short name, unique in the book; part of links to the figure.
    title : what it shows, in a few words.
    question : what a reader can find out by playing.
    compute : takes a keyword argument for each control to named arrays. The same
        settings must always give the same arrays.
    controls, drawings : what can be set, and how the arrays are drawn.
    summary : a template, as in `Formula`, for what a change is announced as. A control
        that was moved and has no place in it is named before it.
    words : for some controls, what is announced in its place when they are moved.
    alt : what the figure shows at the start, for those who cannot see it.
    freed : the figure of the same name that takes its place on a page as soon as
        Python answers there, if it is not this one itself.
    layout : how the drawings share a wide place, and a very wide one, each in lines of
        CSS grid areas, where d0 is the first drawing.
    origins : where the numbers of each array come from, for drawings that can be asked.
    parts : a control, with a part of the recording for each of its options; a page
        loads a part when it is wanted. The arrays of one part need not have the shapes
        of another's.
    small : whether it stands within the argument, with one thing to move and nothing
        to take away.
    """

    name: str
    title: str
    question: str
    compute: Callable[..., Mapping[str, ArrayLike]]
    controls: Sequence[Control]
    drawings: Sequence[Drawing]
    summary: str
    alt: str
    freed: Figure | None = None
    layout: Sequence[Sequence[str]] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    parts: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    small: bool = False

    def __post_init__(self) -> None:
        """Have its words said in the chosen language."""
        for name in ("title", "question", "summary", "alt"):
            setattr(self, name, say(getattr(self, name)))
        self.words = {name: say(text) for name, text in self.words.items()}
        for name in ("controls", "drawings", "origins"):
            setattr(self, name, worded(getattr(self, name), say))

    @property
    def start(self) -> dict[str, Setting]:
        """The value of each control at the start."""
        return {control.name: control.value for control in self.controls}

    def arrays(self, settings: Mapping[str, Any] | None = None) -> Arrays:
        """Return the arrays for some settings; what is not set stays as at the start.

        Raises
        ------
        ValueError
            If there is no such control, or it cannot be set to such a value.
        """
        chosen = {**self.start, **(settings or {})}
        for name in chosen:
            if name not in self.start:
                raise ValueError(
                    f"The figure {self.name!r} has no control {name!r}. It has "
                    f"{', '.join(self.start)}."
                )
        checked = {c.name: c.checked(chosen[c.name]) for c in self.controls}
        found = self.compute(
            **{c.name: checked[c.name] for c in self.controls if not c.view}
        )
        return {
            # A scalar would lose its shape: ascontiguousarray makes it a vector of one.
            name: np.ascontiguousarray(array, dtype=np.float64)
            for name, array in found.items()
        }

    def spec(self) -> dict[str, Any]:
        """Return what the drawing module needs to know."""
        return {
            "id": f"live-{self.name}",
            "title": self.title,
            "question": self.question,
            "summary": self.summary,
            "words": dict(self.words),
            "small": self.small,
            "layout": [list(lines) for lines in self.layout],
            "origins": {name: asdict(one) for name, one in self.origins.items()},
            "parts": self.parts,
            "controls": [control.spec() for control in self.controls],
            "drawings": [spec(drawing) for drawing in self.drawings],
        }

    @cached_property
    def widget(self) -> Widget:
        """The figure in a notebook, whose controls are traits and ask the kernel."""
        from nnlib.live.widget import Widget

        return Widget(self)

    def __getattr__(self, name: str) -> Any:
        """Look up in the widget what a figure has not."""
        if name.startswith("_"):  # such as IPython and copy try, on any object
            raise AttributeError(f"A figure has no {name}.")
        return getattr(self.widget, name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a control."""
        if any(name == control.name for control in self.__dict__.get("controls", ())):
            setattr(self.widget, name, value)
        else:
            super().__setattr__(name, value)

    def __repr__(self) -> str:
        """Return what stands where there are no pictures."""
        return say("Live figure: {title}", title=self.title)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if os.environ.get(RECORDING):
            from nnlib.live.page import page

            return {"text/plain": repr(self), "text/html": page(self)}
        return self.widget._repr_mimebundle_(**kwargs)
