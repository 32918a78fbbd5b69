"""Run the notebooks and build the book; any warning makes the build fail.

A book is built beside the last one, and takes its place when it is whole: a build that
fails, or is stopped at any moment, changes nothing of what is read.

Every page is read again each time, because a page that is skipped reports no
warnings. Notebooks are run again only if they or nnlib have changed (see
_ext/fresh_outputs.py).
"""

import argparse
import locale
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager, redirect_stdout

from exercises import write_hand_outs, write_scripts
from jupyter_book.cli.main import main as jupyter_book

ROOT = pathlib.Path(__file__).resolve().parent.parent
STRICT = ["-W", "-n", "--keep-going", "--all"]
# What kernels and matplotlib would write into the reader's home, and read from there.
HOMES = ["IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"]


def use_utf8():
    """Run this program again where text is not UTF-8 by itself, as on Windows."""
    os.environ["PYTHONUTF8"] = "1"
    if locale.getpreferredencoding(False).lower() not in ("utf-8", "utf8"):
        sys.exit(subprocess.run([sys.executable, *sys.argv]).returncode)


@contextmanager
def workshop(output):
    """Give this build alone the folder to work in."""
    folder = output / "_build" / "work"
    folder.mkdir(parents=True, exist_ok=True)
    # Unlike a file that says so, this lock ends with the program, however that ends.
    lock = sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        sys.exit(f"Another build is at work in {folder}. Try again when it is done.")
    try:
        yield folder
    finally:
        lock.close()


def build(folder, builder="html"):
    """Run Jupyter Book in a folder; return where the pages are, or end here."""
    os.environ |= {name: str(folder / name.lower()) for name in HOMES}
    startup = folder / "ipythondir" / "profile_default" / "startup"
    shutil.copytree(ROOT / "_ext" / "startup", startup, dirs_exist_ok=True)
    os.chdir(ROOT)
    pages = folder / "_build" / builder
    # What an earlier build has left there may belong to no page of this one.
    shutil.rmtree(pages, ignore_errors=True)
    # As a custom one, so as not to be told that the book is in this folder.
    chosen = ["--builder", "custom", "--custom-builder", builder]
    options = [*STRICT, *chosen, "--path-output", str(folder)]
    try:
        jupyter_book(["build", ".", *options], standalone_mode=False)
    except RuntimeError as reason:
        sys.exit(str(reason))
    return pages


def replace(book, new):
    """Put the new book in the place of the last one."""
    old = new.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if book.exists():
            book.rename(old)
        new.rename(book)
    except OSError as reason:
        sys.exit(
            f"The new book cannot take its place: {reason}\n"
            f"Close what has files open in {book}, and build again."
        )
    shutil.rmtree(old, ignore_errors=True)


def build_book(output):
    """Build the pages and what the chapters offer for download."""
    book = output / "_build" / "html"
    try:
        with workshop(output) as folder:
            pages = build(folder)
            # Each is new here, so there is nothing to say about it.
            with redirect_stdout(None):
                write_hand_outs(pages / "exercises")
            write_scripts(pages / "exercises")
            # Sphinx's own note, which depends on where the book was built.
            (pages / ".buildinfo").unlink()
            replace(book, pages)
    except BaseException:
        state = "is the last whole book" if book.exists() else "there is no book"
        print(f"The book was not built: in {book} {state}.", file=sys.stderr)
        raise
    print(f"The book is in {book}")


def main():
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path-output", type=pathlib.Path, default=ROOT)
    build_book(parser.parse_args().path_output.resolve())


if __name__ == "__main__":
    main()
