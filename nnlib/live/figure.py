"""A live figure: a function of named controls, and how its arrays are drawn.

In a notebook it is a widget whose controls call the function in the kernel; while a
book is being built it turns into a page's figure, answering from recorded values.
"""

from __future__ import annotations

import base64
import html
import json
import os
import pathlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import anywidget
import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from nnlib.live import recording
from nnlib.live.controls import Control, Setting
from nnlib.live.drawings import Drawing, finest, finest_written, on_log_axis, spec

FOLDER = pathlib.Path(__file__).parent / "static"
RECORDING = "NNLIB_LIVE_RECORDING"
"""The environment variable that is set while a book is being built."""


class Figure(anywidget.AnyWidget):
    """A figure with controls. Each control is a trait: set it, observe it, link it.

    Parameters
    ----------
    name : a short name, unique in the book; part of links to the figure.
    title : what it shows, in a few words.
    question : what a reader can find out by playing.
    compute : takes a keyword argument for each control to named arrays. The same
        settings must always give the same arrays.
    controls, drawings : what can be set, and how the arrays are drawn.
    summary : a template, as in `Formula`, for what a change is announced as.
    alt : what the figure shows at the start, for those who cannot see it.
    """

    _esm = (FOLDER / "live.js").read_text(encoding="utf-8") + (
        "\nexport default { render: nnlibLive.render };\n"
    )
    _css = (FOLDER / "live.css").read_text(encoding="utf-8")
    _spec = traitlets.Dict().tag(sync=True)
    _answer = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        name: str,
        title: str,
        question: str,
        compute: Callable[..., Mapping[str, ArrayLike]],
        controls: Sequence[Control],
        drawings: Sequence[Drawing],
        summary: str,
        alt: str,
    ) -> None:
        self.name, self.title, self.alt = name, title, alt
        self.compute, self.controls, self.drawings = compute, controls, drawings
        self.add_traits(**{c.name: c.trait().tag(sync=True) for c in controls})
        super().__init__(
            _spec={
                "id": f"live-{name}",
                "title": title,
                "question": question,
                "summary": summary,
                "controls": [control.spec() for control in controls],
                "drawings": [spec(drawing) for drawing in drawings],
            }
        )
        self._reply()
        self.observe(lambda change: self._reply(), [c.name for c in controls])

    @property
    def settings(self) -> dict[str, Setting]:
        """The value of each control."""
        return {control.name: getattr(self, control.name) for control in self.controls}

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Return the arrays for the current settings."""
        return {
            name: np.ascontiguousarray(array, dtype=np.float64)
            for name, array in self.compute(**self.settings).items()
        }

    def _reply(self) -> None:
        if self._answer.get("settings") == self.settings:
            return
        arrays = {
            # A scalar would lose its shape: ascontiguousarray makes it a vector of one.
            name: {"shape": list(array.shape), "data": array.tobytes()}
            for name, array in self.arrays().items()
        }
        self._answer = {"settings": self.settings, "arrays": arrays}

    def tracks(self) -> list[recording.Track]:
        """Return what a page of a built book answers from."""
        arrays = recording.evaluate(self.compute, self.controls)
        steps: dict[str, float] = {}
        shown = [pair for drawing in self.drawings for pair in finest(drawing)]
        for name, step in [*shown, *finest_written(self._spec["summary"])]:
            steps[name] = min(step, steps.get(name, step))
        logs = {name for drawing in self.drawings for name in on_log_axis(drawing)}
        return recording.record(arrays, self.controls, steps, logs)

    def page(self) -> str:
        """Return the figure as HTML for a built page, which loads the scripts."""
        tracks = self.tracks()
        data = {
            "spec": self._spec,
            "start": [track.start(self.controls, self.settings) for track in tracks],
            "recording": {
                "tracks": [track.spec() for track in tracks],
                "data": recording.pack(tracks),
            },
        }
        # A closing tag inside the data would end the script.
        text = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
        name = self._spec["id"]
        picture = self._still()
        return (
            f'<div id="{name}" class="tex2jax_ignore mathjax_ignore">'
            f'<script type="application/json">{text}</script>'
            f'<noscript><img src="data:image/png;base64,{picture}" '
            f'alt="{html.escape(self.alt)}"></noscript></div>'
            f'<script>nnlibLive.page("{name}")</script>'
        )

    def _still(self) -> str:
        """Return the still picture in base64."""
        # It brings pyplot, which takes longer to import than all the rest.
        from nnlib.live.still import still

        return base64.b64encode(still(self)).decode()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        plain = {"text/plain": f"Live figure: {self.title}"}
        if os.environ.get(RECORDING):
            return {**plain, "text/html": self.page()}
        bundle = super()._repr_mimebundle_(**kwargs)
        assert bundle is not None, "a widget always has a view"
        data, metadata = bundle
        picture = self._still()
        return {**data, **plain, "image/png": picture}, metadata
