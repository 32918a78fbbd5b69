"""The notebooks made from the exercises are those that would be made today."""

import ast
import re

import exercise_pages as pages
import exercises as tool
import nbformat
import pytest
from layout import ROOT
from solution_pages import solutions

every_chapter = pytest.mark.parametrize("chapter", pages.NUMBERS)


def read(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def plain(cells):
    return [(cell.id, cell.cell_type, cell.source, cell.metadata) for cell in cells]


def outputs(cells):
    """Return what each cell printed that hands in an answer."""
    return [
        cell.outputs[0].text
        for cell in cells
        if cell.cell_type == "code" and ".check(" in cell.source
    ]


@every_chapter
def test_the_chapter_ends_with_its_exercises(chapter):
    cells = read(pages.chapter_file(chapter)).cells
    made = list(pages.section(chapter))
    ours = [cell for cell in cells if cell.id.startswith("exercise")]
    assert plain(ours) == plain(made), "bring it up to date: make outputs"
    at = cells.index(ours[0])
    assert cells[at : at + len(ours)] == ours
    assert all(cell.cell_type == "markdown" for cell in cells[at + len(ours) :])
    assert all(text.startswith("Not yet") for text in outputs(ours))


@every_chapter
def test_the_page_of_solutions_is_complete_and_all_are_right(chapter):
    cells = read(ROOT / "solutions" / pages.chapter_file(chapter).name).cells
    made = solutions(chapter).cells
    assert plain(cells) == plain(made), "bring it up to date: make outputs"
    found = outputs(cells)
    asked = [*pages.exercises_of(chapter), *pages.derivations_of(chapter)]
    assert len(found) == len(asked)
    assert all(text.startswith("Right") for text in found)


@every_chapter
def test_the_hand_out_is_offered_and_gives_nothing_away(chapter, html):
    stem = pages.chapter_file(chapter).stem
    page = (html / "chapters" / f"{stem}.html").read_text(encoding="utf-8")
    assert f'href="../exercises/{stem}.ipynb"' in page
    path = html / "exercises" / f"{stem}.ipynb"
    cells = read(path).cells
    assert plain(cells) == plain(pages.hand_out(chapter).cells), "make html"
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    text = path.read_text(encoding="utf-8")
    for exercise in pages.exercises_of(chapter):
        assert exercise.derivation.strip() not in text
        assert exercise.worked() not in [cell.source for cell in code]
    for problem in pages.derivations_of(chapter):
        assert problem.worked.strip() not in text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_hand_out_that_was_worked_in_is_kept(encoding, tmp_path, capsys):
    tool.write_hand_outs(tmp_path)
    paths = sorted(tmp_path.iterdir())
    assert len(paths) == len(pages.NUMBERS)
    worked_in, other = paths[:2]
    text = worked_in.read_text(encoding="utf-8").replace("your code", "à moi")
    mine = text.encode(encoding, errors="replace")
    worked_in.write_bytes(mine)
    other.unlink()
    capsys.readouterr()
    tool.write_hand_outs(tmp_path)
    assert worked_in.read_bytes() == mine
    assert other.exists()
    assert f"kept   {worked_in}" in capsys.readouterr().out


def test_a_hand_out_with_the_line_ends_of_windows_is_as_handed_out(tmp_path, capsys):
    tool.write_hand_outs(tmp_path)
    path = min(tmp_path.iterdir())
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    capsys.readouterr()
    tool.write_hand_outs(tmp_path)
    assert f"ready  {path}" in capsys.readouterr().out


@every_chapter
def test_no_function_to_write_takes_a_name_of_the_chapter(chapter):
    """Or the chapter's cells would not run again after the exercises."""
    code = "\n".join(
        cell.source
        for cell in read(pages.chapter_file(chapter)).cells
        if cell.cell_type == "code" and not cell.id.startswith("exercise")
    )
    # A line of IPython's own is not Python.
    nodes = list(ast.walk(ast.parse(re.sub(r"^[%!].*", "", code, flags=re.MULTILINE))))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    starters = "\n".join(exercise.starter() for exercise in pages.exercises_of(chapter))
    assert used & set(re.findall(r"^def (\w+)", starters, re.MULTILINE)) == set()
