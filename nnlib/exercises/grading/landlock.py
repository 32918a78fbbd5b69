"""Linux's Landlock: a process gives up the right to touch files, for good.

It needs neither root nor namespaces, and a kernel of 5.13 or newer that was built with
it. From 6.7 on it knows TCP as well, and from 6.12 on signals to other processes. The
numbers are those of the kernel's ``linux/landlock.h``.
"""

from __future__ import annotations

import ctypes
import os
import site
import struct
import sys
import sysconfig
from pathlib import Path

import nnlib

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
NO_NEW_PRIVILEGES = 38
PATH_BENEATH = 1
WRITE_FILE, READ_FILE, READ_FOLDER, TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights to files each version of Landlock knows; later ones 16."""
TCP = 0b11
SIGNALS_AND_SOCKETS = 0b11
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc", "/opt", "/nix", "/proc/cpuinfo")


def restrict(folder: Path) -> list[str]:
    """Let this process write in one folder, and read what Python needs, no more.

    Returns
    -------
    What the kernel sees to from now on, of ``"files"`` and ``"network"``; nothing where
    it has no Landlock.
    """
    if sys.platform != "linux":
        return []
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return []
    every = (1 << RIGHTS.get(version, 16)) - 1
    handled = [every] + [TCP] * (version >= 4) + [SIGNALS_AND_SOCKETS] * (version >= 6)
    attributes = struct.pack(f"{len(handled)}Q", *handled)
    rules = libc.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return []
    for place in _readable():
        _allow(libc, rules, place, READ_FILE | READ_FOLDER)
    for place in ("/dev/null", "/dev/zero", "/dev/urandom"):
        _allow(libc, rules, place, (READ_FILE | WRITE_FILE | TRUNCATE) & every)
    executing = 1
    _allow(libc, rules, str(folder), every & ~executing)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    held = libc.syscall(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    # Of networks it knows TCP alone, which is not all there is.
    return ["files"] if held else []


def _readable() -> set[str]:
    """Return where Python, its packages and the system's libraries are."""
    own = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    packages = {path for path in sys.path if path.endswith("-packages")}
    return {
        *SYSTEM,
        *own,
        *packages,
        site.getuserbase(),
        str(Path(nnlib.__file__).parent),
    }


def _allow(libc: ctypes.CDLL, rules: int, place: str, rights: int) -> None:
    try:
        at = os.open(place, os.O_PATH)
    except OSError:
        return
    if not os.path.isdir(place):
        rights &= READ_FILE | WRITE_FILE | TRUNCATE
    rule = struct.pack("=Qi", rights, at)
    libc.syscall(ADD_RULE, rules, PATH_BENEATH, rule, 0)
    os.close(at)
