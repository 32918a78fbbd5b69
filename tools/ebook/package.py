"""An EPUB 3: the files of a book, its contents, and what it says of itself.

The same files give the same bytes, whenever and wherever they are put together.
"""

import hashlib
import html
import uuid
import zipfile
from xml.etree import ElementTree

TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "png": "image/png",
    "woff": "application/font-woff",
    "ncx": "application/x-dtbncx+xml",
}
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/book.opf"
 media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="{language}" xml:lang="{language}">
<head>
<title>{title}</title>
{links}</head>
<body>
{body}
</body>
</html>
"""
STYLES = ["formulas.css", "book.css"]
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book"
 xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book">urn:uuid:{identifier}</dc:identifier>
<meta property="dcterms:modified">{modified}</meta>
{metadata}<meta name="cover" content="cover.png"/>
</metadata>
<manifest>
{manifest}
</manifest>
<spine toc="toc.ncx">
{spine}
</spine>
</package>
"""
NCX = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="urn:uuid:{identifier}"/></head>
<docTitle><text>{title}</text></docTitle>
<navMap>
{points}</navMap>
</ncx>
"""
POINT = """<navPoint id="point-{0}" playOrder="{0}">
<navLabel><text>{1}</text></navLabel>
<content src="{2}"/></navPoint>
"""
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def page(path, title, body, language):
    """Return a page as XHTML, which must be well formed."""
    up = "../" * path.count("/")
    links = "".join(
        f'<link rel="stylesheet" type="text/css" href="{up}{name}"/>\n'
        for name in STYLES
    )
    text = PAGE.format(
        language=language, title=html.escape(title), links=links, body=body
    )
    ElementTree.fromstring(text.encode())
    return text


def item(path, content):
    """Return a file's line in the list of all files."""
    properties = {"nav.xhtml": ["nav"], "cover.png": ["cover-image"]}.get(path, [])
    if path.endswith(".xhtml") and b"<math" in content:
        properties = [*properties, "mathml"]
    said = f' properties="{" ".join(properties)}"' if properties else ""
    kind = TYPES[path.rpartition(".")[2]]
    name = path.replace("/", "-")
    return f'<item id="{name}" href="{path}" media-type="{kind}"{said}/>'


def metadata(about):
    """Return what the book says of itself: pairs of a name and its text, as XML."""
    lines = []
    for name, text in about:
        text = html.escape(text, quote=False)
        if name.startswith("dc:"):
            lines.append(f"<{name}>{text}</{name}>\n")
        else:
            lines.append(f'<meta property="{name}">{text}</meta>\n')
    return "".join(lines)


def packed(target, files, spine, about, contents, language, modified):
    """Write an EPUB.

    Parameters
    ----------
    files : bytes by their path in the book.
    spine : the paths of the pages in the order in which they are read.
    about : pairs of a name and its text, in the order in which they are written.
    contents : pairs of a title and its address, for readers that know EPUB 2 alone.
    modified : when the book was changed last, in UTC.
    """
    content = hashlib.sha256()
    for path, data in sorted(files.items()):
        content.update(path.encode() + hashlib.sha256(data).digest())
    identifier = uuid.UUID(bytes=content.digest()[:16], version=5)
    points = "".join(
        POINT.format(number, html.escape(words), address)
        for number, (words, address) in enumerate(contents, start=1)
    )
    title = html.escape(dict(about)["dc:title"])
    ncx = NCX.format(identifier=identifier, title=title, points=points)
    files = {**files, "toc.ncx": ncx.encode()}
    opf = PACKAGE.format(
        language=language,
        identifier=identifier,
        modified=modified,
        metadata=metadata(about),
        manifest="\n".join(item(path, data) for path, data in sorted(files.items())),
        spine="\n".join(
            f'<itemref idref="{path.replace("/", "-")}"/>' for path in spine
        ),
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and as it is, so that the file can be told by its first bytes.
        archive.writestr(entry("mimetype", stored=True), "application/epub+zip")
        archive.writestr(entry("META-INF/container.xml"), CONTAINER)
        archive.writestr(entry("book/book.opf"), opf)
        for path, data in sorted(files.items()):
            archive.writestr(entry(f"book/{path}", path.endswith(".png")), data)
    part.replace(target)


def entry(path, stored=False):
    """Return a file's entry in the archive, without the time at which it was made."""
    made = zipfile.ZipInfo(path, LONG_AGO)
    made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.create_system = 3
    made.external_attr = 0o644 << 16
    return made
