"""Runs a notebook in JupyterLab, with a kernel, for the browser."""

import os
import pathlib
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from notebook_metadata import METADATA
from playwright.sync_api import expect

LAB = pathlib.Path(__file__).resolve().parents[2] / "tools" / "lab.py"


@contextmanager
def running_lab(folder, sources):
    """Start a JupyterLab that knows no other settings, and give a notebook's address.

    Parameters
    ----------
    folder : an empty folder.
    sources : the notebook's code cells.
    """
    cells = [new_code_cell(source) for source in sources]
    notebook = new_notebook(cells=cells, metadata=METADATA)
    nbformat.write(notebook, folder / "figure.ipynb")
    own = {
        name: str(folder / "own" / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
        )
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=known",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--no-browser",
        "--allow-root",
    ]
    with open(folder / "log.txt", "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, str(LAB), *options],
            env={**os.environ, **own},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(server, port, folder / "log.txt")
            yield f"http://127.0.0.1:{port}/lab/tree/figure.ipynb?reset&token=known"
        finally:
            server.terminate()
            server.wait(60)


def wait_for(server, port, log):
    """Wait until the server answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


def open_notebook(page, address):
    """Open the notebook, and wait until its kernel is there."""
    page.goto(address)
    page.get_by_text("| Idle").wait_for(timeout=60_000)


def run_cell(page, cell):
    """Run a cell of the notebook, and return the text beneath it."""
    box = page.locator(".jp-Notebook .jp-Cell").nth(cell)
    prompt = box.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    ran = re.compile(rf"^(?!{re.escape(before)})\[\d+\]")
    for tries_left in (2, 1, 0):
        box.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        try:
            expect(prompt).to_have_text(ran, timeout=20_000)
        except AssertionError:
            # JupyterLab forgets what it is told while it finds its kernel.
            if not tries_left:
                raise
        else:
            return box.locator(".jp-OutputArea-output").all_inner_texts()
