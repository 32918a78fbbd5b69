"""The worker's side of a job: text in, text out, and outputs in between, in batches."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

PAUSE = 0.05
"""Seconds between two batches, so that a flood of outputs is few messages."""
MOST = 200
"""The pictures, values and so on of one job that a page is given."""
LARGEST = 5_000_000
"""The characters of all that a page is given, as JSON."""


class Outbox:
    """Hands outputs to the page: few at once, many in batches.

    Text of one stream is one output in a batch. What is too much is left out; the last
    output then says how much that was: ``{"output_type": "left_out", "count": 123}``.
    """

    def __init__(self, post: Callable[[str], Any]) -> None:
        self.post = post
        self.waiting: list[dict[str, Any]] = []
        self.shown = self.size = self.left_out = 0
        self.last = -PAUSE

    def emit(self, output: dict[str, Any]) -> None:
        """Take an output."""
        before = self.waiting[-1] if self.waiting else {}
        stream = output.get("output_type") == "stream"
        if self.size > LARGEST or (self.shown == MOST and not stream):
            self.left_out += 1
            return
        if stream and output["name"] == before.get("name"):
            before["text"] += output["text"]
        else:
            self.waiting.append(dict(output))
            self.shown += not stream
        if time.monotonic() - self.last >= PAUSE:
            self.flush()

    def flush(self) -> None:
        """Hand over what waits."""
        self.last = time.monotonic()
        if self.waiting:
            text = json.dumps(self.waiting)
            self.size += len(text)
            self.waiting.clear()
            self.post(text)

    def close(self) -> None:
        """Hand over the rest, and say how much there was of it that is left out."""
        if self.left_out:
            self.waiting.append({"output_type": "left_out", "count": self.left_out})
        self.flush()


def needs(job: str) -> list[str]:
    """Return the packages that have to be there for a job."""
    import inside

    return inside.needs(json.loads(job))


def answer(job: str, post: Callable[[str], Any]) -> str:
    """Do a job, a JSON text; return the answer as one."""
    import inside

    outbox = Outbox(post)
    try:
        return json.dumps(inside.answer(json.loads(job), outbox.emit))
    finally:
        outbox.close()
