"""Run the notebooks again whenever what they depend on has changed.

The cache of executed notebooks compares their code and nothing else: after a
change in nnlib it would hand back the old outputs. So the cache gets a folder
whose name is made from nnlib's sources, the versions of the installed packages
and the version of Python. When one of them changes, the cache is empty.
"""

import hashlib
import importlib.metadata
import importlib.util
import pathlib
import shutil
import sys

from sphinx.errors import ExtensionError

# Catalogues are of no account for English, and known by the kernel for others
# (translation).
SKIPPED = {"__pycache__", "languages"}
# What tools/build.py has each kernel run first.
STARTUP = pathlib.Path(__file__).with_name("startup")


def sources():
    """Return the folder of the nnlib that the notebooks will import."""
    spec = importlib.util.find_spec("nnlib")
    if spec is None or not spec.submodule_search_locations:
        raise ExtensionError("nnlib is not installed here: pip install -e .")
    return pathlib.Path(spec.submodule_search_locations[0])


def fingerprint():
    """Return a short name for the state of everything a notebook depends on."""
    digest = hashlib.sha256(sys.version.encode())
    installed = {
        f"{package.name}=={package.version}"
        for package in importlib.metadata.distributions()
    }
    digest.update("\n".join(sorted(installed)).encode())
    for folder in (sources(), STARTUP):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not SKIPPED & set(path.parts):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def choose_cache(app, config):
    """Point myst-nb at this state's cache, and drop those of other states."""
    caches = pathlib.Path(app.outdir).parent / ".jupyter_cache"
    current = caches / fingerprint()
    for other in caches.glob("*"):
        if other != current:
            shutil.rmtree(other) if other.is_dir() else other.unlink()
    config.nb_execution_cache_path = str(current)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", choose_cache)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
