"""The licences of what pages load to run Python, and where the sources are.

Those of Pyodide, of Python and of what is linked into both are in the folder
`licences`, since their packages hold none. Those of the wheels are in the wheels.
"""

import zipfile

from page_python.obtaining import DRAWING, LOCK, NUMPY
from page_python.packing import HERE

FOLDER = HERE / "licences"
TEXTS = ["Pyodide", "Python", "LLVM", "FreeType", "others"]


def collected(folder):
    """Return all of it as one text, with the wheels in a folder."""
    texts = [kept("what").format(**LOCK["info"])]
    texts += [titled(name, kept(name)) for name in TEXTS]
    for name in NUMPY + DRAWING:
        package = LOCK["packages"][name]
        with zipfile.ZipFile(folder / package["file_name"]) as archive:
            for inside in sorted(archive.namelist()):
                if "LICEN" in inside.upper() and not inside.endswith(("/", ".py")):
                    text = archive.read(inside).decode("utf-8", "replace")
                    title = f"{package['name']} {package['version']}: {inside}"
                    texts.append(titled(title, text))
    return "\n\n".join(texts)


def kept(name):
    """Return a text of the folder."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def titled(title, text):
    """Return a text beneath a title."""
    return f"{title}\n{'=' * len(title)}\n\n{text.strip()}\n"
