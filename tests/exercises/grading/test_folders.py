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
    return {one.file: one.student for one in found(folder)[0]}


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
    anna, ben = found(tmp_path)[0]
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
        assert [one.file for one in found(tmp_path)[0]] == ["anna/a.ipynb", "ben/"]
    finally:
        (tmp_path / "ben").chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_steer_a_terminal_or_are_no_text_are_made_harmless(tmp_path):
    (tmp_path / "a\x1b[31mb\n.ipynb").write_text(WHOLE)
    try:
        open(os.fsencode(tmp_path) + b"/\xff.ipynb", "w").close()
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert {one.student for one in found(tmp_path)[0]} == {"a?[31mb\n", "?"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_two_whose_letters_an_archive_has_broken_stay_two(tmp_path):
    for name in (b"M\xf6ller", b"M\xfcller"):
        try:
            open(os.fsencode(tmp_path) + b"/" + name + b".ipynb", "w").close()
        except OSError:
            pytest.skip("this file system wants UTF-8")
    assert {one.student for one in found(tmp_path)[0]} == {"M?ller", "M?ller (2)"}


def test_no_folder_has_the_name_that_a_platform_gives_another_student(tmp_path):
    moodle = [f"Anna_{n}_assignsubmission_file_/a.ipynb" for n in (11, 12)]
    names = students(tmp_path, *moodle, "Anna_11/a.ipynb").values()
    assert len(set(names)) == 3


def test_a_name_of_a_mac_is_the_name_of_the_class_list(tmp_path):
    apart = unicodedata.normalize("NFD", "Ömer")
    assert set(students(tmp_path, f"{apart}/a.ipynb").values()) == {"Ömer"}


def test_what_a_browser_or_an_unpacker_has_renamed_is_a_notebook(tmp_path):
    files = (
        "anna.ipynb.txt",
        "ben.IPYNB.json",
        "cem.ipynb/cem.ipynb",
        "dora/a.ipynb.txt",
    )
    names = "anna", "ben", "cem", "dora"
    assert students(tmp_path, *files) == dict(zip(files, names, strict=True))


# ---- who has no notebook -----------------------------------------------------------

NONE = "There is no notebook (.ipynb) in this folder, "
EMPTY = f"{NONE}nor any other file, hidden ones aside."


def missing(folder, *files, into=None):
    """Return what is told of those without a notebook, and what else is left."""
    students(folder, *files)
    all_found, left = found(folder, into)
    return {one.student: one.missing for one in all_found if one.missing}, left


@pytest.mark.parametrize("top", ["", "submitted/"])
def test_where_students_have_folders_one_without_a_notebook_is_told(tmp_path, top):
    files = "anna/1.ipynb", "anna/1.pdf", "ben/work.zip", "ben/photo.jpg", "dora/.git/x"
    (tmp_path / top / "cem").mkdir(parents=True)
    told, left = missing(tmp_path, *(f"{top}{file}" for file in files))
    unpack = "Unpack work.zip, for it may hold one, and grade again."
    ben = f"{NONE}but work.zip, photo.jpg. {unpack}"
    assert told == {"ben": ben, "cem": EMPTY, "dora": EMPTY}
    assert not left
    places = [one.file for one in found(tmp_path)[0] if one.missing]
    assert places == [f"{top}{name}/" for name in ("ben", "cem", "dora")]


def test_of_nbgraders_folders_none_is_a_student(tmp_path):
    files = "submitted/ben/week/a.pdf", "source/week/a.ipynb", "release/a.html"
    told, left = missing(tmp_path, *files, "docs/a.pdf", "gradebook.db")
    assert (list(told), left) == (["ben"], ["docs", "gradebook.db"])


def test_repositories_without_a_notebook_are_told(tmp_path):
    files = "layers-anna/a.ipynb", "layers-ben/README.md", "layers-anna/README.md"
    one = tmp_path / "layers-submissions"
    assert missing(one, *files) == ({"ben": f"{NONE}but README.md."}, [])
    two = tmp_path / "two"
    git = "layers-anna/.git/HEAD", "layers-ben/.git/HEAD"
    assert missing(two, *files, *git)[0] == {"ben": f"{NONE}but README.md."}
    more = "layers-cem/a.ipynb", "layers-cem/.git/HEAD", "nnlib/.git/HEAD"
    assert set(students(two, *more).values()) == {"anna", "ben", "cem", "nnlib"}
    three = tmp_path / "layers-2-submissions"
    assert list(missing(three, "layers-2-anna/a.py")[0]) == ["anna"]


def test_of_moodles_students_those_without_a_notebook_are_told(tmp_path):
    told, left = missing(
        tmp_path,
        "Anna_11_assignsubmission_file_/a.ipynb",
        "Anna_11_assignsubmission_onlinetext_/onlinetext.html",
        "Anna_12_assignsubmission_file_/a.py",
        "Cem_13_assignsubmission_file_work.zip",
    )
    unpack = "into a folder Cem_13_assignsubmission_file_work, for it may hold one"
    assert told["Anna_12"] == f"{NONE}but a.py."
    assert told["Cem"].startswith("This is no notebook (.ipynb). Unpack ")
    assert unpack in told["Cem"]
    assert (len(told), left) == (2, [])


def test_of_canvas_files_those_of_students_without_a_notebook_are_told(tmp_path):
    files = "doejane_11_6001_a.ipynb", "doejane_LATE_11_6002_a.pdf", "benb_12_6003_a.py"
    told, left = missing(tmp_path, *files, "tasks.pdf")
    assert told == {"benb": "This is no notebook (.ipynb)."}
    assert left == ["tasks.pdf"]
    unpacked = "benb_12_6003_a/01-neurons.ipynb"
    assert missing(tmp_path, unpacked)[0] == {}


def test_beside_flat_notebooks_what_is_nobodys_is_named(tmp_path):
    files = "anna.ipynb", "anna.pdf", "ben.zip", "data/x.csv", ".hidden", "report.html"
    assert missing(tmp_path, *files) == ({}, ["ben.zip", "data"])


def test_results_are_no_students(tmp_path):
    into = tmp_path / "graded"
    into.mkdir()
    earlier = "old/marks.csv", "old/students/anna/result.json"
    told, left = missing(tmp_path, "anna/a.ipynb", *earlier, into=into)
    assert (told, left) == ({}, ["old"])


def test_a_folder_that_is_a_link_is_told(tmp_path):
    students(tmp_path / "class", "anna/a.ipynb")
    students(tmp_path, "elsewhere/a.ipynb")
    try:
        (tmp_path / "class" / "ben").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("this system makes no links")
    told, _ = missing(tmp_path / "class")
    assert told == {"ben": "This is a link to a folder elsewhere. It is not followed."}


def test_of_many_files_the_first_are_named_and_archives_before_them(tmp_path):
    files = [f"ben/{k}.jpg" for k in range(20)]
    told, _ = missing(tmp_path, "anna/a.ipynb", *files, "ben/z/work.7z")
    assert "but z/work.7z, 0.jpg, 1.jpg, 10.jpg, 11.jpg and 16 more." in told["ben"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_of_files_steer_no_terminal(tmp_path):
    told, _ = missing(tmp_path, "anna/a.ipynb", "ben/\x1b[31m\nAll are right.py")
    assert told["ben"] == f"{NONE}but ?[31m All are right.py."


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
    assert [one.student for one in found(tmp_path)[0]] == ["folder", "link"]


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
