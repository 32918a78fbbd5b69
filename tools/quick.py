"""Check what a change can break, in about a minute, and name what was left out.

python tools/quick.py               what has changed since the last commit, or is new
python tools/quick.py PATH ...      as if these files had changed

AREAS says which files can break what. `make test` checks everything.
"""

import fnmatch
import pathlib
import re
import subprocess
import sys
import time

from check import NBVAL, PYTEST, ROOT

TESTS = [*PYTEST, "-q", "-n2", "--dist=worksteal"]
NOTEBOOKS = [*PYTEST, "-q", *NBVAL, "-n2", "--dist=loadscope"]
PAGES = "tests/book/test_pages.py"
WORDS = ["tests/book/test_notebooks.py", "tests/book/test_notation.py"]
SAID = [
    "tests/test_language.py",
    "tests/exercises/test_language_of_verdicts.py",
    "tests/book/test_words.py",
    "tests/book/test_plurals.py",
]
TRANSLATED = [
    "tests/book/test_translation.py -k not edition",
    "tests/book/test_translators.py",
]

# Files, and the tests of what they can break: those that a minute has room for.
# {stem} is the file's name without its ending, {name} the same with hyphens.
AREAS = {
    "nnlib/language*": SAID,
    "nnlib/live/script/languages/*": SAID,
    "languages/*/words.po": [*SAID, "tests/book/test_translators.py"],
    "languages/*.po": TRANSLATED,
    "_ext/translation/*": [
        "tests/book/test_translation.py",
        "tests/book/test_translators.py",
        "tests/book/test_plurals.py",
    ],
    "tools/translate.py": TRANSLATED,
    "tools/translating/*": SAID,
    "nnlib/exercises/mending/*.py": ["tests/exercises"],
    "nnlib/exercises/grading/report/*.py": [
        "tests/exercises/grading/test_*.py",
        "tests/book/test_class_report.py",
        "tests/live/test_report_here.py",
    ],
    "nnlib/exercises/grading/*": ["tests/exercises/grading/test_*.py"],
    "nnlib/exercises/*/*.py": [
        "tests/exercises -k {name}",
        "tests/book/test_exercises.py",
        "solutions",
    ],
    "nnlib/exercises/*.py": ["tests/exercises"],
    "nnlib/derivations/*": [
        "tests/derivations",
        "tests/inside/test_inside_derivations.py",
        "tests/book/test_exercises.py",
        "solutions",
    ],
    "nnlib/practice/*": [
        "tests/practice",
        "tests/inside/test_inside_practice.py",
        "tests/book/test_sheets.py",
    ],
    "nnlib/live/figures/*.py": ["tests/live/test_figures.py -k {stem}"],
    "nnlib/live/small/*.py": [
        "tests/live/test_figures.py -k {stem}",
        "tests/live/test_small_figures_of_*.py",
    ],
    "nnlib/live/script/*": ["book", "tests/live/test_heard.py -k heard_once"],
    "nnlib/live/*": [
        "tests/live/test_figures.py",
        "tests/live/test_recording.py",
        "tests/live/test_contours.py",
        "tests/live/test_training_run.py",
    ],
    "nnlib/plots/*": ["tests/test_plots_*.py", "all notebooks"],
    "nnlib/*": ["modules", "all notebooks"],
    "chapters/*.ipynb": ["this notebook", *WORDS, "book", PAGES],
    "solutions/*.ipynb": ["this notebook", *WORDS],
    "chapters/story.md": ["book", PAGES, "tests/book/test_story.py"],
    "*.md": ["book", PAGES],
    "_static/*": ["book", PAGES, "tests/live/test_controls.py -k neuron"],
    "_ext/startup/*": ["all notebooks"],
    "_ext/page_cells/*": [
        "book",
        "tests/live/test_exercises_here.py -k file",
        "tests/live/test_derivations_here.py",
        "tests/live/test_cells_here.py -k file",
    ],
    "_ext/practice/*": ["book", "tests/live/test_practice_here.py"],
    "_ext/slides/*": ["book", "tests/live/test_slides.py"],
    "_ext/predict/*": [
        "book",
        "tests/book/test_predictions.py",
        "tests/live/test_predictions_here.py",
    ],
    "_ext/page_python/*": [
        "book",
        "tests/live/python/test_answering.py",
        "tests/live/python/test_obtaining.py",
        "tests/live/python/test_page_python.py -k answer",
    ],
    "_ext/plain_*.py": ["book", "tests/book/test_taken_away.py"],
    "_ext/readings.js": ["book", "tests/book/test_spoken.py"],
    "_ext/*": ["book", PAGES, "tests/book/test_setting.py"],
    "_config.yml": ["book", PAGES],
    "_toc.yml": ["book", PAGES],
    "tests/*test_*.py": ["this test"],
    "tests/exercises/grading/*": ["tests/exercises/grading/test_*.py"],
    "tests/exercises/*": ["tests/exercises -k {stem}"],
    "tests/practice/*": ["tests/practice"],
    "tests/graders/*": ["tests/graders"],
    "teaching/*": ["tests/graders"],
    "tests/*": [],
    "benchmarks/*": ["tests/test_benchmark.py"],
    "tools/ebook/*": ["tests/book/test_epub.py"],
    "tools/*": ["tests that name {stem}"],
    "*": [],
}
LINT = ["tools/check.py", "lint"]
LEFT_OUT = {
    "modules": "the tests of nnlib's modules",
    "all notebooks": "the notebooks, run and compared with what is stored in them",
    "tests/exercises": "the exercises, with right answers and slips",
    "tests/graders": "a class, graded by nbgrader and Otter-Grader",
    "tests/derivations": "the derivations, with right and broken lines",
    "book": "building the book",
    PAGES: "the tests of its pages",
    "tests/live": "the live figures and the pages in a browser",
    "tests/book": "how the book is built, published, printed and served",
}


def changed():
    """Return the files that git sees as changed or new."""
    command = ["git", "status", "--porcelain", "-z", "--no-renames", "-uall"]
    found = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [line[3:] for line in found.stdout.split("\0") if line]


def area(path):
    """Return the first pattern that a path, from the root of the book, fits."""
    return next(pattern for pattern in AREAS if fnmatch.fnmatch(path, pattern))


def naming(stem):
    """Return the tests that speak of a tool, which they run or import."""
    speaks = re.compile(rf"(tools/|from |import ){stem}\b")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    named = [file for file in files if speaks.search(file.read_text(encoding="utf-8"))]
    return [file.relative_to(ROOT).as_posix() for file in named]


def wanted(path):
    """Return what a change of a file asks for."""
    file = pathlib.PurePosixPath(path)
    places = {"stem": file.stem, "name": file.stem.replace("_", "-")}
    for what in AREAS[area(path)]:
        what = what.format(**places)
        if what in ("this notebook", "this test"):
            # What is gone can be tested no more.
            if (ROOT / path).exists():
                yield path if what == "this test" else f"notebook {path}"
        elif what.startswith("tests that name"):
            yield from naming(file.stem)
        else:
            yield what


def command(what):
    """Return the arguments for Python that check this."""
    if what == "book":
        return ["tools/build.py"]
    if what == "modules":
        return [*TESTS, *sorted(map(str, (ROOT / "tests").glob("test_*.py")))]
    if what == "all notebooks":
        return [*NOTEBOOKS, "chapters", "solutions"]
    if what == "solutions":
        return [*NOTEBOOKS, "solutions"]
    if what.startswith("notebook "):
        return [*NOTEBOOKS, what.removeprefix("notebook ")]
    words, _, choice = what.partition(" -k ")
    files = sorted(map(str, ROOT.glob(words)))
    return [*TESTS, *files, *(["-k", choice] if choice else [])]


def plan(paths):
    """Return what to check after these files changed, in the order to do it."""
    asked = dict.fromkeys(what for path in paths for what in wanted(path))
    # The pages are tested as they are now.
    first = [what for what in asked if what == "book"]
    rest = [what for what in asked if what != "book" and not covered(what, asked)]
    return [*first, *rest]


def covered(what, asked):
    """Whether something else that is asked for includes this."""
    if what.startswith(("notebook ", "solutions")) and "all notebooks" in asked:
        return True
    if what.startswith("tests/test_") and "modules" in asked:
        return True
    return any(what.startswith(f"{other} -k ") for other in asked)


def left_out(chosen):
    """Return in words what is not checked, or not all of it."""
    return [words for what, words in LEFT_OUT.items() if what not in chosen]


def main():
    paths = sys.argv[1:] or changed()
    if not paths:
        print("Nothing has changed since the last commit.")
        return
    start = time.monotonic()
    chosen = plan(paths)
    failed = []
    for what, arguments in [
        ("style and types", LINT),
        *((what, command(what)) for what in chosen),
    ]:
        print(f"\n== {what}", flush=True)
        code = subprocess.run([sys.executable, *arguments], cwd=ROOT).returncode
        # pytest's 5: of these files no test has such a name.
        if code not in (0, 5):
            failed.append(what)
    print(f"\n{len(paths)} files changed; checked in {time.monotonic() - start:.0f} s.")
    print("Left out:", "; ".join(left_out(chosen)) + ". make test checks all of it.")
    if failed:
        sys.exit(f"FAILED: {'; '.join(failed)}")


if __name__ == "__main__":
    main()
