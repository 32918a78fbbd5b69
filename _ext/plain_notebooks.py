"""Notebooks that are taken away from a page, as any program that opens one shows them.

The button of a page offers its source, which Sphinx has copied. In the copy roles
become words (`plain_words`), with the numbers of the page, and a picture says in words
what it shows where other programs look for that: as HTML, for neither JupyterLab nor
nbconvert takes an alt text from anywhere else. Links to other pages lead to the
published book, or are words if there is none.
"""

import json
import pathlib
import re
from urllib.parse import urljoin

from docutils.nodes import make_id
from markupsafe import escape
from plain_words import NoWords, Words, parser, plain
from sphinx.errors import ExtensionError

from nnlib.exercises.words import listed

PAGE = re.compile(r"\.(ipynb|md)(?=#|$)")


def numbers(env):
    """Return what finds the number of an equation, as the pages show it."""
    equations = env.get_domain("math").equations

    def number(label):
        page, plain_number = equations[label]
        of_page = env.toc_fignumbers.get(page, {}).get("displaymath", {})
        counted = of_page.get(make_id(f"equation-{label}"))
        return ".".join(map(str, counted)) if counted else str(plain_number)

    return number


def citations(env):
    """Return what finds the names and the year of a work."""
    works = {one.key: one.entry for one in env.get_domain("cite").citations}

    def cited(key):
        entry = works[key]
        people = entry.persons.get("author") or entry.persons["editor"]
        names = [" ".join(one.prelast_names + one.last_names) for one in people]
        names = [re.sub("[{}]", "", name) for name in names]
        if len(names) > 2:
            return f"{names[0]} *et al.*", entry.fields["year"]
        return listed(names), entry.fields["year"]

    return cited


def addresses(base, page):
    """Return what finds the address of a page to which one page links."""

    def address(href):
        if not base:
            return None
        # The exercises are files that a page offers; all else is a page.
        file = href.startswith("../exercises/")
        return urljoin(f"{base}{page}", href if file else PAGE.sub(".html", href))

    return address


def pictured(cell):
    """Put the alt text of a cell where its pictures are seen."""
    alt = cell["metadata"].get("mystnb", {}).get("image", {}).get("alt")
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if alt and "image/png" in data:
            source = "".join(data.pop("image/png")).replace("\n", "")
            image = f'<img src="data:image/png;base64,{source}" alt="{escape(alt)}">'
            data["text/html"] = image


def taken_away(notebook, read, words):
    """Change a notebook into what other programs show rightly."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = plain("".join(cell["source"]), read, words)
            cell["source"] = source.splitlines(keepends=True)
        elif cell["cell_type"] == "code":
            pictured(cell)


def rewrite(app, error):
    """Rewrite the copies of the notebooks beside the pages."""
    if error is not None or app.builder.name != "html":
        return
    read = parser(app.config.myst_enable_extensions)
    number, cited = numbers(app.env), citations(app.env)
    for page in sorted(app.env.found_docs):
        path = pathlib.Path(app.outdir) / "_sources" / f"{page}.ipynb"
        if not path.exists():
            continue
        notebook = json.loads(path.read_text(encoding="utf-8"))
        words = Words(number, cited, addresses(app.config.html_baseurl, page))
        try:
            taken_away(notebook, read, words)
        except KeyError:
            # A label or a work that there is not: the build has told so of the page.
            continue
        except NoWords as unknown:
            raise ExtensionError(
                f"{page}: {unknown} has no words in _ext/plain_words.py, for the "
                "notebook that readers take away"
            ) from unknown
        text = json.dumps(notebook, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("build-finished", rewrite)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
