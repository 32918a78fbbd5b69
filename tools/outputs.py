"""Run notebooks and store their outputs in them.

python tools/outputs.py chapters/*.ipynb

What differs from one run or machine to the next, and says nothing to a reader,
is left out: times of execution and the version of Python. So a notebook that
gives the same results stays the same file.
"""

import glob
import os
import pathlib
import subprocess
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from notebook_metadata import METADATA

WIDGET = "application/vnd.jupyter.widget-view+json"
FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError)


class CellFailed(Exception):
    """Raised if a cell raises, takes too long or ends its kernel."""


def described(cell):
    """Say with each picture of a cell what it shows: nbconvert looks for it there."""
    alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt")
    for output in cell.get("outputs", []):
        if alt and "image/png" in output.get("data", {}):
            output.metadata["image/png"] = {"alt": alt}


def run(path):
    """Run one notebook from its own folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except FAILURES as error:
        raise CellFailed(
            f"in code cell {client.code_cells_executed}: {error}"
        ) from error
    notebook.metadata.update(METADATA)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            # A widget lives in the kernel that made it; its still stands for it.
            output.get("data", {}).pop(WIDGET, None)
        described(cell)
    _, notebook = nbformat.validator.normalize(notebook)
    # Written aside first, so that a reader never meets half a notebook.
    aside = path.with_suffix(".ipynb.part")
    nbformat.write(notebook, aside)
    aside.replace(path)


def main():
    os.environ["PYTHONUTF8"] = "1"  # for the kernels, on Windows too
    # Windows' shell leaves the star to us.
    names = [name for word in sys.argv[1:] for name in sorted(glob.glob(word))]
    if not names:
        sys.exit(f"There are no notebooks to run: {' '.join(sys.argv[1:])}")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", *names])
    failed = []
    for name in names:
        start = time.monotonic()
        try:
            run(pathlib.Path(name))
        except CellFailed as failure:
            failed.append(name)
            print(f"{name}: the file is unchanged, for it failed {failure}")
        else:
            print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)
    sys.exit(f"These did not run: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
