"""What is found in a folder, what is no notebook, and whose each notebook is."""

import json
import os
import sys
import unicodedata

import pytest
from classroom import answer, notebook

from nnlib.exercises.grading.finding import found
from nnlib.exercises.grading.notebook import LARGEST, Cell, Unreadable, read

WHOLE = notebook({"layer": answer("layer")})


def students(folder, *files):
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WHOLE, encoding="utf-8")
    return {one.file: one.student for one in found(folder)}


# ---- whose it is -------------------------------------------------------------------


def test_a_flat_folder_has_a_student_a_file(tmp_path):
    files = "anna.ipynb", "Ben Öhm.ipynb", ".ipynb_checkpoints/anna.ipynb", "notes.txt"
    assert students(tmp_path, *files) == {
        "anna.ipynb": "anna",
        "Ben Öhm.ipynb": "Ben Öhm",
    }


@pytest.mark.parametrize("top", ["", "submitted/"])
def test_nbgrader_has_a_folder_a_student(tmp_path, top):
    files = f"{top}anna/week-1/01-neurons.ipynb", f"{top}ben/week-1/01-neurons.ipynb"
    assert students(tmp_path, *files) == dict(zip(files, ["anna", "ben"], strict=True))


def test_repositories_are_called_after_the_assignment_too(tmp_path):
    files = (
        "layers-anna-b/a.ipynb",
        "layers-ben/a.ipynb",
        "layers-bea/notebooks/a.ipynb",
    )
    assert set(students(tmp_path, *files).values()) == {
        "layers-anna-b",
        "layers-ben",
        "layers-bea",
    }
    for file in files:
        (tmp_path / file.partition("/")[0] / ".git").mkdir()
    assert set(students(tmp_path).values()) == {"anna-b", "ben", "bea"}
    folder = tmp_path / "layers-submissions"
    assert set(students(folder, "layers-anna/a.ipynb").values()) == {"anna"}


def test_moodle_writes_numbers_behind_a_name(tmp_path):
    file = "Anna Berg_1234_assignsubmission_file_/01-neurons.ipynb"
    assert students(tmp_path, file) == {file: "Anna Berg"}


def test_moodle_tells_two_of_one_name_apart_and_makes_no_folders_if_not_asked(tmp_path):
    files = [
        "Anna Berg_12_assignsubmission_file_/a.ipynb",
        "Anna Berg_34_assignsubmission_file_/a.ipynb",
        "Ben Öhm_56_assignsubmission_file_02-vectorisation.ipynb",
        "Ben Öhm_56_assignsubmission_file_04-backpropagation.ipynb",
        "Participant_78_assignsubmission_file_/a.ipynb",
        "Participant_90_assignsubmission_file_/a.ipynb",
        "Cem Kaya_1_assignsubmission_file_/a.ipynb",
        "Cem Kaya.ipynb",
    ]
    names = "Anna Berg_12", "Anna Berg_34", "Ben Öhm", "Ben Öhm"
    blind = "Participant_78", "Participant_90"
    expected = dict(zip(files, [*names, *blind, "Cem Kaya_1", "Cem Kaya"], strict=True))
    assert students(tmp_path, *files) == expected


def test_canvas_writes_numbers_between_a_name_and_a_file(tmp_path):
    names = {
        "doejane_12345_67890_01-neurons.ipynb": "doejane",
        "doejane_12345_67891_02-vectorisation-1.ipynb": "doejane",
        "öhmben_LATE_23456_67892_01-neurons-1.ipynb": "öhmben",
        "kayacem_late_34567_67893_layer_2_100_x.ipynb": "kayacem",
        "bergann_1_67894_01-neurons.ipynb": "bergann_1",
        "bergann_LATE_2_67895_01-neurons.ipynb": "bergann_2",
        "bergann_2_67896_02-vectorisation.ipynb": "bergann_2",
        "anon_a1B2c_67897_01-neurons.ipynb": "anon_a1B2c",
        "anon_a1B2c_67898_02-vectorisation.ipynb": "anon_a1B2c",
        "LATE_anon_12345_67899_01-neurons.ipynb": "anon_12345",
    }
    assert students(tmp_path, *names) == names


def test_a_name_whose_letters_a_mac_has_taken_apart_is_one_name(tmp_path):
    """An archive that macOS has unpacked, beside one that it has not."""
    whole = "öhmben_23456_67892_a.ipynb"
    apart = unicodedata.normalize("NFD", "öhmben_23456_67893_b.ipynb")
    assert set(students(tmp_path, whole, apart).values()) == {"öhmben"}


def test_what_only_looks_like_canvas_is_a_students_own_name(tmp_path):
    files = "week_1_2_anna", "week_1_2_ben", "2026_11_290_cem", "layer_12_345"
    names = {f"{name}.ipynb": name for name in files}
    assert students(tmp_path, *names) == names


def test_endings_in_capitals_are_found_and_what_a_mac_packs_is_not(tmp_path):
    files = "ANNA.IPYNB", "._ben.ipynb", "__MACOSX/week/._ben.ipynb"
    assert students(tmp_path, *files) == {"ANNA.IPYNB": "ANNA"}


def test_of_nbgraders_course_what_was_submitted_is_found(tmp_path):
    submitted = "submitted/anna/week/a.ipynb", "submitted/ben/week/a.ipynb"
    others = [f"{name}/week/a.ipynb" for name in ("source", "release")]
    others += [f"{name}/anna/week/a.ipynb" for name in ("autograded", "feedback")]
    assert set(students(tmp_path, *submitted, *others)) == set(submitted)
    assert set(students(tmp_path / "two", "source/a.ipynb").values()) == {"source"}


@pytest.fixture
def unread(monkeypatch):
    """Return what makes folders unreadable, to root and on Windows too."""
    scandir, listdir = os.scandir, os.listdir

    def refuse(*folders):
        held = {str(one) for one in folders}

        def asked(real):
            def read(place):
                if str(place) in held:
                    raise PermissionError(13, "Permission denied", str(place))
                return real(place)

            return read

        monkeypatch.setattr(os, "scandir", asked(scandir))
        monkeypatch.setattr(os, "listdir", asked(listdir))

    return refuse


def test_a_folder_that_may_not_be_read_is_told_as_its_students(tmp_path, unread):
    students(tmp_path, "anna/a.ipynb", "ben/a.ipynb")
    unread(tmp_path / "ben")
    anna, ben = found(tmp_path)
    assert (anna.student, ben.student, ben.file) == ("anna", "ben", "ben/")
    with pytest.raises(Unreadable, match="folder cannot be read: Permission denied"):
        read(ben.path)
    unread(tmp_path)
    with pytest.raises(PermissionError):
        found(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.skipif(not getattr(os, "geteuid", int)(), reason="root may read all")
def test_a_folder_without_any_rights_is_told(tmp_path):
    students(tmp_path, "anna/a.ipynb", "ben/a.ipynb")
    (tmp_path / "ben").chmod(0)
    try:
        assert [one.file for one in found(tmp_path)] == ["anna/a.ipynb", "ben/"]
    finally:
        (tmp_path / "ben").chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_steer_a_terminal_or_are_no_text_are_made_harmless(tmp_path):
    (tmp_path / "a\x1b[31mb\n.ipynb").write_text(WHOLE)
    try:
        open(os.fsencode(tmp_path) + b"/\xff.ipynb", "w").close()
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert {one.student for one in found(tmp_path)} == {"a?[31mb\n", "?"}


# ---- what is no notebook -----------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (WHOLE.encode()[:-20], r"not a whole one: line \d+, column \d+, cannot"),
        (WHOLE.encode("utf-16"), "not UTF-8, as notebooks are: byte 0 is 0xff"),
        (WHOLE.replace("tanh_layer", "ä").encode("latin-1"), "not UTF-8"),
        (b"\x89PNG\r\n", "not UTF-8"),
        (b"not json", "no notebook"),
        (b"[]", "no cells"),
        (b'{"cells": 3}', "no cells"),
        (b'{"worksheets": [{"cells": []}]}', "before 2015. Open it in Jupyter, save"),
        (b'"worksheets"', "no cells"),
        (b'{"cells": [3, null, {}, {"source": [1]}]}', "no cell that answers"),
        (notebook({"": "1 + 1"}).encode(), "no cell that answers"),
        (notebook({"": "exercises.check('nothing', 3)"}).encode(), "no cell that"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"cells": ' + b"1" * 5000 + b"}", "cannot be read"),
    ],
)
def test_what_is_no_notebook_is_told(tmp_path, data, words):
    path = tmp_path / "anna.ipynb"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=words):
        read(path)


def test_what_is_huge_is_not_read(tmp_path):
    path = tmp_path / "anna.ipynb"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Unreadable, match="too large: 50 MB"):
        read(path)


def test_folders_and_links_are_no_notebooks(tmp_path):
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "elsewhere").write_text(WHOLE)
    with pytest.raises(Unreadable, match="a folder"):
        read(tmp_path / "folder.ipynb")
    try:
        (tmp_path / "link.ipynb").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(Unreadable, match="a link"):
        read(tmp_path / "link.ipynb")
    assert [one.student for one in found(tmp_path)] == ["folder", "link"]


def test_a_file_that_may_not_be_read_is_told(tmp_path):
    with pytest.raises(Unreadable, match="cannot be read: No such file"):
        read(tmp_path / "gone.ipynb")


# ---- what answers what -------------------------------------------------------------


def cells(tmp_path, *held):
    path = tmp_path / "anna.ipynb"
    path.write_text(json.dumps({"cells": held}), encoding="utf-8-sig")
    return read(path)


def test_a_cell_is_known_by_its_id_wherever_it_is_kept_or_by_its_call(tmp_path):
    lines = ["def f():\n", "    pass\n", 'exercises.check(\n    "layer", f)']
    call = "exercises.require('loss', f)"
    derivation = 'x\nderivations.check(\n    "left-rule",\n    "")'
    assert cells(
        tmp_path,
        {"cell_type": "markdown", "source": 'exercises.check("layer", f)'},
        {"cell_type": "code", "source": lines},
        {"cell_type": "code", "source": call, "id": "exercise-layer-answer"},
        {"cell_type": "code", "source": call},
        {"cell_type": "code", "source": "", "metadata": {"id": "exercise-loss-answer"}},
        {"cell_type": "code", "source": derivation},
        {"cell_type": "code", "source": "1", "id": "exercise-left-rule-answer"},
        {"cell_type": "markdown", "source": "2", "id": "exercise-shapes-answer"},
        {"cell_type": "code", "source": "3", "id": "exercise-nothing-answer"},
    ) == [
        Cell("".join(lines), "layer"),
        Cell(call, "layer"),
        Cell(call, "loss"),
        Cell("", "loss"),
        Cell(derivation, "derivation-left-rule"),
        Cell("1", "left-rule"),
        Cell("2", "shapes"),
        Cell("3"),
    ]


def test_a_call_is_known_wherever_in_a_line_it_stands_but_in_a_comment(tmp_path):
    printed = "print(exercises.check('layer', f))"
    kept = "if True:\n    kept = derivations.require('left-rule', '')"
    left_out = "f = 1  # exercises.check('layer', f)"
    sources = printed, kept, left_out, "myexercises.check('loss', f)"
    held = [{"cell_type": "code", "source": source} for source in sources]
    names = "layer", "derivation-left-rule", "", ""
    assert [cell.name for cell in cells(tmp_path, *held)] == list(names)


def test_a_call_under_another_name_may_answer(tmp_path):
    source = "from nnlib.exercises import check\ncheck('layer', f)"
    held = {"cell_type": "code", "source": source}
    assert [cell.name for cell in cells(tmp_path, held)] == [""]
