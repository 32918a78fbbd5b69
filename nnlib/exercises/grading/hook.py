"""Python's own watch on what code asks for: no network, no program, no file elsewhere.

It stops accidents and lazy tricks on every system. It is no wall: whoever calls C from
Python walks around it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

NETWORK = frozenset(
    f"socket.{name}"
    for name in "connect bind sendto sendmsg getaddrinfo gethostbyname "
    "gethostbyaddr getnameinfo".split()
)
PROGRAMS = frozenset(
    "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty "
    "pty.spawn os.startfile os.startfile/2 os.kill os.killpg "
    "signal.pthread_kill".split()
)
FILES = frozenset(
    "os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.truncate os.chmod "
    "os.chown os.chflags os.utime os.setxattr os.removexattr os.mkfifo os.mknod "
    "shutil.rmtree shutil.move sqlite3.connect".split()
)
TWO_PATHS = frozenset("os.rename os.link os.symlink shutil.move".split())
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def install(folder: Path) -> None:
    """Have Python refuse all that is named above, from now on; it cannot be undone."""
    sys.addaudithook(_watch(os.path.realpath(folder)))


def _watch(folder: str) -> Callable[[str, tuple[Any, ...]], None]:
    # What is looked up here cannot be replaced from outside any more.
    real, fsdecode, separator = os.path.realpath, os.fsdecode, os.sep
    given = (str, bytes, os.PathLike)
    network, programs, files, two = NETWORK, PROGRAMS, FILES, TWO_PATHS
    writing, null = WRITING, os.devnull

    def is_elsewhere(path: Any) -> bool:
        if not isinstance(path, given):
            return False  # a file that is open already
        place = fsdecode(path)
        if place == null:
            return False
        return not f"{real(place)}{separator}".startswith(f"{folder}{separator}")

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            asked = set(mode) & set("wax+") if mode else flags & writing
            if asked and is_elsewhere(path):
                raise PermissionError(
                    f"{path}: files are written in the notebook's own folder alone."
                )
        elif event in files:
            paths = arguments[: 2 if event in two else 1]
            if any(map(is_elsewhere, paths)):
                raise PermissionError(
                    f"{event}: not outside the notebook's own folder."
                )
        elif event in network:
            raise PermissionError("There is no network while a notebook is graded.")
        elif event in programs:
            raise PermissionError("No other program runs while a notebook is graded.")

    return watch
