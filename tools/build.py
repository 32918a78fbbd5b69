"""Run the notebooks and build the book; any warning makes the build fail.

A book is built beside the last one, and takes its place when it is whole: a build that
fails, or is stopped at any moment, changes nothing of what is read.

Every page is read and written each time, because a page that is skipped reports no
warnings. What takes long is kept instead, by what it was made from: the outputs of
notebooks (_ext/fresh_outputs.py), pictures and fonts (_ext/kept.py).

What is going on is said in a few lines (_ext/progress.py). All that the programs say is
in the log.
"""

import argparse
import errno
import gc
import locale
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager, redirect_stdout

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "_ext"))

import progress  # noqa: E402
import yaml  # noqa: E402
from exercises import write_hand_outs, write_scripts  # noqa: E402
from jupyter_book.sphinx import build_sphinx  # noqa: E402
from npm import installed  # noqa: E402
from page_python import share  # noqa: E402
from sphinx.util import console  # noqa: E402
from temml import PACKAGES  # noqa: E402

from nnlib.language import VARIABLE  # noqa: E402

# What kernels and matplotlib would write into the reader's home, and read from there.
HOMES = ["IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"]


def use_utf8():
    """Run this program again where text is not UTF-8 by itself, as on Windows."""
    os.environ["PYTHONUTF8"] = "1"
    if locale.getpreferredencoding(False).lower() not in ("utf-8", "utf8"):
        sys.exit(subprocess.run([sys.executable, *sys.argv]).returncode)


def speak(language):
    """Run this program again if what it has imported speaks another language."""
    if os.environ.get(VARIABLE, "") != language:
        os.environ[VARIABLE] = language
        sys.exit(subprocess.run([sys.executable, *sys.argv]).returncode)


FULL = "The disk is full. Make room on it, and build again."


NO_EDITION = """\
The front page, languages/{0}/intro.po, and languages/{0}/book.po are not translated
whole: make translate LANG={0} says what is missing."""


class Failed(Exception):
    """A build has failed for a reason that its words tell, with what to do."""


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
        raise Failed(
            f"Another build is at work in {folder}. Try again when it is done."
        ) from None
    try:
        yield folder
    finally:
        lock.close()


@contextmanager
def logged(path):
    """Let all that this program and those it starts say go to a file.

    Yields where to speak to whoever has started it: as stdout, as stderr.
    """
    kept = [os.dup(1), os.dup(2)]
    with open(path, "wb") as log, open(kept[0], "w") as out, open(kept[1], "w") as err:
        for number in (1, 2):
            os.dup2(log.fileno(), number)
        try:
            yield out, err
        finally:
            sys.stdout.flush()
            for number in (1, 2):
                os.dup2(kept[number - 1], number)


def settings():
    """Return what _config.yml says."""
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


def target(setting):
    """Return where the book goes as one file, which a setting of Sphinx's says."""
    return ROOT / settings()["sphinx"]["config"][setting]


def build(folder, builder="html", language=""):
    """Run Jupyter Book in a folder; return where the pages are, or end here.

    language : another than English, which _config.yml sets.
    """
    os.environ |= {name: str(folder / name.lower()) for name in HOMES}
    startup = folder / "ipythondir" / "profile_default" / "startup"
    shutil.copytree(ROOT / "_ext" / "startup", startup, dirs_exist_ok=True)
    os.chdir(ROOT)
    name = f"{builder}-{language}" if language else builder
    pages = folder / "_build" / name
    # What an earlier build has left there may belong to no page of this one.
    shutil.rmtree(pages, ignore_errors=True)
    # Nearly all that a build makes is wanted to its end: to look for what is not takes
    # a fifth of its time.
    gc.disable()
    # Here it can say what it fetches.
    installed(PACKAGES)
    console.nocolor()
    sys.stdout.reconfigure(line_buffering=True)
    log = folder.parent / "build.log"
    with logged(log) as streams:
        shown = progress.begin(*streams)
        try:
            # A number, 0 if all is well, or an exception.
            result = build_sphinx(
                ROOT,
                pages,
                builder=builder,
                noconfig=True,
                path_config=ROOT / "_config.yml",
                confoverrides={
                    "external_toc_path": str(ROOT / "_toc.yml"),
                    "latex_individualpages": False,
                    "nitpicky": True,
                    **({"language": language} if language else {}),
                },
                freshenv=True,
                warningiserror=True,
                keep_going=True,
            )
        # The settings are read before it looks out for any.
        except Exception as error:
            traceback.print_exc()
            result = error
        shown.clear()
    if isinstance(result, KeyboardInterrupt):
        raise result
    # Sphinx puts an extension's exception into one of its own.
    cause = getattr(result, "__cause__", None)
    for error in (result, cause):
        if isinstance(error, KeyboardInterrupt | OSError):
            raise error
    if result:
        raise Failed(f"{shown.summary(result)}\nAll that was said is in {log}.")
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
        raise Failed(
            f"The new book cannot take its place: {reason}\n"
            f"Close what has files open in {book}, and build again."
        ) from reason
    shutil.rmtree(old, ignore_errors=True)


def editions():
    """Return the other languages that the book can be built in."""
    from translation.editions import ready
    from translation.reading import Unreadable

    try:
        return sorted(ready(ROOT))
    except Unreadable as reason:
        raise Failed(str(reason)) from None


def edition(folder, language=""):
    """Build the pages in one language, and what they offer for download."""
    pages = build(folder, language=language)
    # Each is new here, so there is nothing to say about it.
    with redirect_stdout(None):
        write_hand_outs(pages / "exercises", language)
    write_scripts(pages / "exercises")
    # Sphinx's own note, which depends on where the book was built.
    (pages / ".buildinfo").unlink()
    return pages


def other_edition(folder, language):
    """Build an edition in a process that speaks its language, in the same folder."""
    options = ["--language", language, "--within", str(folder)]
    if subprocess.run([sys.executable, __file__, *options]).returncode:
        raise Failed(f"What is said above is of the edition in {language}.")
    return folder / "_build" / f"html-{language}"


def build_book(output, language=""):
    """Build the book: English with the other editions in it, or one of these anew."""
    book = output / "_build" / "html" / language
    begun = time.monotonic()
    with workshop(output) as folder:
        pages = edition(folder, language)
        if language:
            share(pages, book.parent)
        else:
            for other in editions():
                other_pages = other_edition(folder, other)
                share(other_pages, pages)
                other_pages.rename(pages / other)
        book.parent.mkdir(exist_ok=True)
        replace(book, pages)
    print(f"The book is in {book}, after {time.monotonic() - begun:.1f} s")


def words(reason):
    """Say why a build failed, and what to do."""
    if isinstance(reason, KeyboardInterrupt):
        return "The build was stopped."
    if isinstance(reason, OSError) and reason.errno == errno.ENOSPC:
        return FULL
    return str(reason)


def main():
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path-output", type=pathlib.Path, default=ROOT)
    parser.add_argument("--language", default="", help="build in this one alone")
    parser.add_argument("--within", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    language, output = options.language.replace("-", "_"), options.path_output.resolve()
    speak(language)
    try:
        if language and language not in editions():
            raise Failed(NO_EDITION.format(language))
        if options.within:
            edition(options.within, language)
        else:
            build_book(output, language)
    except (Failed, OSError, KeyboardInterrupt) as reason:
        if options.within:
            sys.exit(words(reason))
        book = output / "_build" / "html" / language
        state = "is the last whole book" if book.exists() else "there is no book"
        sys.exit(f"{words(reason)}\nThe book was not built: in {book} {state}.")


if __name__ == "__main__":
    main()
