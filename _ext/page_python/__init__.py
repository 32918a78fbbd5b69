"""Python in the pages: its files in `_static/python`, and the script to start it.

No page loads `_static/python.js` by itself. Whether there is Python for the pages,
other extensions read in `app.config.html_context["page_python"]`, and templates in
`page_python`. If its files cannot be had, the book is built without.
"""

import base64
import json
import pathlib

from kept import kept

from nnlib.language import say
from page_python import licences, packing
from page_python.obtaining import CACHE, FOLDER, wheels

MARK = "<!-- Python in this copy of the book -->"
LICENCES = "_static/python/licences.txt"
TOLD = {
    True: say(
        '<a href="{file}">The licences</a> of what is loaded say where its sources '
        "are.",
        file=f"../{LICENCES}",
    ),
    False: say("This copy of the book was built without it."),
}
# What decides how the libraries are made.
RECIPE = [packing.HERE / name for name in ("trimming.py", "packing.py", "compile.js")]
HEAD = "const bookPythonParts = "
# What is joined to the one script that starts it.
SCRIPTS = ["files.js", "python.js"]


def lasting(name, make):
    """Return a part as pages load it, which is made when its recipe changes."""
    sources = [name.encode(), *(path.read_bytes() for path in RECIPE)]
    return kept(CACHE / "parts", sources, lambda: packing.squeezed(make()))


def parts(folder):
    """Yield each part of Python as pages load it: its name and its bytes."""
    yield "script", packing.squeezed(packing.script())
    yield "engine", lasting("engine", (packing.CORE / "pyodide.asm.wasm").read_bytes)
    yield "library", lasting("library", lambda: packing.library(folder))
    yield "book", packing.squeezed(packing.book())
    yield "drawing", lasting("drawing", lambda: packing.drawing(folder))


def write(static, named):
    """Write parts, for servers and for disk, and the script that knows them."""
    folder = static / "python"
    folder.mkdir(parents=True, exist_ok=True)
    known = {}
    for name, content in named:
        file = f"{name}-{packing.fingerprint(content)}"
        (folder / f"{file}.bin").write_bytes(content)
        text = base64.b64encode(content).decode()
        script = f'bookPythonFiles.arrived("{name}", "{text}");\n'
        (folder / f"{file}.js").write_text(script, encoding="ascii")
        known[name] = {"file": file, "bytes": len(content)}
    head = f"{HEAD}{json.dumps(known)};\n"
    code = [(packing.HERE / name).read_text(encoding="utf-8") for name in SCRIPTS]
    (static / "python.js").write_text("\n".join([head, *code]), encoding="utf-8")


def share(edition, english):
    """Let an edition have the parts that are those of the English book from there.

    edition : its folder, which is or will be in that of the English book.
    """
    script = edition / "_static" / "python.js"
    if not script.exists():
        return
    head, code = script.read_text(encoding="utf-8").split("\n", 1)
    known = json.loads(head.removeprefix(HEAD).removesuffix(";"))
    for part in known.values():
        files = [f"_static/python/{part['file']}{ending}" for ending in (".bin", ".js")]
        if all((english / file).exists() for file in files):
            for file in files:
                (edition / file).unlink()
            # From the edition's own folder of Python.
            part["file"] = f"../../../_static/python/{part['file']}"
    script.write_text(f"{HEAD}{json.dumps(known)};\n{code}", encoding="utf-8")


def settle(app):
    """Find out whether there is Python for the pages."""
    wanted = app.builder.name == "html"
    found = wanted and wheels() is not None
    app.config.html_context["page_python"] = found
    if wanted and not found:
        print(
            "The pages have no Python: NumPy for it could not be fetched. "
            f"A folder with it can be named in the variable {FOLDER}."
        )


def tell(app, docname, source):
    """Say on the page about Python whether there is any."""
    if MARK in source[0]:
        found = app.config.html_context.get("page_python", False)
        source[0] = source[0].replace(MARK, TOLD[found])


def copy(app, error):
    """Write the files beside the pages."""
    if error is None and app.config.html_context.get("page_python"):
        out = pathlib.Path(app.outdir)
        write(out / "_static", parts(CACHE))
        (out / LICENCES).write_text(licences.collected(CACHE), encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("builder-inited", settle)
    app.connect("source-read", tell)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
