"""A live figure on a page of a built book, as HTML with its recorded values."""

from __future__ import annotations

import base64
import html
import json

from nnlib.live.figure import Figure
from nnlib.live.recording import pack, parts, tracks
from nnlib.live.still import still


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
        data["freed"] = figure.freed.spec()
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
