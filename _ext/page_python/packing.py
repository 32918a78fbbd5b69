"""What a page loads of Python: a few files, each inflated by the page itself.

``script`` is the worker's code, ``engine`` Python as WebAssembly. The others are files
that are put in their places before Python starts: ``library`` holds the standard library
and NumPy, compiled and without what no page needs, ``book`` holds nnlib as source, since
exercises read it, and ``drawing`` holds matplotlib.
"""

import gzip
import hashlib
import io
import json
import pathlib
import struct
import subprocess
import tempfile
import zipfile

import numpy as np
from npm import node_program
from page_python.obtaining import CORE, DRAWING, LOCK, NUMPY, ROOT

HERE = pathlib.Path(__file__).parent
STANDARD = "lib/python312.zip"
SITE = "lib/python3.12/site-packages"

# Of the standard library: servers, mail, consoles, processes, and rare alphabets.
NOT_LIBRARY = (
    "_pyio.py _pydatetime.py _osx_support.py _aix_support.py __phello__ cgi.py "
    "cgitb.py curses/ ensurepip/ ftplib.py http/server.py idlelib/ imaplib.py lib2to3/ "
    "mailbox.py multiprocessing/ nntplib.py pdb.py poplib.py pydoc_data/ smtplib.py "
    "sqlite3/ telnetlib.py tkinter/ turtle.py turtledemo/ venv/ webbrowser.py wsgiref/ "
    "xmlrpc/ zipapp.py encodings/mac_ encodings/cp encodings/iso8859_ encodings/koi8_ "
    "encodings/big5 encodings/euc encodings/gb encodings/hz encodings/iso2022 "
    "encodings/johab encodings/shift_jis encodings/ptcp encodings/kz encodings/tis"
).split()
KEPT = "encodings/cp1252.py encodings/cp437.py".split()
# Of the wheels: what is for building on them, for testing them, or never asked for.
NOT_SITE = (
    "numpy/f2py/ numpy/distutils/ numpy/_pyinstaller/ numpy/core/include "
    "numpy/_core/include numpy/_core/lib numpy/random/lib numpy/random/_examples "
    "matplotlib/backends/web_backend matplotlib/backends/qt_editor "
    "matplotlib/mpl-data/sample_data matplotlib/mpl-data/images "
    "matplotlib/mpl-data/fonts/afm matplotlib/mpl-data/fonts/pdfcorefonts "
    "matplotlib/testing/ matplotlib/sphinxext/ mpl_toolkits/axisartist/"
).split()
NOT_ANYWHERE = (".pyi", ".pxd", ".h", ".a", ".c", ".pyx", ".typed", ".exe")
SETS = ["diabetes", "digits", "wine"]


def standard_library():
    """Return Pyodide's standard library without what no page needs: sources by name."""
    with zipfile.ZipFile(CORE / "python_stdlib.zip") as archive:
        return {
            f"{STANDARD}/{name}": archive.read(name)
            for name in archive.namelist()
            if name in KEPT or not name.startswith(tuple(NOT_LIBRARY))
        }


def site_packages(names, folder):
    """Return what pages need of some wheels in a folder: contents by path."""
    files = {}
    for name in names:
        with zipfile.ZipFile(folder / LOCK["packages"][name]["file_name"]) as archive:
            for inside in archive.namelist():
                unwanted = inside.startswith(tuple(NOT_SITE)) or "/tests/" in inside
                if not (unwanted or inside.endswith((*NOT_ANYWHERE, "/"))):
                    files[f"{SITE}/{inside}"] = archive.read(inside)
    return files


def compiled(files):
    """Return files with each .py compiled for the Python of the pages."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = pathlib.Path(folder, "in.zip"), pathlib.Path(folder, "out.zip")
        old.write_bytes(zipped(files))
        script = str(HERE / "compile.js")
        subprocess.run([node_program(), script, str(CORE), old, new], check=True)
        with zipfile.ZipFile(new) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def zipped(files):
    """Return a zip that holds files as they are: the page inflates all at once."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name])
    return buffer.getvalue()


def library(folder):
    """Return the standard library, as the zip Python wants it in, and NumPy."""
    files = compiled(standard_library() | site_packages(NUMPY, folder))
    standard = {
        name.removeprefix(f"{STANDARD}/"): files.pop(name)
        for name in list(files)
        if name.startswith(STANDARD)
    }
    return packed(files | {STANDARD: zipped(standard)})


def drawing(folder):
    """Return matplotlib and what it depends on."""
    return packed(compiled(site_packages(DRAWING, folder)))


def book(inside=ROOT / "_ext" / "inside"):
    """Return nnlib, what answers in the worker, and the sets of scikit-learn."""
    files = {
        f"{SITE}/{path.relative_to(top.parent).as_posix()}": path.read_bytes()
        for top in [ROOT / "nnlib", inside]
        for path in sorted(top.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    files[f"{SITE}/answering.py"] = (HERE / "answering.py").read_bytes()
    files[f"{SITE}/nnlib/data/shipped.npz"] = sets()
    return packed(files)


def sets():
    """Return the sets that nnlib has of scikit-learn, as it gives them to nnlib."""
    from sklearn import datasets

    arrays = {}
    for name in SETS:
        options = {"scaled": False} if name == "diabetes" else {}
        load = getattr(datasets, f"load_{name}")
        X, y = load(return_X_y=True, **options)
        # Pixels are whole numbers up to 16.
        arrays[f"{name}_X"] = X.astype(np.uint8) if name == "digits" else X
        arrays[f"{name}_y"] = y
    files = {}
    for name, array in arrays.items():
        buffer = io.BytesIO()
        np.save(buffer, array)
        files[f"{name}.npy"] = buffer.getvalue()
    return zipped(files)


def script():
    """Return the worker's code: Pyodide's own two scripts, then ours."""
    parts = [CORE / "pyodide.asm.js", CORE / "pyodide.js", HERE / "worker.js"]
    lock = json.dumps({"info": LOCK["info"], "packages": {}})
    texts = [part.read_text(encoding="utf-8") for part in parts]
    return "\n".join([*texts[:2], f"const LOCK = {lock};", texts[2]]).encode()


def packed(files):
    """Return files as one: how long the list of them is, the list, and all contents.

    The length has four bytes, the lowest first. The list is JSON: paths and sizes.
    """
    names = sorted(files)
    listed = json.dumps([[name, len(files[name])] for name in names]).encode()
    contents = [files[name] for name in names]
    return b"".join([struct.pack("<I", len(listed)), listed, *contents])


def squeezed(content):
    """Return bytes as a page loads them, always the same for the same."""
    return gzip.compress(content, 9, mtime=0)


def fingerprint(content):
    """Return what tells a file from its other versions."""
    return hashlib.sha256(content).hexdigest()[:16]
