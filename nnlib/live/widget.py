"""A live figure in a notebook: a widget whose controls call its function."""

from __future__ import annotations

import base64
from typing import Any

import anywidget
import traitlets

from nnlib.live.controls import Choice, Control, Number, Picture, PointSet, Setting
from nnlib.live.figure import Figure
from nnlib.live.joined import STYLE, for_widget
from nnlib.live.still import still


class Widget(anywidget.AnyWidget):
    """A figure with controls. Each control is a trait: set it, observe it, link it."""

    _esm = for_widget()
    _css = STYLE.read_text(encoding="utf-8")
    _spec = traitlets.Dict().tag(sync=True)
    _answer = traitlets.Dict().tag(sync=True)

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        controls = figure.controls
        self.add_traits(**{c.name: _trait(c).tag(sync=True) for c in controls})
        super().__init__(_spec=figure.spec())
        self._reply()
        self.observe(lambda change: self._reply(), [c.name for c in controls])

    @property
    def settings(self) -> dict[str, Setting]:
        """The value of each control."""
        return {c.name: getattr(self, c.name) for c in self.figure.controls}

    def _reply(self) -> None:
        if self._answer.get("settings") == self.settings:
            return
        arrays = {
            name: {"shape": list(array.shape), "data": array.tobytes()}
            for name, array in self.figure.arrays(self.settings).items()
        }
        self._answer = {"settings": self.settings, "arrays": arrays}

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        assert bundle is not None, "a widget always has a view"
        data, metadata = bundle
        picture = base64.b64encode(still(self.figure, self.settings)).decode()
        plain = {"text/plain": repr(self.figure), "image/png": picture}
        return {**data, **plain}, metadata


def _trait(control: Control) -> traitlets.TraitType[Any, Any]:
    """Return a trait that takes what the control can be set to."""
    if isinstance(control, Choice):
        return traitlets.Enum(list(control.options), default_value=control.value)
    if isinstance(control, PointSet | Picture):
        return traitlets.Unicode(control.value)
    if isinstance(control, Number):
        return traitlets.CInt(control.value, min=control.low, max=control.high)
    low, high = control.values[0], control.values[-1]
    if control.whole:
        return traitlets.CInt(int(control.value), min=int(low), max=int(high))
    return traitlets.CFloat(float(control.value), min=float(low), max=float(high))
