"""What a cell shows, as a notebook stores it: streams, values, pictures."""

from __future__ import annotations

import base64
import io
import pprint
import time
from collections.abc import Callable
from typing import Any

from inside import figures
from nnlib.derivations.verdict import Judged
from nnlib.language import say
from nnlib.live import Figure

PAUSE = 0.05
"""Seconds between two pieces of text, so that 20,000 lines are few messages."""
LONGEST = 500_000
"""The characters that a cell may print; a page cannot show more without stalling."""
FIGURE = "application/vnd.nnlib.figure+json"
MATHML = "application/mathml+xml"
FORMS = {"text/markdown": "_repr_markdown_", "text/html": "_repr_html_"}


class Outputs:
    """The outputs of one cell, in order; each is handed on as it comes."""

    def __init__(self, emit: Callable[[dict[str, Any]], Any]) -> None:
        self.emit, self.all = emit, []
        self.stdout, self.stderr = Stream(self, "stdout"), Stream(self, "stderr")

    def add(self, kind: str, **content: Any) -> None:
        """Add an output after the text so far."""
        self.stdout.flush()
        self.stderr.flush()
        output = {"output_type": kind, **content}
        self.all.append(output)
        self.emit(output)

    def text(self, name: str, text: str) -> None:
        """Add text to a stream, to the last output if that was of the same stream."""
        self.emit({"output_type": "stream", "name": name, "text": text})
        if self.all and self.all[-1].get("name") == name:
            self.all[-1]["text"] += text
        else:
            self.all.append({"output_type": "stream", "name": name, "text": text})

    def show(self, value: Any, kind: str = "display_data") -> None:
        """Show a value as a notebook would, if it has anything to show."""
        if isinstance(value, Judged) and value.mathml:
            data = {"text/plain": repr(value), MATHML: "".join(value.mathml)}
            self.add("display_data", data=data, metadata={})
        elif hasattr(value, "_ipython_display_"):
            value._ipython_display_()
        elif value is not None:
            self.add(kind, data=bundle(value), metadata={})


class Stream(io.TextIOBase):
    """What is printed, handed on in pieces."""

    def __init__(self, outputs: Outputs, name: str) -> None:
        self.outputs, self.name = outputs, name
        self.waiting: list[str] = []
        self.length, self.last = 0, time.monotonic()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = LONGEST - self.length
        self.length += len(text)
        if len(text) > room >= 0:
            rest = say("(The rest is left out: too much was printed.)")
            text = f"{text[:room]}\n{rest}\n"
        if room >= 0:
            self.waiting.append(text)
        if time.monotonic() - self.last > PAUSE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        text, self.last = "".join(self.waiting), time.monotonic()
        self.waiting.clear()
        if text:
            self.outputs.text(self.name, text)


def bundle(value: Any) -> dict[str, Any]:
    """Return the forms in which a value can be shown, by their media types."""
    if isinstance(value, Figure):
        return {"text/plain": repr(value), FIGURE: figures.shown(value)}
    if hasattr(value, "savefig"):  # a matplotlib figure, without importing that
        return {"text/plain": repr(value), "image/png": png(value)}
    container = isinstance(value, list | tuple | dict | set)
    plain = pprint.pformat(value, sort_dicts=False) if container else repr(value)
    found = {"text/plain": plain}
    for form, method in FORMS.items():
        if hasattr(value, method) and not isinstance(value, type):
            found[form] = getattr(value, method)()
    return found


def png(picture: Any) -> str:
    """Return a picture as a notebook stores it, cut to what is drawn."""
    file = io.BytesIO()
    picture.savefig(file, format="png", bbox_inches="tight", dpi=picture.dpi)
    return base64.b64encode(file.getvalue()).decode()
