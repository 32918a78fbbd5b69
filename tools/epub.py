"""Make one EPUB of the whole book, from the pages as a build makes them.

python tools/epub.py

The next build of the pages offers it for download (_ext/downloads.py).
"""

import subprocess
import sys
from datetime import UTC, datetime

from build import ROOT, Failed, build, settings, target, use_utf8, words, workshop

# Without git, nothing tells when the book was changed last, and it is to be the same
# book whenever it is made.
UNKNOWN = 1767225600


def site():
    """Return the address of the published book, or nothing if there is none."""
    # It speaks Sphinx, which takes a while to come.
    from repository import base_of

    known = settings()
    return base_of(known["html"].get("baseurl") or "", known["repository"]["url"])


def modified():
    """Return when the sources were changed last, in UTC."""
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    except OSError:
        said = ""
    moment = datetime.fromtimestamp(int(said or UNKNOWN), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def make(built, path):
    """Make an EPUB of the pages in a folder."""
    from ebook.book import write

    write(ROOT, built, path, site(), modified())


def main():
    use_utf8()
    try:
        with workshop(ROOT) as folder:
            make(build(folder), target("book_epub"))
    except (Failed, OSError, KeyboardInterrupt) as reason:
        sys.exit(words(reason))
    print(f"The book is in {target('book_epub')}")


if __name__ == "__main__":
    main()
