"""Make one EPUB of the whole book, from the pages as a build makes them.

python tools/epub.py

The next build of the pages offers it for download (_ext/downloads.py).
"""

import subprocess
import sys
from datetime import UTC, datetime

import yaml
from build import ROOT, Failed, build, use_utf8, words, workshop

# Without git, nothing tells when the book was changed last, and it is to be the same
# book whenever it is made.
UNKNOWN = 1767225600


def target():
    """Return where the EPUB goes, as the book's settings say."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    return ROOT / settings["sphinx"]["config"]["book_epub"]


def site():
    """Return the address of the published book, or nothing if there is none."""
    # It speaks Sphinx, which takes a while to come.
    from repository import site_of

    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    given = settings["html"].get("baseurl") or ""
    url = settings["repository"]["url"]
    address = given or (site_of(url) if url else "")
    return address.rstrip("/") + "/" if address else ""


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
            make(build(folder), target())
    except (Failed, OSError, KeyboardInterrupt) as reason:
        sys.exit(words(reason))
    print(f"The book is in {target()}")


if __name__ == "__main__":
    main()
