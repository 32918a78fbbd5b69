"""A live figure on a page of a built book, as HTML with its recorded values."""

from __future__ import annotations

import base64
import html
import json
from typing import Any

from nnlib.live.figure import Figure
from nnlib.live.recording import pack, parts, tracks
from nnlib.live.still import still


def changes(spec: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what another spec has that is not in this one.

    Drawings that both have are told by their numbers in this one.
    """
    found = {key: value for key, value in other.items() if value != spec[key]}
    if "drawings" in found:
        here = spec["drawings"]
        found["drawings"] = [
            here.index(drawing) if drawing in here else drawing
            for drawing in other["drawings"]
        ]
    return found


def page(figure: Figure) -> str:
    """Return the figure as HTML for a built page, which loads the scripts itself."""
    recorded = {part: tracks(figure, part) for part in parts(figure)}
    first, spec = str(figure.start.get(figure.parts, "")), figure.spec()
    data = {
        "spec": spec,
        "start": [t.start(figure.controls, figure.start) for t in recorded[first]],
        "recording": {
            part: {"tracks": [t.spec() for t in found], "data": pack(found)}
            for part, found in recorded.items()
        },
    }
    if figure.freed:
        data["freed"] = changes(spec, figure.freed.spec())
    # A closing tag inside the data would end the script.
    text = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
    name = spec["id"]
    picture = base64.b64encode(still(figure)).decode()
    return (
        f'<div id="{name}" class="tex2jax_ignore mathjax_ignore">'
        f'<script type="application/json">{text}</script>'
        f'<noscript><img src="data:image/png;base64,{picture}" '
        f'alt="{html.escape(figure.alt)}"></noscript></div>'
        f'<script>nnlibLive.page("{name}")</script>'
    )
