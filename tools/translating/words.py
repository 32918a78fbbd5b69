"""What the book itself says, for translators: each template, and where it is said.

Literals in a call of ``say`` (Python) or ``phrase`` (JavaScript) are found in the code.
What stands in exercises, derivations and figures is found by making them.
"""

from __future__ import annotations

import ast
import json
import pathlib
from collections.abc import Iterator

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDERS = ["nnlib", "_ext", "_static"]
CATALOGUES = ROOT / "nnlib" / "languages", ROOT / "nnlib/live/script/languages"
"""Where Python finds what it says, and where the pages' scripts do."""

Word = tuple[str, str]
"""A template and its location."""


def files(ending: str) -> Iterator[pathlib.Path]:
    """Yield the files in which something may be said."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob(f"*.{ending}")):
            if "node_modules" not in path.parts:
                yield path


def place(path: pathlib.Path, line: int) -> str:
    """Return a location as translators' programs know it."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def of_scripts() -> Iterator[Word]:
    """Yield what the scripts of pages and widgets say."""
    for path in files("js"):
        for line, text, _, _ in extract_from_file("javascript", path, {"phrase": None}):
            yield str(text), place(path, line)


def of_python() -> Iterator[Word]:
    """Yield what is said in calls of ``say`` and ``say_count``.

    One literal may stand there, or two of which a condition chooses.
    """
    for path in files("py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("say"), [text, *_]):
                    found = [text]
                case ast.Call(ast.Name("say_count"), [_, one, many]):
                    found = [one, many]
                case _:
                    continue
            for part in found:
                for one in (
                    [part.body, part.orelse] if isinstance(part, ast.IfExp) else [part]
                ):
                    if isinstance(one, ast.Constant):
                        yield one.value, place(path, one.lineno)


def words() -> list[Word]:
    """Return every template once, with the first place where it is said."""
    found: dict[str, str] = {}
    for text, place in [*of_scripts(), *of_python()]:
        found.setdefault(text, place)
    return list(found.items())


def catalogues(po: pathlib.Path) -> list[dict[str, str]]:
    """Return what a PO file holds, as in `CATALOGUES`.

    What is not translated, or marked as fuzzy, is left out, and so is what nobody says.
    """
    with po.open("rb") as file:
        translated = {
            one.id: one.string
            for one in read_po(file)
            if one.id and one.string and not one.fuzzy
        }
    return [
        {
            text: translated[text]
            for text in sorted({t for t, _ in part()} & {*translated})
        }
        for part in (of_python, of_scripts)
    ]


def texts(po: pathlib.Path) -> Iterator[tuple[pathlib.Path, str]]:
    """Yield each file that is made of ``languages/de/words.po``, and what is in it."""
    for folder, catalogue in zip(CATALOGUES, catalogues(po), strict=True):
        text = json.dumps(catalogue, ensure_ascii=False, indent=0)
        yield folder / f"{po.parent.name}.json", f"{text}\n"


def compiled(po: pathlib.Path) -> None:
    """Write the catalogues of a language."""
    for path, text in texts(po):
        path.write_text(text, encoding="utf-8")
