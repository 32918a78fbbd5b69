"""A live figure on a page of a built book, as HTML with its recorded values."""

from __future__ import annotations

import base64
import html
import json

from nnlib.live.figure import Figure
from nnlib.live.recording import pack, tracks
from nnlib.live.still import still


def page(figure: Figure) -> str:
    """Return the figure as HTML for a built page, which loads the scripts itself."""
    recorded, spec = tracks(figure), figure.spec()
    data = {
        "spec": spec,
        "start": [track.start(figure.controls, figure.start) for track in recorded],
        "recording": {
            "tracks": [track.spec() for track in recorded],
            "data": pack(recorded),
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
