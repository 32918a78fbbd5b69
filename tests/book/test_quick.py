"""What `make quick` checks after a change, what it leaves out, and that it says so."""

import re
import subprocess
import sys
import time

import depends
import pytest
import quick

OWN = {
    "pkg/__init__.py": "from pkg.one import f\nfrom pkg.two import g\n",
    "pkg/one.py": "def f(): ...\n",
    "pkg/two.py": "def g(): ...\n",
    "pkg/three.py": "from pkg import one\nf = one.f\n",
    "tools/tool.py": "print()\n",
    "data/table.csv": "1\n",
    "tests/conftest.py": "import pkg.two\n",
    "tests/test_f.py": "from pkg import f\n",
    "tests/test_g.py": "import pkg\npkg.g()\n",
    "tests/test_three.py": "from pkg.three import f\n",
    "tests/test_all.py": "import pkg\nprint(pkg.__path__)\n",
    "tests/test_tool.py": "RUN = 'tools/tool.py'\n",
    "tests/test_data.py": "ROOT = '.'\nFOLDER = 'data'\n",
    "notes.ipynb": """{"cells": [
        {"cell_type": "markdown", "source": ["Words = no code"]},
        {"cell_type": "code", "source": ["%magic\\n", "import pkg.one"]}]}""",
}


def git(folder, *words):
    own = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A small repository, whose branch main has all its files."""
    for path, text in OWN.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--message=All")
    monkeypatch.setattr(depends, "ROOT", tmp_path)
    monkeypatch.setattr(quick, "ROOT", tmp_path)
    cached = [one for one in vars(depends).values() if hasattr(one, "cache_clear")]
    for one in cached:
        one.cache_clear()
    yield tmp_path
    for one in cached:
        one.cache_clear()


@pytest.mark.parametrize(
    ("changed", "first", "later"),
    [
        ("pkg/one.py", "notes.ipynb pkg/three.py tests/test_all.py tests/test_f.py",
         "tests/test_three.py"),
        ("pkg/two.py", "tests/conftest.py tests/test_all.py tests/test_g.py",
         "tests/test_data.py tests/test_f.py tests/test_three.py tests/test_tool.py"),
        ("pkg/three.py", "tests/test_all.py tests/test_three.py", ""),
        ("pkg/__init__.py",
         "notes.ipynb pkg/three.py tests/conftest.py tests/test_all.py tests/test_f.py "
         "tests/test_g.py tests/test_three.py",
         "tests/test_data.py tests/test_tool.py"),
        ("tools/tool.py", "tests/test_tool.py", ""),
        ("data/table.csv", "tests/test_data.py", ""),
        ("tests/test_f.py", "", ""),
    ],
)  # fmt: skip
def test_what_depends_on_a_file_is_found(changed, first, later, repository):
    found = depends.affected([changed])
    by_distance = {k: [p for p in sorted(found) if found[p] == k] for k in (0, 1, 2)}
    assert by_distance == {0: [changed], 1: first.split(), 2: later.split()}


def test_what_differs_from_main_is_found(repository):
    git(repository, "switch", "--create=other")
    (repository / "pkg" / "one.py").write_text("f = 1\n")
    git(repository, "commit", "--all", "--message=One")
    (repository / "pkg" / "two.py").write_text("g = 1\n")
    (repository / "new.py").touch()
    (repository / "data" / "table.csv").unlink()
    assert quick.changed() == ["data/table.csv", "new.py", "pkg/one.py", "pkg/two.py"]


# A file that changes; some of the steps to take then; and some that are not taken. In
# one string each, for this test is not to depend on these files.
KINDS = """\
nnlib/loss.py | types; chapters/02-vectorisation.ipynb; in tests$; in tests/exercises$ | the book
nnlib/live/figures/neuron.py | types; browser: neuron$; in tests/live$ | the book; rules
nnlib/live/static/live.js | JavaScript; in a browser: rules, training | types
nnlib/exercises/neurons/sigmoid_prime.py | types; in tests/exercises$ | browser
chapters/04-backpropagation.ipynb | pages 04-backpropagation$; ^chapters/04 | types; chapters/03
intro.md | pages intro$ | style; types
_ext/formulas.py | the book and its pages$; in tests/book$ | types; chapters
_static/book.css | the book and its pages$ | style; types
_static/progress.js | JavaScript; the book and its pages$ | style
tools/serve.py | style; in tests/book$ | the book; types
tests/test_loss.py | style; 1 file in tests$ | the book; types; chapters
"""  # noqa: E501


@pytest.mark.parametrize("kind", KINDS.splitlines())
def test_each_kind_of_change_has_its_steps(kind):
    changed, taken, not_taken = kind.split(" | ")
    assert changed in depends.files()
    steps = [step.words for step in quick.plan([changed])]
    for words in taken.split("; "):
        assert any(re.search(words, step) for step in steps), words
    for words in not_taken.split("; "):
        assert not any(re.search(words, step) for step in steps), words


def steps(*programs):
    return [quick.Step(f"step {k}", [["-c", one]]) for k, one in enumerate(programs)]


def test_a_step_that_fails_is_shown_and_fails_the_whole(monkeypatch, capfdbinary):
    taken = steps("print('fine')", "print('the reason'); exit(1)")
    monkeypatch.setattr(quick, "plan", lambda paths: taken)
    monkeypatch.setattr(sys, "argv", ["quick.py", *quick.depends.files()[:1]])
    with pytest.raises(SystemExit) as ended:
        quick.main()
    said = capfdbinary.readouterr().out.decode()
    assert ended.value.code
    assert "the reason" in said
    assert "FAILED  step 1" in said
    assert "ok      step 0" in said
    assert "fine" not in said


def test_what_takes_too_long_is_stopped_and_named(monkeypatch, capfdbinary):
    taken = steps("import time; time.sleep(60)", "print()")
    monkeypatch.setattr(quick, "plan", lambda paths: taken)
    monkeypatch.setattr(quick, "SECONDS", 2)
    monkeypatch.setattr(sys, "argv", ["quick.py", *quick.depends.files()[:1]])
    start = time.monotonic()
    with pytest.raises(SystemExit) as ended:
        quick.main()
    assert time.monotonic() - start < 30
    assert not ended.value.code
    said = capfdbinary.readouterr().out.decode()
    assert "step 0 (no time left)" in said.partition("Left out")[2]
    assert "ok      step 1" in said


def test_a_file_that_is_not_there_is_missed_in_words(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["quick.py", "nnlib/nothing.py"])
    with pytest.raises(SystemExit, match=r"no such file .*: nnlib/nothing\.py"):
        quick.main()
