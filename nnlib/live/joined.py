"""The figures' script in one piece, of the modules in ``script``.

They are ES modules, each one thing. A page opened from disk loads no modules, and a
widget has one: so those that one needs are put one after another, in an order in which
each comes after what it imports, and share one scope.
"""

from __future__ import annotations

import functools
import json
import pathlib
import re
from collections.abc import Collection

from nnlib import language

FOLDER = pathlib.Path(__file__).parent / "script"
STYLE = FOLDER / "live.css"
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"\./(\w+)\.js";\n', re.MULTILINE)
NAMES = re.compile(r"^export (\{[^}]*\});\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=async |const |function |let )", re.MULTILINE)


def needed(entry: str) -> list[str]:
    """Return the names of the modules that one needs, itself last."""
    found: list[str] = []

    def visit(name: str) -> None:
        for _, other in IMPORT.findall(_source(name)):
            if other not in found:
                visit(other)
        if name not in found:
            found.append(name)

    visit(entry)
    return found


def joined(entry: str, known: Collection[str] = ()) -> str:
    """Return the code of a module and of all that it needs.

    Parameters
    ----------
    known : modules that are there already. What is imported from them is looked up in
        ``nnlibLive``.
    """
    names = [name for name in needed(entry) if name not in known]
    wanted = {
        word.strip()
        for name in names
        for words, other in IMPORT.findall(_source(name))
        if other in known
        for word in words.split(",")
    }
    head = f"const {{ {', '.join(sorted(wanted))} }} = nnlibLive;\n" if wanted else ""
    return head + "\n".join(map(_code, names))


def for_page() -> str:
    """Return the script of a page with figures: it makes ``nnlibLive``."""
    exports = NAMES.findall(_source("page"))[0]
    return _closed("const nnlibLive = ", joined("page"), exports)


@functools.cache
def to_free() -> str:
    """Return the script that a page loads to free a figure."""
    code = joined("free", known=needed("page"))
    return _closed("nnlibLive.free = ", code, "free")


def for_widget() -> str:
    """Return the module of a widget, as anywidget wants it."""
    return f"{phrases()}{joined('kernel')}\nexport default {{ render }};\n"


def said() -> str:
    """Return the script with which other scripts of a page say something: `phrase`."""
    return f"{phrases()}{_code('phrase')}"


def catalogue() -> pathlib.Path:
    """Return the file with what scripts say in a chosen language; English has none."""
    return FOLDER / "languages" / f"{language.chosen()}.json"


def phrases() -> str:
    """Return the code that gives scripts the words of the chosen language."""
    path = catalogue()
    if not path.exists():
        return ""
    found = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookPhrases = {text};\n"


def _source(name: str) -> str:
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def _code(name: str) -> str:
    code = IMPORT.sub("", _source(name))
    return EXPORT.sub("", NAMES.sub("", code))


def _closed(start: str, code: str, exports: str) -> str:
    return f'"use strict";\n{start}(() => {{\n{code}\nreturn {exports};\n}})();\n'
