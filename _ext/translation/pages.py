"""The pieces of a page: of a notebook, or of a file of Markdown."""

import json
import pathlib
import re
from dataclasses import dataclass

import yaml

from translation.split import put

ROOT = pathlib.Path(__file__).resolve().parents[2]
FRONT = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
PROMPTS = ("code_prompt_show", "code_prompt_hide")


@dataclass(frozen=True)
class Found:
    """A piece, and where it was found: the page's file, and the id of the cell."""

    text: str
    place: str


def names(root=ROOT):
    """Return the names of the book's pages, in the order of its table of contents."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    parts = [toc, *toc.get("parts", ())]
    chapters = [one["file"] for part in parts for one in part.get("chapters", ())]
    return [toc["root"], *chapters]


def file_of(name, root=ROOT):
    """Return the file that holds a page."""
    found = [root / f"{name}{ending}" for ending in (".ipynb", ".md")]
    return next(path for path in found if path.exists())


def describe(metadata, say):
    """Put the description of a page in other words, in place."""
    about = metadata.get("myst", {}).get("html_meta", {})
    if "description" in about:
        about["description"] = say(about["description"].strip())


def label(metadata, say):
    """Put what the metadata of a cell says in other words, in place."""
    shown = metadata.get("mystnb", {})
    for key in PROMPTS:
        if key in shown:
            shown[key] = say(shown[key])
    if "alt" in shown.get("image", {}):
        shown["image"]["alt"] = say(shown["image"]["alt"])


def markdown_page(source, say, beside=None):
    """Return a page of Markdown in other words."""
    front = FRONT.match(source)
    if front is None:
        return put(source, say, beside)
    before, after = yaml.safe_load(front[1]), yaml.safe_load(front[1])
    describe(after, say)
    head = front[0]
    if after["myst"]["html_meta"]["description"].strip() != (
        before["myst"]["html_meta"]["description"].strip()
    ):
        head = f"---\n{yaml.safe_dump(after, allow_unicode=True)}---\n"
    return head + put(source[front.end() :], say, beside)


def put_notebook(notebook, say, beside=None):
    """Put a notebook in other words, in place.

    say : takes a piece, and the id of the cell that has it, and returns other words.
    """
    describe(notebook["metadata"], lambda text: say(text, ""))
    for cell in notebook["cells"]:

        def said(text, cell=cell):
            return say(text, cell["id"])

        label(cell["metadata"], said)
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            new = put(source, said, beside)
            if new != source:
                cell["source"] = new


def pieces_of(name, root=ROOT):
    """Return the pieces of a page in their order, each with its place."""
    path, seen = file_of(name, root), []
    file = path.relative_to(root).as_posix()
    source = path.read_text(encoding="utf-8")

    def note(text, cell=""):
        seen.append(Found(text, f"{file}#{cell}" if cell else file))
        return text

    if path.suffix == ".md":
        markdown_page(source, note)
        return seen
    # A tool, which English pages are built without.
    from exercise_pages import NUMBERS, chapter_file, hand_out

    notebook = json.loads(source)
    put_notebook(notebook, note)
    for chapter in NUMBERS:
        if chapter_file(chapter) == path:
            # What it says above its tasks, which are the chapter's.
            put(hand_out(chapter).cells[0].source, lambda text: note(text, "hand-out"))
    return seen
