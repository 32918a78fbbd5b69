"""A small book in a folder of its own, with the project's tools and extensions.

It has a page with an equation, and a notebook that notes each of its runs.
"""

import os
import shutil
import signal
import subprocess
import sys

import nbformat
import yaml
from layout import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from notebook_metadata import METADATA
from PIL import Image

DESCRIPTION = "A page of a book that is as small as a book can be, for the tests."
INTRO = f"""---
myst:
  html_meta:
    description: {DESCRIPTION}
---
# A small book

$$ a = b $$ (eq-small)

![A square.](square.png)

<!-- the book as one file -->
"""
RUN = """\
with open("runs.txt", "a") as runs:
    print("run", file=runs)
print("one", end="", flush=True)
print("\\ntwo")"""
FIGURE = "from nnlib.live.figures.neuron import neuron\n\nneuron()"
CITE = "See {eq}`eq-small`."

# Stops a build while it writes pages, once, if the book's folder has a file "stop"; if
# it has a file "full", the disk is.
STOPS = """
import errno, os, pathlib, time

def stop(app, pagename, *others):
    folder = pathlib.Path(app.srcdir)
    if (folder / "full").exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    stopped = folder / "stopped"
    if pagename == "notebook" and (folder / "stop").exists() and not stopped.exists():
        stopped.touch()
        time.sleep(600)

def setup(app):
    app.connect("html-page-context", stop)
"""
# Notes who is asked for by a program of Python's, and keeps it from them.
GUARD = """
import os, sys

def guard(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if host not in ("127.0.0.1", "::1", "localhost", b"localhost", None):
        with open(os.environ["ASKED"], "a") as asked:
            print(host, file=asked)
        raise OSError("there is no network")

sys.addaudithook(guard)
"""
NOBODY = "http://127.0.0.1:9"


def draw(folder, colour):
    """Draw the picture of the first page."""
    Image.new("RGB", (8, 8), colour).save(folder / "square.png")


def write_notebook(folder, name, *sources, markdown=CITE):
    """Write a notebook of code cells and a last cell, which cites the equation."""
    description = {"description": f"{name}: {DESCRIPTION}"}
    cells = [new_markdown_cell(f"# The {name}"), *map(new_code_cell, sources)]
    notebook = new_notebook(
        metadata=METADATA | {"myst": {"html_meta": description}},
        cells=[*cells, new_markdown_cell(markdown)],
    )
    nbformat.write(notebook, folder / f"{name}.ipynb")


def add_extension(folder, name):
    """Add an extension to the book's settings."""
    path = folder / "_config.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["sphinx"]["local_extensions"][name] = "_ext"
    settings["sphinx"]["config"]["extensions"].append(name)
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")


def drop_extension(folder, name):
    """Take an extension out of the book's settings."""
    path = folder / "_config.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    del settings["sphinx"]["local_extensions"][name]
    settings["sphinx"]["config"]["extensions"].remove(name)
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")


def write_contents(folder, *names):
    """Write the table of contents."""
    contents = {"format": "jb-book", "root": "intro"}
    contents["chapters"] = [{"file": name} for name in names]
    (folder / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")


def write_book(folder):
    """Write the small book."""
    for name in ("_ext", "_static", "nnlib", "tools"):
        ignored = shutil.ignore_patterns("__pycache__", "javascript")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    # The tools make the hand-outs from these.
    shutil.copytree(ROOT / "chapters", folder / "chapters")
    shutil.copy2(ROOT / "_config.yml", folder)
    (folder / "_ext" / "stops.py").write_text(STOPS, encoding="utf-8")
    add_extension(folder, "stops")
    # It is for pages that ask for it, 40 MB, and from a network at first.
    drop_extension(folder, "page_python")
    (folder / "intro.md").write_text(INTRO, encoding="utf-8")
    draw(folder, "red")
    write_notebook(folder, "notebook", RUN, FIGURE)
    write_contents(folder, "notebook")


def write_home(folder):
    """Make a home for the programs, and what keeps them from the network."""
    (folder / "home").mkdir()
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")


def confined(book):
    """Return an environment with a home of its own and no network."""
    place = book.parent
    own = ("XDG_", "JUPYTER_", "IPYTHON", "MPL")
    kept = {name: os.environ[name] for name in os.environ if not name.startswith(own)}
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY")
    paths = [str(place / "guard"), str(book)]
    return (
        kept
        | dict.fromkeys(homes, str(place / "home"))
        | dict.fromkeys(proxies, NOBODY)
        | {"PYTHONPATH": os.pathsep.join(paths), "ASKED": str(place / "asked")}
        # Without this, a build on Windows is another program than the one started.
        | {"PYTHONUTF8": "1"}
    )


def start(book, *command):
    """Start a Python program in the book's folder."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=book,
        env=confined(book),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=hears_ctrl_c if os.name == "posix" else None,
    )


def hears_ctrl_c():
    """Be as one that a terminal starts: what runs in the background ignores Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def on_terminal(book, *command):
    """Run a Python program on a pseudo-terminal; return what it writes there."""
    # Windows has none.
    import pty

    environment = confined(book) | {"TERM": "xterm"}
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(book)
        os.execve(sys.executable, [sys.executable, *command], environment)
    with open(terminal, encoding="utf-8", newline="", errors="replace") as file:
        said = []
        try:
            while piece := file.read(1):
                said.append(piece)
        except OSError:
            # On Linux, this is how it ends.
            pass
    _, status = os.waitpid(process, 0)
    assert status == 0, "".join(said)
    return "".join(said)


def build(book, *options, fails=False):
    """Build the book; return what that writes to stderr."""
    process = start(book, "tools/build.py", *options)
    _, errors = process.communicate()
    assert (process.returncode != 0) == fails, errors
    return errors


def contents(folder):
    """Return the bytes of every file by its place in the folder."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def runs(book):
    """Return how often the notebook has been run."""
    return len((book / "runs.txt").read_text(encoding="utf-8").split())
