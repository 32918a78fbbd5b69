"""The whole book as an e-book: its parts, its front matter and its contents."""

import html
import io
import re

import yaml
from PIL import Image

from ebook.answers import ANSWERS, lead_to_solutions, moved_answers, moved_hints
from ebook.cover import cover
from ebook.package import packed, page
from ebook.pages import prepared, tell_formulas

AT_THE_END = "Solutions"
TITLE_PAGE = """<section class="title">
<h1>{title}</h1>
<p>{authors}</p>
</section>
<p>{abstract}</p>
<p>This is the e-book. Its figures are still, and each says what it shows; in the
online book they move, cells of code run, and exercises are checked where they
stand{online}. Answers to what a page asks stand at the end of the book, with the hints
and the solutions of the exercises, and links lead there and back.</p>
<p>Text and pictures: <a href="https://creativecommons.org/licenses/by/4.0/">Creative
Commons Attribution 4.0</a>. Code: MIT licence. Formulas are set in STIX Two Math, under
the SIL Open Font License. <a href="licences.xhtml">The licences</a> are at the end.</p>
"""
COVER = '<div class="cover"><img src="cover.png" alt="Cover: {title}"/></div>'
NAV = """<nav epub:type="toc" id="toc"><h1>Contents</h1>
<ol>
{contents}</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden"><h2>Where things are</h2>
<ol>
<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
<li><a epub:type="titlepage" href="title.xhtml">Title page</a></li>
<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>
<li><a epub:type="bodymatter" href="{first}">Beginning</a></li>
</ol>
</nav>"""
SUMMARY = (
    "All formulas are MathML, and say in words how they are read. Every picture has a "
    "description in words, and the numbers behind it are in the text or printed by "
    "code. "
    "Headings, lists and tables are marked as such, and references, answers and "
    "solutions are links in both directions."
)
ACCESSIBILITY = [
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual,visual"),
    ("schema:accessModeSufficient", "textual"),
    *(
        ("schema:accessibilityFeature", feature)
        for feature in (
            "MathML",
            "describedMath",
            "alternativeText",
            "structuralNavigation",
            "tableOfContents",
            "readingOrder",
            "displayTransformability",
        )
    ),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", SUMMARY),
]
LICENCE = "Text and pictures: CC BY 4.0. Code: MIT licence."


class Book:
    """A book that grows page by page.

    files : what is in it, by path. contents : the parts, each a caption and its pages,
    each a path, a title and its sections.
    """

    def __init__(self, root, built):
        self.root, self.built = root, built
        self.cited = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
        config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
        self.title = config["title"]
        self.authors = ", ".join(author["name"] for author in self.cited["authors"])
        self.language = config["sphinx"]["config"]["language"].replace("_", "-")
        self.files, self.contents = {}, []

    def add(self, path, title, body):
        """Add a page."""
        self.files[path] = page(path, title, str(body), self.language).encode()

    def add_article(self, path, article):
        """Add a page that has a title; return its line in the contents."""
        title = " ".join(article.h1.get_text().split())
        self.add(path, title, article.decode_contents(formatter="minimal"))
        sections = [
            (f"{path}#{place['id']}", " ".join(place.h2.get_text().split()))
            for place in article.select("section[id]:has(> h2)")
        ]
        return path, title, sections

    def add_pictures(self):
        """Add the pictures that the pages show, as every e-reader knows them."""
        text = b"".join(self.files.values()).decode()
        for name in sorted(set(re.findall(r'src="[./]*_images/([^"]+)\.png"', text))):
            file = io.BytesIO()
            with Image.open(self.built / "_images" / f"{name}.webp") as picture:
                # Drawn for paper, few of them have more colours than a palette holds.
                few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
                few.save(file, "PNG", optimize=True)
            self.files[f"_images/{name}.png"] = file.getvalue()


def parts(root):
    """Return the book's parts: each a caption and the pages in it, solutions last."""
    contents = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    found = contents.get("parts") or [{"caption": "", "chapters": contents["chapters"]}]
    named = [
        (part.get("caption", ""), [entry["file"] for entry in part["chapters"]])
        for part in found
    ]
    named.sort(key=lambda part: part[0] == AT_THE_END)
    return [("", [contents["root"]]), *named]


def listed(entries):
    """Return the contents as a list in HTML."""
    lines = []
    for path, title, sections in entries:
        inner = "".join(
            f'<li><a href="{there}">{html.escape(words)}</a></li>\n'
            for there, words in sections
        )
        inner = f"<ol>\n{inner}</ol>" if inner else ""
        lines.append(f'<li><a href="{path}">{html.escape(title)}</a>{inner}</li>\n')
    return "".join(lines)


def write_pages(book, site):
    """Add all pages of the book, and what is moved to its end."""
    answers, hints, named = [], [], parts(book.root)
    articles = {
        name: prepared((book.built / f"{name}.html").read_text("utf-8"), site)
        for _, names in named
        for name in names
    }
    tell_formulas(articles.values())
    for caption, names in named:
        entries = []
        for name in names:
            article = articles[name]
            if caption == AT_THE_END:
                stem = name.rpartition("/")[2]
                found = moved_hints(name, article)
                hints.append(book.add_article(f"hints/{stem}.xhtml", found))
            else:
                lead_to_solutions(article, name)
                if (found := moved_answers(name, article)) is not None:
                    answers.append(found)
            entries.append(book.add_article(f"{name}.xhtml", article))
        if caption == AT_THE_END:
            book.contents.append(("Hints", hints))
        book.contents.append((caption, entries))
    if answers:
        body = "<h1>Answers</h1>\n" + "".join(map(str, answers))
        book.add(ANSWERS, "Answers", body)
        sections = [(f"{ANSWERS}#{one['id']}", one.h2.get_text()) for one in answers]
        book.contents.append(("Answers", [(ANSWERS, "Answers", sections)]))


def write_rest(book, site):
    """Add the cover, the title page, the contents, the licences, styles and fonts."""
    static = book.built / "_static"
    book.files["cover.png"] = cover(book.title, book.authors)
    title = html.escape(book.title)
    book.add("cover.xhtml", "Cover", COVER.format(title=title))
    about = {
        "title": title,
        "authors": html.escape(book.authors),
        "abstract": html.escape(book.cited["abstract"]),
        "online": f': <a href="{site}">{site}</a>' if site else "",
    }
    book.add("title.xhtml", "Title page", TITLE_PAGE.format(**about))
    texts = [book.root / "LICENSE-text", book.root / "LICENSE"]
    texts.append(static / "stix-two-math.txt")
    told = "".join(
        f"<pre>{html.escape(text.read_text(encoding='utf-8'))}</pre>\n"
        for text in texts
    )
    book.add("licences.xhtml", "Licences", f"<h1>Licences</h1>\n{told}")
    book.contents.append(("", [("licences.xhtml", "Licences", [])]))
    for name in ("formulas.css", "stix-two-math.woff"):
        book.files[name] = (static / name).read_bytes()
    style = book.root / "tools" / "ebook" / "book.css"
    book.files["book.css"] = style.read_bytes()
    lines = "".join(
        f"<li><span>{caption}</span>\n<ol>\n{listed(entries)}</ol></li>\n"
        if caption
        else listed(entries)
        for caption, entries in book.contents
    )
    first = book.contents[0][1][0][0]
    book.add("nav.xhtml", "Contents", NAV.format(contents=lines, first=first))


def write(root, built, target, site, modified):
    """Make an e-book of the pages that were built.

    Parameters
    ----------
    root : the folder of the sources.
    built : the folder of the pages.
    target : the file to write.
    site : the address of the published book, or nothing.
    modified : when the sources were changed last, in UTC.
    """
    book = Book(root, built)
    write_pages(book, site)
    book.add_pictures()
    write_rest(book, site)
    entries = [one for _, part in book.contents for one in part]
    paths = [path for path, *_ in entries]
    about = [
        ("dc:title", book.title),
        *(("dc:creator", author["name"]) for author in book.cited["authors"]),
        ("dc:language", book.language),
        ("dc:description", book.cited["abstract"]),
        *(("dc:subject", word) for word in book.cited["keywords"]),
        ("dc:rights", LICENCE),
        *ACCESSIBILITY,
    ]
    packed(
        target,
        book.files,
        ["cover.xhtml", "title.xhtml", "nav.xhtml", *paths],
        about,
        [(title, path) for path, title, _ in entries],
        book.language,
        modified,
    )
