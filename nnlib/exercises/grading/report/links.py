"""Links into the book, where it is known to be, and none where it is not."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote, urldefrag

SETTINGS = Path(__file__).parents[4] / "_config.yml"
REPOSITORY = re.compile(
    r'^repository:\n(?:  .*\n)*?  url: "?https://github\.com/([\w-]+)/([\w.-]+?)(?:\.git)?/?"?$',
    re.MULTILINE,
)
BASE = re.compile(
    r'^html:\n(?:  .*\n)*?  baseurl: "?(https?://[^"\s]+)"?$', re.MULTILINE
)


class NoBook(ValueError):
    """A folder in which no book was built."""


class Links:
    """Links from a file to a book.

    Parameters
    ----------
    book : the address at which the book is published, or the folder in which it was
        built; "" if neither is known.
    file : the file that the links stand in.

    Raises
    ------
    NoBook
        If there is none in the folder.
    """

    def __init__(self, book: str, file: Path) -> None:
        """Find the book."""
        self.folder: Path | None = None
        self.base = ""
        if book.startswith(("http://", "https://")):
            self.base = f"{book.rstrip('/')}/"
        elif book:
            self.folder = Path(book).absolute()
            if not (self.folder / "chapters").is_dir():
                raise NoBook(
                    f"There is no book in {book}: name the folder that holds its "
                    "index.html, such as _build/html, or the address of the site."
                )
            try:
                way = os.path.relpath(self.folder, file.absolute().parent)
                self.base = f"{quote(Path(way).as_posix())}/"
            except ValueError:  # on another drive
                self.base = f"{self.folder.as_uri()}/"

    def to(self, address: str) -> str:
        """Return a link to an address within the book, "" if it would lead nowhere."""
        if not self.base or (self.folder and not self._is_there(self.folder, address)):
            return ""
        return self.base + address

    @staticmethod
    def _is_there(folder: Path, address: str) -> bool:
        page, anchor = urldefrag(address)
        return anchor in _anchors(folder / page.partition("?")[0])


@cache
def _anchors(page: Path) -> frozenset[str]:
    """Return the names in a page that an address can lead to."""
    if not page.is_file():
        return frozenset()
    return frozenset(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


def published(settings: Path = SETTINGS) -> str:
    """Return where the book is published, as its settings say, or ""."""
    if not settings.is_file():
        return ""
    text = settings.read_text(encoding="utf-8")
    if base := BASE.search(text):
        return base[1]
    if not (found := REPOSITORY.search(text)):
        return ""
    owner, name = found.groups()
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
