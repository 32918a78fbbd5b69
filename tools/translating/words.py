"""What the book itself says, for translators: each template, and where it is said.

Literals in a call of ``say`` or ``say_count`` (Python), ``phrase`` or ``phraseCount``
(JavaScript) are found in the code. What stands in exercises, derivations and figures is
found by making them. A language has all of it in ``languages/de/words.po``, and of that
two catalogues are made.
"""

from __future__ import annotations

import ast
import functools
import json
import pathlib
import re
from collections.abc import Iterator
from contextlib import suppress
from random import Random

from exercise_pages import chapter_file
from predict.asked import ELSE
from predict.asked import read as asked
from translation.catalogues import read, said
from translation.plurals import numbers
from translation.theme import SAID, SEARCH

from nnlib.derivations.book import CHAPTERS as DERIVATIONS
from nnlib.derivations.calls import OTHERWISE
from nnlib.derivations.heard import FORMULAS, PROBLEMS, REMARKS
from nnlib.derivations.judging import CHANGES, DERIVATIVES
from nnlib.derivations.unparsed import HINTS, USUAL
from nnlib.exercises.book import CHAPTERS as EXERCISES
from nnlib.exercises.kinds import WORDS
from nnlib.exercises.numerals import HEARD
from nnlib.exercises.sights import FIGURES
from nnlib.language import NUMBERS, counted
from nnlib.live import Figure
from nnlib.live.book import PLACES, figure
from nnlib.live.joined import FOLDER
from nnlib.live.worded import worded
from nnlib.practice.book import KINDS
from nnlib.practice.kinds.rules import FUNCTIONS
from nnlib.practice.problem import Again

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAME = "words"
"""Of the file in a language's folder."""
FOLDERS = ["nnlib", "_ext", "_static"]
SHEETS = ROOT / "tools/sheet.py"
"""Prints for a class, and is the only tool that speaks its language."""
CATALOGUES = ROOT / "nnlib" / "languages", ROOT / "nnlib/live/script/languages"
"""Where Python finds what it says, and where the scripts of pages and widgets do."""
SYMBOLS = {"tanh", "sigmoid", "relu", "identity", "max", "dW", "np", "dA", "dZ"}
"""What is the same in every language."""

LITERAL = r'("(?:[^"\\\n]|\\.)*")'
PHRASE = re.compile(
    rf'\bphrase\(\s*{LITERAL}|\bphraseCount\([^"]*?,\s*{LITERAL},\s*{LITERAL}'
)
SIGN = re.compile(r'(?:(?<=": )|(?<=words: ))"([a-z][a-z ]+)"(?=[,\s}])')
"""What a sign is called aloud, in a table."""
SIGNS = [FOLDER / "signs.js", FOLDER / "spoken.js", ROOT / "_ext/readings.js"]
"""Where such tables are."""

AMONG_SIGNS = re.compile(r"\\text\{ *([a-z]+(?: [a-z]+)*) *[.,:]? *\}")
"""Words in a formula, which `_ext/setting.js` looks up."""
WITH_FORMULAS = ["chapters/*.ipynb", "chapters/*.md", "nnlib/*/**/*.py"]

DRAWN = 200
"""Problems of each kind of practice, to find what is said of all mistakes."""

PREDICTION = re.compile(
    r"^:::\{predict\} ([\w-]+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE
)

Piece = str | tuple[str, str]
"""A template, or two: of one thing and of many."""
Word = tuple[Piece, str]
"""A piece and its location."""


def files(ending: str) -> Iterator[pathlib.Path]:
    """Yield the files in which something may be said."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob(f"*.{ending}")):
            if "node_modules" not in path.parts:
                yield path


def place(path: pathlib.Path) -> str:
    """Return a location, without lines, which would change all the time."""
    return path.relative_to(ROOT).as_posix()


def of_scripts() -> Iterator[Word]:
    """Yield what is said in calls of ``phrase`` and ``phraseCount``.

    Literals in double quotes stand there.
    """
    for path in SIGNS:
        for text in SIGN.findall(path.read_text(encoding="utf-8")):
            yield text, place(path)
    for path in files("js"):
        for text, one, many in PHRASE.findall(path.read_text(encoding="utf-8")):
            if text:
                yield json.loads(text), place(path)
            else:
                yield (json.loads(one), json.loads(many)), place(path)


def of_formulas() -> Iterator[Word]:
    """Yield the words that stand among the signs of formulas."""
    for pattern in WITH_FORMULAS:
        for path in sorted(ROOT.glob(pattern)):
            for text in AMONG_SIGNS.findall(path.read_text(encoding="utf-8")):
                yield text, "_ext/setting.js"


def of_python() -> Iterator[Word]:
    """Yield what is said in calls of ``say`` and ``say_count``.

    One literal may stand there, or two of which a condition chooses.
    """
    for path in [*files("py"), SHEETS]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("say"), [text, *_]):
                    found = [text]
                case ast.Call(
                    ast.Name("say_count"), [_, ast.Constant(one), ast.Constant(many)]
                ):
                    yield (one, many), place(path)
                    continue
                case _:
                    continue
            for part in found:
                is_either = isinstance(part, ast.IfExp)
                for one in [part.body, part.orelse] if is_either else [part]:
                    if isinstance(one, ast.Constant):
                        yield one.value, place(path)


def of_tables() -> Iterator[Word]:
    """Yield what stands in tables of the code, and is said from there."""
    for text in [*OTHERWISE.values(), *(words for _, words in HINTS), USUAL]:
        yield text, "nnlib/derivations"
    for text in (CHANGES, DERIVATIVES):
        yield text, "nnlib/derivations/judging.py"
    for sentence in WORDS.values():
        for text in [sentence] if isinstance(sentence, str) else sentence.values():
            yield text, "nnlib/exercises/kinds.py"
    for _, title in FIGURES.values():
        yield title, "nnlib/exercises/sights.py"
    for text in (*REMARKS, *FORMULAS, *PROBLEMS):
        yield text, "nnlib/derivations/heard.py"
    for text in HEARD:
        yield text, "nnlib/exercises/numerals.py"
    for _, slope, *_ in FUNCTIONS.values():
        if has_words(slope):
            yield slope, "nnlib/practice/kinds/rules.py"
    for text in [*SAID, SEARCH]:
        yield text, "_ext/translation/theme.py"


def of_predictions() -> Iterator[Word]:
    """Yield the names of the curves that readers are likely to draw."""
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for name, content in PREDICTION.findall("".join(cell["source"])):
                for answer in asked(content).answers:
                    if answer.key != ELSE and has_words(answer.key):
                        yield answer.key, f"{path.stem}/predict-{name}"


def of_practice() -> Iterator[Word]:
    """Yield what the kinds of problem say besides their tasks and solutions.

    What is said of a mistake stands where the mistake is made, which some numbers have
    and others have not. So problems are drawn until all have come up many times.
    """
    for kind in KINDS.values():
        at = f"chapters/practice/{kind.name}"
        yield kind.title, at
        for seed in range(DRAWN):
            with suppress(Again):
                for _, cause, _ in kind.draw(Random(seed)).slips:
                    yield cause, at


def of_exercises() -> Iterator[Word]:
    """Yield what exercises and derivations say besides their tasks and solutions.

    Those stand in the chapters.
    """
    for chapter, exercises in EXERCISES.items():
        for one in exercises:
            for text in [one.title, *one.hints, *(slip.cause for slip in one.slips)]:
                yield text, f"{page(chapter)}/exercise-{one.name}"
    for chapter, problems in DERIVATIONS.items():
        for one in problems:
            for text in [one.title, *one.hints]:
                yield text, f"{page(chapter)}/derivation-{one.name}"


@functools.cache
def page(chapter: int) -> str:
    """Return the name of a chapter's page."""
    return chapter_file(chapter).relative_to(ROOT).with_suffix("").as_posix()


@functools.cache
def figures() -> dict[str, str]:
    """Return the page of each figure by its name, in the order of the pages."""
    pages = [*sorted((ROOT / "chapters").glob("*.ipynb")), ROOT / "intro.md"]
    found: dict[str, str] = {}
    for path in pages:
        text = path.read_text(encoding="utf-8")
        for name, module in PLACES.items():
            if f"{module} import" in text or f"{{live-figure}} {name}" in text:
                at = path.relative_to(ROOT).with_suffix("").as_posix()
                found.setdefault(name, f"{at}/live-{name}")
    return found | {n: f"live-{n}" for n in PLACES if n not in found}


def of_figures() -> Iterator[Word]:
    """Yield the words of the live figures."""
    for name, at in figures().items():
        for text in filter(has_words, texts_of(figure(name))):
            yield text, at


def texts_of(figure: Figure) -> list[str]:
    """Return all texts of a figure, and of the one that takes its place when freed."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    worded(figure, note)
    return found


def of_options() -> Iterator[Word]:
    """Yield what the options of the figures' choices are called."""
    for name, at in figures().items():
        one = figure(name)
        for control in [*one.controls, *(one.freed.controls if one.freed else ())]:
            for option in filter(has_words, getattr(control, "options", ())):
                yield option, at


def has_words(text: str) -> bool:
    """Whether there is something to translate in a text: more than symbols."""
    plain = re.sub(r"<[^>]*>|\*[^*]*\*|[_^]\{[^}]*\}", " ", text)
    return any(word not in SYMBOLS for word in re.findall(r"[A-Za-z]{2,}", plain))


def for_python() -> Iterator[Word]:
    """Yield all that Python says, in the build, in a notebook and in a page."""
    yield from of_python()
    yield from of_exercises()
    yield from of_figures()
    yield from of_options()
    yield from of_tables()
    yield from of_practice()
    yield from of_predictions()


def for_scripts() -> Iterator[Word]:
    """Yield all that scripts say, in a page and in a widget."""
    yield from of_scripts()
    yield from of_options()
    yield from of_formulas()


def words() -> list[Word]:
    """Return every piece once, with the first place where it is said."""
    found: dict[Piece, str] = {}
    for text, where in [*for_scripts(), *for_python()]:
        found.setdefault(text, where)
    return list(found.items())


def texts(po: pathlib.Path) -> Iterator[tuple[pathlib.Path, str]]:
    """Yield each file that is made of ``languages/de/words.po``, and what is in it.

    What is not translated, or marked as fuzzy, is left out, and so is what nobody says.
    """
    catalogue = read(po, po.parent.name)
    translated = said(catalogue)
    for folder, part in zip(CATALOGUES, (for_python, for_scripts), strict=True):
        found: dict[str, str] = {}
        for piece in {piece for piece, _ in part()} & {*translated}:
            if isinstance(piece, str):
                found[piece] = translated[piece]
                continue
            found[NUMBERS] = numbers(catalogue)
            for form, text in enumerate(translated[piece]):
                found[counted(piece[0], str(form))] = text
        text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
        yield folder / f"{po.parent.name}.json", f"{text}\n"


def compile_from(po: pathlib.Path) -> None:
    """Write the catalogues of a language."""
    for path, text in texts(po):
        path.write_text(text, encoding="utf-8")
