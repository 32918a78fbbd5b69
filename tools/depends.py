"""What in this repository depends on what: by imports, and by the names in strings.

A file of Python, or a notebook, depends on the modules that it uses, each name from
where it is defined: who takes `Network` from `nnlib` depends on `nnlib/network.py`. It
depends on the files, too, that its strings are the names of ("live.js",
"tools/serve.py"), and on all in a folder ("chapters"). That may be too much, which
costs time; a name that is put together is not seen.
"""

import ast
import functools
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Where modules are imported from, beside the importer's own folder.
ROOTS = ["", *"tests tests/live tools _ext benchmarks".split()]
MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)


def listed(*options):
    """Return what git lists of this repository's files."""
    done = subprocess.run(
        ["git", "ls-files", "-z", *options],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [name for name in done.stdout.split("\0") if name]


@functools.cache
def files():
    """Return every file of the repository, new ones included, as a path within it."""
    names = listed("--cached", "--others", "--exclude-standard")
    return sorted({name for name in names if (ROOT / name).is_file()})


@functools.cache
def named():
    """Return the files that a string may mean, by that string."""
    found = {}
    for path in files():
        parts = path.split("/")
        for k in range(len(parts)):
            found.setdefault("/".join(parts[k:]), set()).add(path)
    return found


@functools.cache
def within(folder):
    """Return what lies in a folder of the first level."""
    return {path for path in files() if path.startswith(f"{folder}/")}


@functools.cache
def tree(path):
    """Return the syntax tree of a file of Python, or of a notebook's code."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".ipynb"):
        cells = json.loads(text)["cells"]
        code = ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
        text = MAGIC.sub("", "\n".join(code))
    return ast.parse(text)


def module(dotted, folder):
    """Return the file of a module, or nothing."""
    for root in [folder, *ROOTS]:
        path = "/".join(filter(None, [root, *dotted.split(".")]))
        for name in (f"{path}.py", f"{path}/__init__.py"):
            if name in named():
                return {name}
    return set()


@functools.cache
def defined(dotted, folder=""):
    """Return the files that a dotted name comes from, such as `nnlib.Network`."""
    parts = dotted.split(".")
    found = set()
    for k in range(1, len(parts) + 1):
        for path in module(".".join(parts[:k]), folder):
            found.add(path)
            if path.endswith("/__init__.py") and k < len(parts):
                if parts[k] == "__path__":
                    found |= {one for one in files() if one.startswith(path[:-11])}
                origin = imported(path).get(parts[k])
                if origin and not module(".".join(parts[: k + 1]), folder):
                    found |= defined(".".join([origin, *parts[k + 1 :]]))
    return found


@functools.cache
def imported(path):
    """Return what a file imports: by the names it knows them, where they are from."""
    package = path.split("/")[:-1]
    names = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for one in node.names:
                names[one.asname or one.name] = one.name
                if not one.asname:  # of `import a.b`, the file knows a
                    first = one.name.partition(".")[0]
                    names[first] = first
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            start = ".".join([*above, *filter(None, [node.module])])
            for one in node.names:
                names[one.asname or one.name] = f"{start}.{one.name}"
    return names


def dotted(node):
    """Return the names of `a.b.c`, from left to right, or nothing."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute) and (names := dotted(node.value)):
        return [*names, node.attr]
    return []


@functools.cache
def uses(path):
    """Return what a file depends on, at first hand."""
    if not path.endswith((".py", ".ipynb")):
        return frozenset()
    folder, names = path.rpartition("/")[0], imported(path)
    # What a package hands on, and does not use, is for those who take it from there.
    hands_on = path.endswith("__init__.py")
    found = set()
    if not hands_on:
        found = {one for name in names.values() for one in defined(name, folder)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name | ast.Attribute):
            first, *rest = dotted(node) or [""]
            if first in names:
                found |= defined(".".join([names[first], *rest]), folder)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= named().get(node.value, set())
            # Elsewhere, "nnlib" is the name of a contender; and "tests" is what to run.
            if path.startswith(("tests/", "tools/", "_ext/")) and node.value != "tests":
                found |= within(node.value)
    above = folder
    while path.startswith("tests/") and above:
        found |= {f"{above}/conftest.py"} & set(files())
        above = above.rpartition("/")[0]
    return frozenset(found - {path})


def affected(changed):
    """Return all that depends on some files, those included, each with how far away."""
    distance = dict.fromkeys(changed, 0)
    near = set(changed)
    while near:
        step = {path for path in files() if path not in distance and uses(path) & near}
        distance |= dict.fromkeys(step, max(distance.values()) + 1)
        near = step
    return distance
