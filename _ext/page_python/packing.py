"""What a page loads of Python: a few files, each inflated by the page itself.

``script`` is the worker's code, ``engine`` Python as WebAssembly. The others are files
that are put in their places before Python starts: ``library`` holds the standard
library and NumPy, compiled, ``book`` holds nnlib as source, since exercises read it,
and ``drawing`` holds matplotlib.
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

from nnlib import language
from page_python.obtaining import CORE, DRAWING, LOCK, NUMPY, ROOT
from page_python.trimming import SITE, STANDARD, site_packages, standard_library

HERE = pathlib.Path(__file__).parent
FONTS = f"{SITE}/matplotlib/fontlist.json"


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
    files = compiled(site_packages(DRAWING, folder))
    files[FONTS] = fonts(files[FONTS], files)
    return packed(files)


def fonts(listed, files):
    """Return matplotlib's list of fonts with those that are there.

    The one in the wheel says it is of matplotlib 3.9, so that 3.8 would make its own,
    in each page anew.
    """
    found = json.loads(listed)
    there = {name.rpartition("/")[2] for name in files}
    found["_version"] = 330
    found["afmlist"] = []
    found["ttflist"] = [
        font for font in found["ttflist"] if pathlib.Path(font["fname"]).name in there
    ]
    return json.dumps(found).encode()


def book(inside=ROOT / "_ext" / "inside"):
    """Return nnlib, what answers in the worker, and the sets of scikit-learn."""
    files = {
        f"{SITE}/{path.relative_to(top.parent).as_posix()}": path.read_bytes()
        for top in [ROOT / "nnlib", inside]
        for path in sorted(top.rglob("*"))
        # What grades a folder of notebooks has nothing to do in a page.
        if path.is_file()
        and not {"__pycache__", "grading"} & {*path.parts}
        and _is_spoken(path)
    }
    files[f"{SITE}/answering.py"] = (HERE / "answering.py").read_bytes()
    files[f"{SITE}/nnlib/data/shipped.npz"] = sets()
    return packed(files)


def _is_spoken(path):
    """Whether a file is needed in the book's language: catalogues of others are not."""
    catalogue = path.parent.name == "languages"
    return not catalogue or path == language.FOLDER / f"{language.chosen()}.json"


def sets():
    """Return the sets of scikit-learn as nnlib reads them (nnlib/data/sets.py)."""
    from sklearn import datasets

    found = {
        "diabetes": datasets.load_diabetes(return_X_y=True, scaled=False),
        "digits": datasets.load_digits(return_X_y=True),
        "wine": datasets.load_wine(return_X_y=True),
    }
    files = {}
    for name, arrays in found.items():
        for letter, array in zip("Xy", arrays, strict=True):
            buffer = io.BytesIO()
            np.save(buffer, array)
            files[f"{name}_{letter}.npy"] = buffer.getvalue()
    return zipped(files)


def script():
    """Return the worker's code: Pyodide's own two scripts, then ours."""
    parts = [CORE / "pyodide.asm.js", CORE / "pyodide.js", HERE / "worker.js"]
    lock = json.dumps({"info": LOCK["info"], "packages": {}})
    spoken = json.dumps({language.VARIABLE: language.chosen()})
    ours = f"const LOCK = {lock};\nconst ENVIRONMENT = {spoken};"
    texts = [part.read_text(encoding="utf-8") for part in parts]
    return "\n".join([*texts[:2], ours, texts[2]]).encode()


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
