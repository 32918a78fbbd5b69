"""Say how far a build is: a few lines, and on a terminal one bar beneath them.

tools/build.py begins it. Where Sphinx is started in another way, nothing is said here,
for Sphinx says it.
"""

import os
import shutil


class Progress:
    """Lines for a person, and a bar.

    Parameters
    ----------
    out : where the lines go. On a terminal the bar stands beneath them.
    err : where the faults go.
    """

    def __init__(self, out, err):
        self.out, self.err = out, err
        self.live = out.isatty() and os.environ.get("TERM") != "dumb"
        self.page = ""
        self.pages = 1
        self.begun = 0
        self.ran = 0
        self.faults = 0

    def say(self, line):
        """Say a line that stays."""
        self.clear()
        print(line, file=self.out, flush=True)

    def clear(self):
        """Take the bar away."""
        if self.live:
            print("\r\033[K", end="", file=self.out, flush=True)

    def say_fault(self, text):
        """Say what is wrong with a page."""
        self.clear()
        self.faults += 1
        print(f"\n{text}", file=self.err, flush=True)

    def summary(self, result):
        """Say how a build has failed that ended with a number or an exception."""
        if isinstance(result, Exception):
            at = f" at {self.page}" if self.page else ""
            return f"\nThe build broke off{at}: {result}"
        if self.faults == 1:
            return "\nOne thing is to be mended, as said above."
        return f"\n{self.faults} things are to be mended, as said above."

    def show(self, what, part=0.0):
        """Draw the bar.

        Parameters
        ----------
        what : the page that is at work, and what is done there.
        part : how much of this page is done, from 0 to 1.
        """
        if not self.live:
            return
        width = shutil.get_terminal_size().columns - 1
        # Each page is read, and then written.
        done = min((self.begun - 1 + part) / (2 * self.pages), 1)
        full = round(24 * done)
        line = f"[{'#' * full}{'-' * (24 - full)}] {done:4.0%}  {what}"
        print(f"\r{line[:width]}\033[K", end="", file=self.out, flush=True)

    def begin_page(self, name):
        """Go on to the next page."""
        self.begun += 1
        self.page = name
        self.show(name)


current = None


def begin(out, err):
    """Begin to say how far a build is; return what says it."""
    global current
    current = Progress(out, err)
    return current


def run(cells):
    """Say that the page's notebook runs."""
    if current is not None:
        current.ran += 1
        current.say(f"Running {current.page}, {cells} cells")


def run_cell(index, cells):
    """Show which cell runs, counted from 0."""
    if current is not None:
        what = f"{current.page}, cell {index + 1} of {cells}"
        current.show(what, index / cells)


def read(app, env, names):
    """Say that the pages are being read."""
    current.pages = len(names)
    current.say(f"Reading {len(names)} pages")


def write(app, env):
    """Say that the pages are being written."""
    if not current.ran:
        current.say("No notebook has changed since it ran")
    current.begun = current.pages
    current.say(f"Writing {current.pages} pages, with their formulas")


def finish(app, error):
    """Know that no page is at work any more."""
    if error is None:
        current.page = ""


def setup(app):
    """Tell Sphinx about this extension."""
    if current is not None:
        app.connect("env-before-read-docs", read)
        app.connect("source-read", lambda app, name, source: current.begin_page(name))
        app.connect("env-updated", write)
        app.connect(
            "doctree-resolved", lambda app, tree, name: current.begin_page(name)
        )
        app.connect("build-finished", finish, priority=0)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
