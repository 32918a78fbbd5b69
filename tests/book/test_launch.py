"""What Binder and Colab need of the repository to run a chapter."""

import re
import sys
from types import SimpleNamespace

import nbformat
import pytest
from layout import ROOT
from packaging.requirements import Requirement

sys.path.insert(0, str(ROOT / "tools"))

import colab
import exercise_pages as pages
from solution_pages import solutions

NOTEBOOKS = sorted([*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("solutions/*.ipynb")])
URL, BRANCH = "https://github.com/owner/name", "trunk"


def lines(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def named(path):
    return [Requirement(line).name for line in lines(path) if line[0] not in "- "]


def is_colabs(cell):
    return cell.id.startswith(colab.PREFIX)


@pytest.fixture
def settled(monkeypatch):
    """The setting, as if the repository had an address."""
    monkeypatch.setattr(colab, "setting", lambda: (URL, BRANCH))


def test_binder_installs_the_package_with_the_projects_own_versions():
    options = [line.split() for line in lines("binder/requirements.txt")]
    assert ["-c", "../requirements.txt"] in options
    assert ["-e", f".[{colab.EXTRAS}]"] in options
    assert set(named("binder/requirements.txt")) <= set(named("requirements.txt"))
    # A constraint with extras is an error.
    assert [line for line in lines("requirements.txt") if "[" in line] == []


def test_binder_has_a_python_that_the_package_supports():
    (runtime,) = lines("binder/runtime.txt")
    classifier = runtime.replace("python-", "Programming Language :: Python :: ")
    assert f'"{classifier}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_cell_for_colab_is_that_of_the_setting(path):
    notebook = nbformat.read(path, as_version=4)
    found = [cell.source for cell in notebook.cells if is_colabs(cell)]
    assert found == [cell.source for cell in colab.cells("colab")], "make outputs"


@pytest.mark.parametrize("chapter", pages.CHAPTERS)
def test_a_hand_out_has_the_cell_too(chapter, settled):
    code = [cell for cell in pages.hand_out(chapter).cells if cell.cell_type == "code"]
    assert [is_colabs(cell) for cell in code] == [True] + [False] * (len(code) - 1)


def test_there_is_no_cell_while_no_repository_is_known(monkeypatch, settled):
    notebook = colab.with_cell(solutions(1))
    monkeypatch.setattr(colab, "setting", lambda: ("", BRANCH))
    assert colab.cells("colab") == []
    assert not any(map(is_colabs, colab.with_cell(notebook).cells))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_cell_comes_before_all_other_code_and_once(path, settled):
    notebook = colab.with_cell(nbformat.read(path, as_version=4))
    code = [
        cell for cell in colab.with_cell(notebook).cells if cell.cell_type == "code"
    ]
    assert [is_colabs(cell) for cell in code] == [True] + [False] * (len(code) - 1)
    nbformat.validate(notebook)


@pytest.mark.parametrize("in_colab", [True, False])
@pytest.mark.parametrize("missing", [True, False])
def test_it_installs_only_in_colab_and_only_what_is_missing(
    in_colab, missing, settled, monkeypatch, capsys
):
    commands = []
    shell = SimpleNamespace(run_line_magic=lambda *words: commands.append(words))
    if in_colab:
        monkeypatch.setitem(sys.modules, "google.colab", object())
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None if missing else 1)
    (cell,) = colab.cells("colab")
    exec(cell.source, {"get_ipython": lambda: shell})
    package = f"nnlib[{colab.EXTRAS}] @ git+{URL}@{BRANCH}"
    expected = [("pip", f"install --quiet '{package}'")]
    assert commands == (expected if in_colab and missing else [])
    assert capsys.readouterr().out == ""


def test_the_notebooks_need_nothing_else():
    """The extras bring every package that a notebook imports."""
    code = "\n".join(
        cell.source
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    )
    imported = set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE))
    assert imported - sys.stdlib_module_names == {"matplotlib", "nnlib", "numpy"}
