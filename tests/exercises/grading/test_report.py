"""The report on a class counts rightly, holds what it should, and nothing else."""

import random
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from classroom import answer, notebook
from made_up import TASK, class_of, mark

from nnlib.exercises.__main__ import main
from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.report import write_report
from nnlib.exercises.grading.report.counted import counted
from nnlib.exercises.grading.report.links import published
from nnlib.exercises.grading.report.page import LARGEST
from nnlib.exercises.grading.report.tasks import TASKS
from nnlib.exercises.grading.report.topics import TOPICS

FOURTH = [one for one in TASKS if one.part == 4]
LAYER, BACKWARD, LOSS = TASK["layer"], TASK["backward"], TASK["loss"]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</pre></details>"


@pytest.fixture
def read(tmp_path):
    """Return what writes a report on some papers, and reads it."""

    def written(papers, title="A class", **options):
        path = tmp_path / "report.html"
        write_report(papers, path, title, **options)
        return BeautifulSoup(path.read_bytes().decode("utf-8"), "html.parser")

    return written


def paper(student, *marks, trouble=""):
    return Paper(student, f"{student}.ipynb", marks, trouble)


def said(part):
    return " ".join(part.get_text().split())


def talks(page):
    return [said(one) for one in page.select(".talk > li")]


@pytest.mark.parametrize("seed", range(3))
def test_the_glance_counts_students(seed, read):
    papers = class_of(13, seed, FOURTH)
    page = read(papers)
    rows = page.select("section:has(.key) tbody tr")
    assert len(rows) == len(FOURTH)
    for row, one in zip(rows, FOURTH, strict=True):
        marks = [m for p in papers for m in p.marks if m.name == one.key]
        known = [m.status == "wrong" and bool(m.slip) for m in marks]
        wrong = sum(m.status == "wrong" for m in marks)
        expected = [
            sum(m.status == "right" for m in marks),
            sum(known),
            wrong - sum(known),
            sum(m.status == "stopped" for m in marks),
            sum(m.status == "not yet" for m in marks),
        ]
        assert [int(cell.text) for cell in row.select("td")] == expected
        sizes = [int(n) for n in re.findall(r"flex:(\d+)", str(row))]
        assert sizes == [n for n in expected if n]
        assert said(row.th).endswith(one.title)


@pytest.mark.parametrize("seed", range(3))
def test_a_topic_counts_each_student_once_over_all_exercises(seed, read):
    papers = class_of(13, seed)
    found = {}
    for one in papers:
        for m in one.marks:
            name = TASK[m.name].named(m.slip) if m.slip else ""
            for about in TOPICS if m.status == "wrong" else ():
                if about.holds(name):
                    found.setdefault(about.words, set()).add(one.student)
    most = sorted(map(len, found.values()), reverse=True)[:5]
    told = talks(read(papers))
    assert [int(one.split()[0]) for one in told] == most
    for one in told:
        words = one.partition(" 13 ")[2].partition(". In ")[0]
        assert one.startswith(f"{len(found[words])} of 13 ")


def test_slips_of_a_kind_are_summed_across_exercises_and_derivations(read):
    transposed = mark(TASK["derivation-layer-back"], "wrong", "transpose", "Line 2.")
    papers = [
        paper("a", mark(BACKWARD, "wrong", "not-transposed"), transposed),
        paper("b", transposed, mark(LAYER, "right")),
        paper("c", mark(LAYER, "wrong", "transposed")),
        paper("d", mark(LOSS, "wrong", "no-mean")),
    ]
    page = read(papers)
    (told,) = talks(page)
    assert told.startswith("3 of 4 had a transpose missing, or one too many. In ")
    assert "derivation 4.4 (2 of 2 who tried it)" in told
    assert "exercise 2.1 (1 of 2)" in told and "exercise 4.1 (1 of 1)" in told
    assert 'Read "Multiplication from the right" in chapter 3' in told
    assert "These are few students" in said(page)


def test_a_class_that_is_in_chapter_2_reads_in_chapter_2(read):
    papers = [paper(name, mark(LAYER, "wrong", "transposed")) for name in "ab"]
    page = read(papers)
    (told,) = talks(page)
    assert 'Read "One product holds every z" in chapter 2.' in told
    assert "chapter 3" not in said(page.select_one("#t-layer").find_parent("section"))


def test_what_one_student_did_is_not_made_a_matter_of_the_class(read):
    page = read([paper("a", mark(LOSS, "wrong", "no-mean")), paper("b")])
    assert not talks(page)
    assert "No known slip was made by two students or more." in said(page)
    assert "the sum is not yet divided by the number of examples" in said(page)


def test_a_slip_of_one_exercise_alone_can_be_worth_talking_about(read):
    slip = mark(TASK["choosing-h"], "wrong", "formula-0-1")
    (told,) = talks(read([paper(name, slip) for name in "abc"]))
    assert told.startswith("3 of 3 were told: “h is still to be squared.” In exercise")
    assert '"The error of the formula" in the appendix "Numbers in a computer"' in told


def test_wrong_answers_that_no_slip_explains_come_with_their_words(read):
    papers = [paper(f"s{k}", mark(LAYER, "wrong", None, f"A = {k}.")) for k in range(3)]
    papers.append(paper("t", Mark("layer", "stopped", None, "It never ended.")))
    papers.append(paper("u", Mark("layer", "stopped", None, "Too much memory.")))
    page = read(papers)
    assert "Look yourself: 3 in exercise 2.1 are wrong in a way" in said(page)
    assert "Look yourself: 2 in exercise 2.1 have no verdict" in said(page)
    words = [pre.text for pre in page.select("details pre")]
    assert words == [
        "A = 0.",
        "A = 1.",
        "A = 2.",
        "It never ended.",
        "Too much memory.",
    ]


def test_the_better_of_two_answers_counts():
    first = mark(LAYER, "wrong", "transposed")
    papers = [Paper("a", "1.ipynb", (first,)), Paper("a", "2.ipynb", (first,))]
    assert counted(papers).outcomes[0].slips == {"transposed": ("a",)}
    for other in ("right", "stopped", "not yet"):
        papers[1] = Paper("a", "2.ipynb", (mark(LAYER, other),))
        (outcome,) = counted(papers).outcomes
        assert outcome.marks["a"].status == ("right" if other == "right" else "wrong")
    assert counted(papers).graded == ("a",)


def test_a_mark_is_not_taken_on_trust():
    forged = mark(LAYER, "wrong", "no-mean"), Mark("nothing", "right")
    of = counted([paper("a", *forged)])
    assert of.outcomes[0].other == ("a",)
    assert of.unknown == ("nothing",)


def test_files_in_trouble_are_counted_and_named(read):
    papers = [
        paper("a", mark(LAYER, "right")),
        paper("b", trouble="It is not UTF-8."),
        paper("c", trouble="It is larger than 10 MB."),
        paper("d", mark(LAYER, "right"), trouble="Its end is missing."),
    ]
    page = read(papers)
    head = said(page.header)
    assert "4 students handed in 4 notebooks. 2 files could not be graded" in head
    assert "1 file only in part" in head and "What follows is about 2 students." in head
    lines = [said(one) for one in page.select("#trouble li")]
    assert lines == [
        "b.ipynb: It is not UTF-8.",
        "c.ipynb: It is larger than 10 MB.",
        "d.ipynb: Its end is missing.",
    ]


def test_what_nobody_tried_is_a_line(read):
    page = read([paper("a", mark(LAYER, "right"), mark(LOSS, "not yet"))])
    untried = said(page).partition("Nobody tried ")[2].partition(". ")[0].split("; ")
    whole = 'chapter 1, chapter 3, chapter 4, chapter 5 and the appendix "New ground"'
    assert untried == [
        "exercises 2.2 to 2.7",
        f"anything of {whole}",
    ]
    assert "1 student tried it, and has it right." in said(page)
    marks = [mark(one, "right") for one in TASKS if one.part != 7]
    left = {"2.1", "2.4", "2.5", "2.7"}
    page = read([paper("a", *(m for m in marks if TASK[m.name].number not in left))])
    new = 'anything of the appendix "New ground"'
    assert f"Nobody tried exercises 2.1, 2.4, 2.5 and 2.7; {new}." in said(page)


def test_what_does_not_count_is_not_untried(read):
    marks = mark(LAYER, "right"), mark(LOSS, "wrong"), mark(BACKWARD, "not yet")
    page = read([paper("a", *marks)], only=["layer", "backward"])
    assert len(page.select("section:has(.key) tbody tr")) == 1
    assert "Nobody tried exercise 4.1." in said(page)
    assert "Nobody tried" not in said(read([paper("a", *marks)], only=["layer"]))


@pytest.mark.parametrize("papers", [[], [paper("a")], [paper("a", trouble="Broken.")]])
def test_there_may_be_nothing_to_tell(papers, read):
    assert "Nobody has tried anything yet." in said(read(papers))


def test_names_are_folded_away(read):
    papers = [*class_of(5, 1), paper("Student 77", trouble="It is broken.")]
    page = read(papers)
    assert "Student 77" in str(page) and "Student 03" in str(page)
    for fold in page.select("details"):
        assert "open" not in fold.attrs
        fold.decompose()
    assert not re.search(r"student[ -]\d\d", said(page), re.IGNORECASE)


class Elements(HTMLParser):
    """Notes every element and attribute of a page, as a browser would see them."""

    def __init__(self):
        super().__init__()
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen |= {tag, *(f"{tag} {name}" for name, _ in attrs)}


def elements(text):
    parser = Elements()
    parser.feed(text)
    return parser.seen


def test_words_of_others_do_nothing(tmp_path):
    path = tmp_path / "report.html"

    def seen(words):
        papers = [
            Paper(
                f"{words}{k}",
                f"{words}.ipynb",
                (
                    mark(LAYER, "wrong", None, words + str(k)),
                    mark(LOSS, "stopped", None, words),
                    mark(TASK["derivation-layer-back"], "wrong", "transpose", words),
                    mark(BACKWARD, "wrong", words, words),
                    Mark(words, "right"),
                ),
                trouble=words,
            )
            for k in range(3)
        ]
        write_report(papers, path, words)
        return path.read_text(encoding="utf-8")

    plain = seen("Ada")
    evil = seen(EVIL)
    assert elements(evil) == elements(plain)
    assert evil.count("<h1>") == 1 and "<script" not in evil
    assert {"script", "img", "details open"}.isdisjoint(elements(evil))
    rest = seen("\ud800\x00\u202eevil\u2066 $x^2$ `code` **bold** " + "long " * 2000)
    assert not re.search("[\x00\u202e\u2066\ud800]", rest)
    assert "$x^2$ `code` **bold**" in rest and "<h1>" in rest


def test_code_in_words_is_set_as_code(read):
    papers = [paper("a", trouble="Use `np.exp`, <b>not</b> `<i>`.")]
    (line,) = read(papers).select("#trouble li")
    assert [one.text for one in line.select("code")] == ["a.ipynb", "np.exp", "<i>"]
    assert not line.select("b, i")


def test_the_same_papers_give_the_same_bytes(tmp_path):
    papers = class_of(9, 4)
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    write_report(papers, one, "A class")
    random.Random(0).shuffle(papers)
    write_report(papers, two, "A class")
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("statuses", [("right", "wrong"), ("wrong",), ("stopped",)])
def test_a_class_of_30_with_all_exercises_is_200_kb_at_most(statuses, tmp_path):
    path = tmp_path / "report.html"
    papers = class_of(30, 5, text="A = [[0.1, 0.2]] " * 200, statuses=statuses)
    write_report(papers, path, "A class", book="https://example.org/book")
    assert 30_000 < path.stat().st_size <= LARGEST == 200_000


def addresses(page):
    return [one["href"] for one in page.select("a")]


def test_links_lead_within_the_page_and_nowhere_else_without_a_book(read):
    page = read(class_of(6, 2), book="")
    own = {f"#{one['id']}" for one in page.select("[id]")}
    assert addresses(page) and set(addresses(page)) <= own
    assert len(own) == len(page.select("[id]"))
    assert not page.select("[src], script, [style*=url]")
    assert "url(" not in page.style.text and "@import" not in page.style.text


def test_links_lead_to_the_address_of_a_book(read):
    page = read(class_of(6, 2), book="https://example.org/book")
    away = [one for one in addresses(page) if not one.startswith("#")]
    assert all(one.startswith("https://example.org/book/chapters/") for one in away)
    assert any("?live-" in one for one in away)
    assert any("#one-layer-back" in one for one in away)


def test_a_folder_without_a_book_is_refused(tmp_path):
    with pytest.raises(ValueError, match="There is no book in"):
        write_report([], tmp_path / "report.html", "A class", book=str(tmp_path))


def test_a_link_that_would_be_dead_is_left_out(tmp_path, read):
    """Of a folder, each page is looked through for what the link leads to."""
    chapter = tmp_path / "a book" / "chapters" / "04-backpropagation.html"
    chapter.parent.mkdir(parents=True)
    chapter.write_text('<section id="the-four-equations">', encoding="utf-8")
    page = read(class_of(9, 2), book=str(tmp_path / "a book"))
    away = {one for one in addresses(page) if not one.startswith("#")}
    assert away == {"a%20book/chapters/04-backpropagation.html#the-four-equations"}
    assert '"The predictions" in chapter 4' in said(page)


@pytest.mark.parametrize(
    "settings, address",
    [
        ('repository:\n  url: ""\n  branch: main\n', ""),
        (
            'html:\n  favicon: x\n\nrepository:\n  url: "https://github.com/Ann/book"\n',
            "https://ann.github.io/book/",
        ),
        (
            "repository:\n  url: https://github.com/ann/ann.github.io\n",
            "https://ann.github.io/",
        ),
        (
            'html:\n  favicon: x\n  baseurl: "https://example.org/b"\n'
            "repository:\n  url: https://github.com/ann/book\n",
            "https://example.org/b",
        ),
    ],
)
def test_the_settings_of_the_book_say_where_it_is_published(
    settings, address, tmp_path
):
    file = tmp_path / "_config.yml"
    file.write_text(settings, encoding="utf-8")
    assert published(file) == address
    assert published(tmp_path / "none.yml") == ""


def test_the_command_writes_it(tmp_path, capsys):
    """A slip that was found by a small change is counted as one that is listed."""
    folder = tmp_path / "layers"
    folder.mkdir()
    answers = {
        "ann": answer("layer").replace("np.tanh(", "np.tanh(-"),
        "ben": answer("layer").replace("np.tanh(", "-np.tanh("),
        "cem": answer("layer", "slips"),
        "dea": answer("layer", "right"),
    }
    for name, code in answers.items():
        text = notebook({"layer": code})
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
    (folder / "eve.ipynb").write_text("{", encoding="utf-8")
    assert main(["grade", str(folder), "--book", "https://example.org"]) == 0
    path = tmp_path / "layers-graded" / "report.html"
    assert str(path) in capsys.readouterr().out
    page = BeautifulSoup(path.read_bytes().decode("utf-8"), "html.parser")
    assert page.h1.text == "layers"
    assert "1 file could not be graded" in said(page.header)
    (told,) = talks(page)
    assert told.startswith("2 of 4 had a sign wrong. In exercise 2.1 (2 of 4 who")
    assert told.endswith("Whoann, ben")
    assert page.select_one('.talk a[href^="https://example.org/chapters/"]')


def test_a_book_that_is_not_there_is_told_before_anything_is_graded(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["grade", str(tmp_path), "--book", str(tmp_path)])
    assert "There is no book in" in capsys.readouterr().err
