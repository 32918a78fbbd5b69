"""What pages need of the standard library and of the wheels, and where it is put."""

import zipfile

from page_python.obtaining import CORE, LOCK

STANDARD = "lib/python312.zip"
SITE = "lib/python3.12/site-packages"

# Of the standard library: servers, mail, consoles, processes, other systems, old files,
# rare alphabets. What computes stays, and what a learner asks for: help, timeit.
NOT_LIBRARY = (
    "__phello__ _aix_support.py _osx_support.py _pydatetime.py _pyio.py aifc.py "
    "antigravity.py asyncio/proactor asyncio/windows bdb.py cProfile.py cgi.py "
    "cgitb.py chunk.py compileall.py concurrent/futures/process.py curses/ doctest.py "
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
