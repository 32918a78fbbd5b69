"""The command of a teacher: what it writes, keeps, and says."""

import csv
import json
import os
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from functools import partial

import pytest
from classroom import KINDS, answer, notebook, sources, write_class

from nnlib.exercises.__main__ import main
from nnlib.exercises.grading import command, process
from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.results import (
    Refused,
    make_room,
    result,
    write_students,
    write_table,
)
from nnlib.exercises.grading.settling import names_in, settled
from nnlib.exercises.grading.telling import named, sum_up

RIGHT, WRONG = Mark("loss", "right"), Mark("loss", "wrong", "halved", "Not right yet.")


def rows(folder):
    with (folder / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """Return a folder that has been graded, and what the command has said."""
    folder = tmp_path_factory.mktemp("class") / "week 1"
    names = ("layer", "shapes")
    made = write_class(folder, students=6, names=names)
    assert set(made.values()) == set(KINDS)
    (folder / "=broken.ipynb").write_text("{")
    command = [sys.executable, "-m", "nnlib.exercises", "grade", folder]
    ran = subprocess.run(
        [*command, "--seconds", "1"], capture_output=True, encoding="utf-8", check=True
    )
    assert not ran.stderr
    return folder.with_name("week 1-graded"), made, ran.stdout


def test_the_table_has_a_row_a_student(class_):
    folder, made, _ = class_
    head, broken, *rest = rows(folder)
    assert head == ["student", "right", "of", "layer", "shapes", "trouble"]
    assert broken[:5] == ["'=broken", "0", "2", "", ""]
    assert broken[5].startswith("'=broken.ipynb: This file is no notebook, or not a")
    expected = {
        "right": ["2", "2", "right", "right"],
        "slips": ["0", "2", "wrong", "wrong"],
        "wrong": ["0", "2", "wrong", "wrong"],
        "empty": ["0", "2", "not yet", "not yet"],
        "raising": ["0", "2", "stopped", "not yet"],
        "endless": ["1", "2", "stopped", "right"],
    }
    assert rest == [[name, *expected[kind], ""] for name, kind in made.items()]


def test_each_student_has_a_result_as_autograders_read_it(class_):
    folder, made, _ = class_
    names = {path.name for path in (folder / "students").iterdir()}
    assert names == {*made, "=broken"}
    student = next(name for name, kind in made.items() if kind == "slips")
    text = (folder / "students" / student / "result.json").read_text(encoding="utf-8")
    held = json.loads(text)
    assert held["schema"] == "classroom50/result/v1"
    assert (held["owner"], held["score"], held["max-score"]) == (student, 0, 2)
    first, second = held["tests"]
    asked = {key: first[key] for key in ("test-name", "passed", "score", "max-score")}
    assert asked == {"test-name": "layer", "passed": False, "score": 0, "max-score": 1}
    assert first["status"] == second["status"] == "wrong"
    assert first["slip"] and "Likely cause: " in first["output"]


def test_it_says_how_it_goes(class_):
    _, _, said = class_
    assert "7 of 7  " in said
    assert "1 right, 1 stopped" in said
    assert "=broken.ipynb: This file is no notebook" in said
    lines = [line.split() for line in said.splitlines()]
    assert ["right", "wrong", "stopped", "not", "yet"] in lines
    assert ["layer", "1", "2", "2", "1"] in lines
    assert ["shapes", "2", "2", "2"] in lines


# ---- the results -------------------------------------------------------------------


def test_of_two_notebooks_the_better_mark_counts():
    papers = [
        Paper("ben", "ben/b.ipynb", (RIGHT,)),
        Paper("anna", "anna/b.ipynb", (WRONG, Mark("layer", "right"))),
        Paper("anna", "anna/a.ipynb", (RIGHT, Mark("layer", "not yet"))),
        Paper("anna", "anna/c.ipynb", (RIGHT,)),
    ]
    kept = settled(papers)
    assert [(one.file, one.marks) for one in kept] == [
        ("anna/a.ipynb", (RIGHT,)),
        ("anna/b.ipynb", (Mark("layer", "right"),)),
        ("anna/c.ipynb", ()),
        ("ben/b.ipynb", (RIGHT,)),
    ]
    assert names_in(kept) == ["layer", "loss"]
    assert names_in(kept, ["loss", "shapes"]) == ["loss", "shapes"]
    only = settled(papers, ["loss"])
    assert {mark.name for paper in only for mark in paper.marks} == {"loss"}


def test_what_a_student_has_not_is_not_right():
    held = result("anna", [Paper("anna", "a.ipynb", (RIGHT,))], ["layer", "loss"])
    assert (held["score"], held["max-score"]) == (1, 2)
    assert held["tests"][0]["output"] == "It is not in the notebook."
    broken = result("anna", [Paper("anna", "a.ipynb", trouble="Empty.")], ["loss"])
    assert broken["tests"][0]["output"] == "a.ipynb: Empty."


def test_the_runner_says_whose_it_is(monkeypatch):
    monkeypatch.setenv("CLASSROOM", "maths")
    monkeypatch.setenv("OWNER", "octo")
    held = result("01-neurons", [], [])
    assert (held["classroom"], held["owner"]) == ("maths", "octo")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_name_becomes_a_formula(tmp_path, begin):
    write_table([Paper(f"{begin}1+1", "a.ipynb", (RIGHT,))], ["loss"], tmp_path)
    assert rows(tmp_path)[1][0] == f"'{begin}1+1"


def test_no_name_leads_out_of_the_folder_and_none_takes_anothers(tmp_path):
    long = "\N{HEBREW LETTER ALEF}" * 120
    names = ["..", ".", "a/b", "a:b", "A_B", "CON?", "", "CON", "aux.x"]
    names += ["\xe4", "a\u0308", "\xc4", "Stra\xdfe", "STRASSE", f"{long}a", f"{long}b"]
    papers = [Paper(name, f"{k}.ipynb", (RIGHT,)) for k, name in enumerate(names)]
    write_students(papers, ["loss"], tmp_path)
    found = [path.parent.name for path in tmp_path.rglob("result.json")]
    plain = {unicodedata.normalize("NFC", name).casefold() for name in found}
    assert len(plain) == len(names)
    assert not plain & {"con", "aux.x"}
    assert max(len(name.encode()) for name in found) < 255
    assert [path.name for path in tmp_path.iterdir()] == ["students"]


# ---- a second run ------------------------------------------------------------------


def test_results_of_before_are_kept(tmp_path):
    into = tmp_path / "graded"
    assert make_room(into) is None
    places = []
    for student in ("anna", "ben", "cem"):
        write_table([Paper(student, "a.ipynb", (RIGHT,))], ["loss"], into)
        places.append(make_room(into))
        assert not (into / "marks.csv").exists()
    kept = [rows(place)[1][0] for place in places]
    assert kept == ["anna", "ben", "cem"]


def test_what_is_somebody_elses_is_not_written_into(tmp_path):
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(Refused, match="--into"):
        make_room(tmp_path)
    with pytest.raises(Refused):
        make_room(tmp_path / "thesis.tex")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


# ---- the command line --------------------------------------------------------------


def test_without_a_command_it_says_what_it_is_for(capsys):
    assert main([]) == 0
    assert "python -m nnlib.exercises grade submitted" in capsys.readouterr().out


def test_it_says_how_excel_opens_the_table_in_any_language(capsys):
    with pytest.raises(SystemExit):
        main(["grade", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "one column: there choose Data, From Text/CSV." in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["grade", "nowhere"], "There is no folder"),
        (["grade", "--only", "layer,lair", "."], "There is no lair. There are: "),
        (["grade", ".", "--seconds", "0"], "a second"),
        (["grade", __file__], "is a file. Name the folder"),
        (["grade", os.path.abspath(os.sep)], "name one with --into"),
    ],
)
def test_what_is_asked_wrongly_is_told(capsys, words, told):
    with pytest.raises(SystemExit):
        main(words)
    assert told in capsys.readouterr().err


def test_an_empty_folder_is_told(capsys, tmp_path):
    assert main(["grade", str(tmp_path)]) == 0
    assert "There is no notebook" in capsys.readouterr().out
    assert not tmp_path.with_name(f"{tmp_path.name}-graded").exists()


def test_nobody_is_missing_without_a_word(capsys, tmp_path):
    folder = tmp_path / "class"
    for name in ("anna/a.ipynb", "ben/work.zip"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("{")
    for name in ("cem.zip", "tasks.pdf"):
        (folder / name).write_text("")
    into = folder / "graded"
    for _ in range(2):
        assert main(["grade", str(folder), "--into", str(into)]) == 0
        said = capsys.readouterr().out
        assert (
            "ben/: There is no notebook (.ipynb) in this folder, but work.zip" in said
        )
        assert (
            "Not looked at, for there is no notebook: cem.zip, tasks.pdf.\nIf" in said
        )
        assert [row[0] for row in rows(into)[1:]] == ["anna", "ben"]
        assert "but work.zip" in rows(into)[2][-1]
    report = (into / "report.html").read_text(encoding="utf-8")
    assert "1 student handed in 1 notebook, and of 1 student there is none." in report


def test_where_nobody_has_a_notebook_what_there_is_is_told(capsys, tmp_path):
    (tmp_path / "anna.zip").write_text("")
    assert main(["grade", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "There is no notebook" in said and "anna.zip" in said


def test_where_nothing_can_be_written_is_told_before_anything_is_graded(
    capsys, tmp_path
):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "anna.ipynb").write_text("{")
    into = tmp_path / "class" / "anna.ipynb" / "below"
    with pytest.raises(SystemExit):
        main(["grade", str(tmp_path / "class"), "--into", str(into)])
    said = capsys.readouterr()
    assert "Nothing can be written into" in said.err and "--into" in said.err
    assert "1 of 1" not in said.out


def test_a_table_that_is_open_for_a_while_ends_nothing(capsys, tmp_path, monkeypatch):
    """As one that is open in Excel is on Windows."""
    (tmp_path / "class").mkdir()
    for name in ("anna", "ben"):
        (tmp_path / "class" / f"{name}.ipynb").write_text("{")
    failing = iter([True, True, False])

    def open_elsewhere(*arguments):
        if next(failing):
            raise PermissionError(13, "Permission denied", "marks.csv")
        write_table(*arguments)

    monkeypatch.setattr(command, "write_table", open_elsewhere)
    assert main(["grade", str(tmp_path / "class")]) == 0
    assert [row[0] for row in rows(tmp_path / "class-graded")[1:]] == ["anna", "ben"]


def test_a_result_that_cannot_be_written_is_told(capsys, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device", "marks.csv")

    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "anna.ipynb").write_text("{")
    monkeypatch.setattr(command, "write_table", full)
    with pytest.raises(SystemExit):
        main(["grade", str(tmp_path / "class")])
    assert "marks.csv: No space left on device." in capsys.readouterr().err


def test_whose_notebooks_may_be_of_several_people_is_told(capsys):
    one, two = Mark("loss", "right"), Mark("loss", "not yet")
    papers = [
        Paper("week 1", "week 1/anna.ipynb", (one, Mark("layer", "right"))),
        Paper("week 1", "week 1/ben.ipynb", (two,)),
        Paper("cem", "cem/1.ipynb", (one,)),
        Paper("cem", "cem/2.ipynb", (Mark("layer", "wrong"),)),
    ]
    sum_up(papers, [])
    said = capsys.readouterr().out
    assert "  week 1: week 1/anna.ipynb, week 1/ben.ipynb\n" in said
    assert "a folder of their own" in said and "cem/" not in said
    sum_up(papers, ["layer"])
    assert "same" in said and "same" not in capsys.readouterr().out


def test_a_name_takes_one_line_of_the_terminal():
    assert named("a\nb\tc") == "a b c"
    assert len(named("x" * 240)) == 40


def test_an_interruption_before_the_first_mark_is_told(capsys, tmp_path, monkeypatch):
    def interrupted(limits):
        raise KeyboardInterrupt

    (tmp_path / "anna.ipynb").write_text("{")
    monkeypatch.setattr(process, "held", interrupted)
    assert main(["grade", str(tmp_path)]) == 130
    assert "before anything was graded" in capsys.readouterr().out


def test_after_an_interruption_nothing_starts_any_more(monkeypatch):
    """A worker whose process is ended would run the notebook again."""
    monkeypatch.setattr(process, "_over", threading.Event())
    process.end_all()
    with pytest.raises(process.Ended, match="interrupted"):
        process.Process("student", Limits())


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_an_interruption_keeps_what_is_graded(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    text = notebook(sources("right", ("shapes",)))
    (folder / "anna.ipynb").write_text(text, encoding="utf-8")
    slow = notebook({"": "import time\ntime.sleep(600)", "shapes": answer("shapes")})
    for name in ("ben", "cem"):
        (folder / f"{name}.ipynb").write_text(slow, encoding="utf-8")
    command = [sys.executable, "-m", "nnlib.exercises", "grade", str(folder)]
    # What runs in the background ignores Ctrl-C, and passes that on.
    heard = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", preexec_fn=heard
    )
    table = tmp_path / "class-graded" / "marks.csv"
    end = time.monotonic() + 60
    while not table.exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Interrupted. 1 of 3 are graded" in said
    _, anna, *rest = rows(tmp_path / "class-graded")
    assert anna == ["anna", "1", "1", "right", ""]
    assert [row[0] for row in rest] == ["ben", "cem"]
    assert all("interrupted" in row[-1] for row in rest)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_where_nobody_reads_on_it_ends_quietly(tmp_path):
    """As in a pipe with ``head -1``, with what is graded and no process left."""
    folder, left = tmp_path / "class", tmp_path / "left"
    folder.mkdir()
    left.mkdir()
    for name in ("anna", "ben"):
        (folder / f"{name}.ipynb").write_text("{")
    slow = notebook({"": "import time\ntime.sleep(600)", "shapes": answer("shapes")})
    (folder / "cem.ipynb").write_text(slow, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "nnlib.exercises", "grade", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(left)},
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 141
    assert [row[0] for row in rows(tmp_path / "class-graded")[1:]] == [
        "anna",
        "ben",
        "cem",
    ]
    assert list(left.iterdir()) == []
