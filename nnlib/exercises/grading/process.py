"""Another Python, spoken to in lines of JSON, and ended when it takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import astuple
from math import inf
from typing import Any

from nnlib.exercises.grading.environment import environment
from nnlib.exercises.grading.limits import Limits

LONGEST = 20_000_000
"""Bytes of a line."""


class Ended(Exception):
    """The other Python speaks no more; the message says why, as of a student's code."""


class Process:
    """A module of this package that runs in a process and a folder of its own.

    Parameters
    ----------
    module : its name, such as ``"student"``.
    limits : what it may take, which it sees to itself before it does anything else.

    Raises
    ------
    Ended
        If all have been ended (`end_all`).
    """

    def __init__(self, module: str, limits: Limits) -> None:
        self._limits = limits
        with _starting:
            if _over.is_set():
                raise Ended("The grading was interrupted.")
            self._folder = tempfile.TemporaryDirectory(
                prefix="graded-", ignore_cleanup_errors=True
            )
            self._running = self._started(f"nnlib.exercises.grading.{module}")
            _running.add(self)
        self._lines: queue.Queue[bytes] = queue.Queue(maxsize=4)
        self._closed = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        # -P: what lies in the folder is not taken for a module.
        return subprocess.Popen(
            [sys.executable, "-P", "-m", name, *map(str, astuple(self._limits))],
            cwd=self._folder.name,
            env=environment(self._folder.name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _listen(self) -> None:
        assert self._running.stdout
        with contextlib.suppress(OSError, ValueError):
            while line := self._running.stdout.readline(LONGEST):
                while not self._closed.is_set():
                    with contextlib.suppress(queue.Full):
                        self._lines.put(line, timeout=1)
                        break
        self._running.stdout.close()
        with contextlib.suppress(queue.Full):
            self._lines.put(b"", timeout=60)

    def say(self, message: Any) -> None:
        """Say something to it."""
        assert self._running.stdin
        with contextlib.suppress(OSError):  # it has ended, as the next reading shows
            self._running.stdin.write(json.dumps(message).encode() + b"\n")
            self._running.stdin.flush()

    def hear(self, seconds: float = inf) -> dict[str, Any]:
        """Return what it says next, within its time or that of the caller.

        Raises
        ------
        Ended
            If it says nothing in this time, has ended, or does not say it in JSON.
        """
        seconds = min(seconds, self._limits.waiting)
        try:
            line = self._lines.get(timeout=max(seconds, 0.1))
        except queue.Empty:
            raise Ended(f"It was stopped after {seconds:.0f} s.") from None
        if not line:
            raise Ended(self._last_words())
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise Ended("What came of it could not be read, or was too long.")
        return said

    def _last_words(self) -> str:
        try:
            code = self._running.wait(5)
        except subprocess.TimeoutExpired:
            return "It closed the way on which answers go."
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"It was stopped: it took more than {self._limits.seconds} s."
        if code == -getattr(signal, "SIGKILL", 0):
            return "It was stopped: it took too much time or memory."
        return f"It ended the whole process, with the code {code}."

    def end(self) -> None:
        """End it, with all that it has started, and throw its folder away."""
        _running.discard(self)
        self._closed.set()
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(self._running.pid, signal.SIGKILL)
        self._running.kill()
        self._running.wait()
        with contextlib.suppress(OSError):
            assert self._running.stdin
            self._running.stdin.close()
        self._folder.cleanup()


_running: set[Process] = set()
_starting = threading.Lock()
_over = threading.Event()


def end_all() -> None:
    """End all that run, whoever has started them, and have none start any more."""
    with _starting:
        _over.set()
        left = list(_running)
    for one in left:
        one.end()


def held(limits: Limits) -> list[str]:
    """Return what the kernel sees to here (`confinement.confine`).

    Raises
    ------
    Ended
        If no process can be started.
    """
    process = Process("student", limits)
    try:
        process.say({"cells": [], "skipped": [], "stopped": []})
        return list(process.hear()["held"])
    finally:
        process.end()
