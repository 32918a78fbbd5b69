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
FONTS = f"{SITE}/matplotlib/fontlist.json"

# Of the standard library: servers, mail, consoles, processes, other systems, old files,
# rare alphabets. What draws or computes stays, and what a learner asks for: help, timeit.
NOT_LIBRARY = (
    "__phello__ _aix_support.py _osx_support.py _pydatetime.py _pyio.py aifc.py "
    "antigravity.py asyncio/proactor asyncio/windows bdb.py cProfile.py cgi.py cgitb.py "
    "chunk.py compileall.py concurrent/futures/process.py curses/ doctest.py "
    "email/_header_value_parser.py email/headerregistry.py ensurepip/ filecmp.py "
    "fileinput.py ftplib.py http/ idlelib/ imaplib.py imghdr.py lib2to3/ "
    "logging/config.py logging/handlers.py mailbox.py mailcap.py modulefinder.py "
    "multiprocessing/ netrc.py nntplib.py nturl2path.py optparse.py pdb.py "
    "pickletools.py plistlib.py poplib.py profile.py pstats.py pyclbr.py pydoc_data/ "
    "smtplib.py sndhdr.py socketserver.py sqlite3/ sunau.py symtable.py tabnanny.py "
    "tarfile.py telnetlib.py tkinter/ tomllib/ trace.py turtle.py turtledemo/ "
    "unittest/mock.py urllib/request.py urllib/robotparser.py venv/ wave.py "
    "webbrowser.py wsgiref/ xdrlib.py xml/ xmlrpc/ zipapp.py encodings/big5 "
    "encodings/cp encodings/euc encodings/gb encodings/hp encodings/hz "
    "encodings/iso2022 encodings/iso8859_ encodings/johab encodings/koi8_ "
    "encodings/kz encodings/mac_ encodings/ptcp encodings/shift_jis encodings/tis"
).split()
KEPT = "encodings/cp1252.py encodings/cp437.py encodings/iso8859_1.py".split()
# Of the wheels: what is for building on them, for testing them, or never asked for.
NOT_SITE = (
    "numpy/f2py/ numpy/distutils/ numpy/_pyinstaller/ numpy/_core/include "
    "numpy/_core/lib numpy/_core/_operand_flag_tests numpy/_core/_rational_tests "
    "numpy/_core/_simd numpy/_core/_struct_ufunc_tests numpy/_core/_umath_tests "
    "numpy/linalg/lapack_lite numpy/random/lib numpy/random/_examples "
    "matplotlib/_ttconv matplotlib/backends/_backend_tk "
    "matplotlib/backends/backend_cairo matplotlib/backends/backend_gtk "
    "matplotlib/backends/backend_pdf matplotlib/backends/backend_pgf "
    "matplotlib/backends/backend_ps matplotlib/backends/backend_qt "
    "matplotlib/backends/backend_webagg matplotlib/backends/backend_wx "
    "matplotlib/backends/qt_editor matplotlib/backends/web_backend "
    "matplotlib/mpl-data/fonts/afm matplotlib/mpl-data/fonts/pdfcorefonts "
    "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono- "
    "matplotlib/mpl-data/fonts/ttf/DejaVuSerif matplotlib/mpl-data/images "
    "matplotlib/mpl-data/sample_data matplotlib/sphinxext/ matplotlib/testing/ "
    "mpl_toolkits/axisartist/ PIL/_imagingcms PIL/_imagingft PIL/_webp "
    "dateutil/zoneinfo/"
).split()
NOT_ANYWHERE = (".pyi", ".pxd", ".h", ".a", ".c", ".pyx", ".typed", "/RECORD")


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
        if path.is_file() and "__pycache__" not in path.parts
    }
    files[f"{SITE}/answering.py"] = (HERE / "answering.py").read_bytes()
    files[f"{SITE}/nnlib/data/shipped.npz"] = sets()
    return packed(files)


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
