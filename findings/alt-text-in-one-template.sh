#!/usr/bin/env bash
# nbconvert: the alt text in an output's metadata is shown by one template, not by the usual.
#
# One would guess: what {"image/png": {"alt": "..."}} says of a picture is its alt text in
# HTML, for that was added (nbconvert#1112), is what IPython's Image(alt=...) writes, and
# stands in the classic template. The template that is used unless another is named, lab,
# and the one of slides know width and height from there, but no alt. Nor is alt left out:
# "No description has been provided for this image" is put in its place.
#
# So a blind reader is told that nobody has described what somebody has. HTML that holds
# <img alt="..."> is passed on by all of them.
#
# Seen with nbconvert 7.17.2 (Python 3.11) on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv tried
tried/bin/python -m pip install --quiet --disable-pip-version-check nbconvert==7.17.2
cat > tried.py <<'PY'
import re

from nbconvert import HTMLExporter
from nbconvert.exporters import SlidesExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAA"
    "SUVORK5CYII="
)
output = new_output(
    "display_data",
    {"image/png": DOT},
    metadata={"image/png": {"alt": "A white dot.", "width": 9}},
)
notebook = new_notebook(cells=[new_code_cell("", outputs=[output])])
found = {}
for name, exporter in {
    "classic": HTMLExporter(template_name="classic"),
    "lab, the usual": HTMLExporter(),
    "slides": SlidesExporter(),
}.items():
    html, _ = exporter.from_notebook_node(notebook)
    tag = re.search(r"<img[^>]*image/png[^>]*>", html)[0]
    found[name] = re.search(r'alt="([^"]*)"', tag)[1]
    width = re.search(r'width="?9', tag) is not None
    print(f"{name:15} alt={found[name]!r}, width taken: {width}")
if found["classic"] != "A white dot." or found["lab, the usual"] == "A white dot.":
    raise SystemExit("the surprise is gone")
PY
tried/bin/python tried.py 2> /dev/null
