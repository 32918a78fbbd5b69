"""Build the notebooks as a site that runs them in the reader's browser: JupyterLite.

python tools/lite.py [address]

Run it in the environment of tools/lite-requirements.txt, as `make lite` does. Pyodide,
which is Python for browsers, and its packages are fetched once, from the address if one
is given (file:///folder/ will do). They become part of the site in _build/lite, so that
it asks no other site for anything.

nnlib is added to the packages that Pyodide knows. Its kernel loads those when a cell
imports them, so the notebooks need no cell that installs anything.
"""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
from urllib.request import urlopen

from exercises import write_hand_outs

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "lite"
# Its name must not begin like the site's: JupyterLite would skip the settings in it.
SOURCE = ROOT / "_build" / "for-lite"
# Where JupyterLite looks for a Pyodide to copy into the site.
PYODIDE = SOURCE / "static" / "pyodide"

VERSION = "0.27.7"
ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
PYTHON = "3.12"
# What was fetched before.
CACHE = ROOT / "_build" / f"pyodide-{VERSION}"
CORE = [
    "pyodide.js",
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
]
# From Pyodide: what JupyterLite's kernel starts with, and what nnlib calls.
KERNEL = ["ipython", "jedi", "micropip", "sqlite3", "ssl"]
LIBRARIES = ["numpy", "matplotlib", "scikit-learn"]
# Not in Pyodide, but pure Python, so that the usual wheels do.
PURE = [
    "anywidget",
    "comm",
    "ipywidgets",
    "jupyterlab-widgets",
    "psygnal",
    "typing-extensions",
]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(address, name):
    """Bring a file of Pyodide's into the site, and return its path."""
    path, kept = PYODIDE / name, CACHE / name
    if not kept.exists():
        partial = CACHE / "partial"
        try:
            with urlopen(f"{address.rstrip('/')}/{name}") as answer:
                partial.write_bytes(answer.read())
        except OSError as error:
            sys.exit(f"Pyodide cannot be fetched from {address}: {error}")
        partial.rename(kept)
    shutil.copyfile(kept, path)
    return path


def with_dependencies(names, packages):
    """Return the names and all that those packages depend on."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop().replace("_", "-").lower()
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return found


def fetch_pyodide(address):
    """Bring Python and the packages that are needed into the site."""
    lock = json.loads(fetch(address, "pyodide-lock.json").read_text(encoding="utf-8"))
    needed = with_dependencies(KERNEL + LIBRARIES, lock["packages"])
    lock["packages"] = {name: lock["packages"][name] for name in sorted(needed)}
    for name in CORE:
        fetch(address, name)
    for package in lock["packages"].values():
        path = fetch(address, package["file_name"])
        if sha256(path) != package["sha256"]:
            (CACHE / path.name).unlink()
            sys.exit(f"{path.name} is not the file that Pyodide's list promises.")
    return lock


def pip(*arguments):
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True)


def add_wheels(lock):
    """Add nnlib, and what it needs that Pyodide does not have, to Pyodide's list."""
    any_system = "--platform any --implementation py --abi none --only-binary :all:"
    pip(
        *["download", "--no-deps", *any_system.split(), "--python-version", PYTHON],
        *["--constraint", "requirements.txt", "--dest", str(SOURCE), *PURE],
    )
    pip("wheel", "--no-deps", "--wheel-dir", str(SOURCE), ".")
    for wheel in SOURCE.glob("*.whl"):
        module, version, *_ = wheel.name.split("-")
        name = module.replace("_", "-")
        lock["packages"][name] = {
            "name": name,
            "version": version,
            "file_name": wheel.name,
            "install_dir": "site",
            "sha256": sha256(wheel),
            "package_type": "package",
            "imports": [module],
            "depends": PURE + LIBRARIES if name == "nnlib" else [],
            "unvendored_tests": False,
        }
        wheel.rename(PYODIDE / wheel.name)


def copy_notebooks():
    for folder in ["chapters", "solutions"]:
        (SOURCE / "files" / folder).mkdir(parents=True)
        for notebook in (ROOT / folder).glob("*.ipynb"):
            shutil.copy(notebook, SOURCE / "files" / folder)
    write_hand_outs(SOURCE / "files" / "exercises")


def settings():
    """Return JupyterLite's settings: nothing is installed from elsewhere."""
    kernel = {
        "@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {"litePluginSettings": kernel},
    }


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else ADDRESS
    for folder in [SOURCE, SITE]:
        shutil.rmtree(folder, ignore_errors=True)
    for folder in [CACHE, PYODIDE]:
        folder.mkdir(parents=True, exist_ok=True)
    lock = fetch_pyodide(address)
    add_wheels(lock)
    (PYODIDE / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (SOURCE / "jupyter-lite.json").write_text(json.dumps(settings()), encoding="utf-8")
    copy_notebooks()
    build = [sys.executable, "-m", "jupyterlite_core", "build", "--apps", "lab"]
    build += ["--no-sourcemaps", "--output-dir", str(SITE)]
    subprocess.run(build, cwd=SOURCE, check=True)
    print(f"The site is in {SITE}. To serve it: python tools/serve.py lite")


if __name__ == "__main__":
    main()
