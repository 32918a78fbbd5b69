"""The environment variables of a process in which a notebook is graded."""

from __future__ import annotations

import os
import site
from pathlib import Path

import nnlib

KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
"""What it is given of this program's environment, which may hold secrets."""


def environment(folder: str) -> dict[str, str]:
    """Return them for a process whose own folder this is.

    Drawings need no screen, and chance is the same in every run, as far as it goes.
    """
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    one = dict.fromkeys(
        ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1"
    )
    homes = dict.fromkeys(["HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"], folder)
    return {
        **kept,
        **one,
        **homes,
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": folder,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(Path(nnlib.__file__).parent.parent),
        "PYTHONUSERBASE": site.getuserbase(),
        "PYTHONUTF8": "1",
    }
