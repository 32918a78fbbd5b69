"""What a process that runs a student's code may do: compute, in its own folder.

===================  =============================  ======================  ============
what                 Linux                          macOS and others        Windows
===================  =============================  ======================  ============
time, memory, files  the kernel                     the kernel; memory may  time alone,
                                                    not be limited          from outside
no network           the kernel, if it has          `hook` alone            `hook` alone
                     namespaces or Landlock
no file touched      the kernel, if it has          `hook` alone            `hook` alone
elsewhere            Landlock (5.13 and newer)
no program started   the same                       `hook` alone            `hook` alone
===================  =============================  ======================  ============

What the kernel holds, holds. The hook is Python's own: it stops accidents and lazy
tricks, and not somebody who calls C from Python.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
from pathlib import Path

from nnlib.exercises.grading import hook, landlock

if sys.platform != "win32":
    import resource

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
"""Namespaces, as Linux numbers them (sched.h)."""
PARENT_DEATH_SIGNAL = 1
LARGEST_FILE = 20_000_000
PROCESSES = 16
"""Threads count too. The kernel does not count those of root."""
ALL_SECONDS = 20
"""How often the time of one cell all cells together may take."""


def confine(folder: Path, seconds: int, megabytes: int) -> list[str]:
    """Confine this process for good; return what the kernel sees to.

    Parameters
    ----------
    folder : where files may be written.
    seconds : of processor time for one cell; `renewed` begins the next one.
    megabytes : of memory, the interpreter's own included.
    """
    held = []
    if sys.platform == "linux":
        # Who sleeps for ever does not outlive the grader.
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, int(signal.SIGKILL))
    if _without_network():
        held.append("network")
    if _limited(seconds, megabytes):
        held.append("limits")
    held += landlock.restrict(folder)
    hook.install(folder)
    return sorted(set(held))


def renewed(seconds: int) -> None:
    """Begin the time of the next cell."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        end = int(used.ru_utime + used.ru_stime + seconds + 1)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (min(end, most), most))


def _limited(seconds: int, megabytes: int) -> bool:
    if sys.platform == "win32":
        return False
    limits = {
        "RLIMIT_CPU": ALL_SECONDS * seconds,
        "RLIMIT_AS": megabytes * 1_000_000,
        "RLIMIT_FSIZE": LARGEST_FILE,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": PROCESSES,
    }
    held = True
    for name, most in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            held = False
    return held


def _without_network() -> bool:
    """Move to a namespace that has no network, where the kernel lets anybody do so."""
    if sys.platform != "linux":
        return False
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    # Only root needs no users of its own for it.
    kinds = NEW_NETWORK, NEW_USER | NEW_NETWORK
    return unshare is not None and 0 in map(unshare, kinds)
