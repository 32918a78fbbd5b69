"""What is said of numbers has the forms of each language, from file to reader."""

import json
from gettext import c2py

import pytest
import translate
from babel.messages.plurals import PLURALS
from npm import answered
from translating import words
from translation import catalogues
from translation.kept import lost_of
from translation.plurals import SEEN, first, numbers
from translation.reading import Unreadable

from nnlib import language
from nnlib.language import say, say_count
from nnlib.live import joined

PAIR = ("The line follows.", "All {n} lines follow.")
FORMS = {
    "de": ["Die Zeile folgt.", "Alle {n} Zeilen folgen."],
    "pl": ["Wiersz wynika.", "{n} wiersze wynikają.", "{n} wierszy wynika."],
    "cs": ["Řádek plyne.", "{n} řádky plynou.", "{n} řádků plyne."],
    "ru": ["{n} строка верна.", "{n} строки верны.", "{n} строк верны."],
    "fr": ["{n} ligne suit.", "Les {n} lignes suivent."],
    "ar": ["لا سطر.", "سطر واحد.", "سطران.", "{n} أسطر.", "{n} سطر.", "{n} سطرًا."],
    "ja": ["{n} 行が従います。"],
}
TAKEN = [
    ("de", {0: 1, 1: 0, 2: 1, 101: 1}),
    ("pl", {0: 2, 1: 0, 2: 1, 5: 2, 12: 2, 22: 1, 112: 2, 1002: 1, 1012: 2}),
    ("cs", {0: 2, 1: 0, 4: 1, 5: 2, 102: 2}),
    ("ru", {1: 0, 2: 1, 11: 2, 21: 0, 111: 2, 221: 0}),
    ("fr", {0: 0, 1: 0, 2: 1, 100: 1}),
    ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 11: 5, 100: 4, 102: 4, 1003: 3}),
    ("ja", {0: 0, 1: 0, 2: 0}),
]


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Return a folder for translations of a book that says one thing, of numbers."""
    monkeypatch.setattr(words, "for_python", lambda: iter([(PAIR, "a.py")]))
    monkeypatch.setattr(words, "for_scripts", lambda: iter([(PAIR, "a.js")]))
    folders = tmp_path / "python", tmp_path / "scripts"
    for folder in folders:
        folder.mkdir()
    monkeypatch.setattr(words, "CATALOGUES", folders)
    monkeypatch.setattr(language, "FOLDER", folders[0])
    monkeypatch.setattr(language, "_chosen", "")
    language.catalogue.cache_clear()
    yield tmp_path
    language.catalogue.cache_clear()


def po(book, tag):
    return catalogues.folder(tag, book) / "words.po"


def lay_out(book, tag):
    return "\n".join(translate.lay_out_words(tag, book))


def fill(book, tag, forms):
    """Write forms into a file as a translator does, and lay it out again."""
    lay_out(book, tag)
    path = po(book, tag)
    text = path.read_text(encoding="utf-8")
    for k, form in enumerate(forms):
        assert f'msgstr[{k}] ""\n' in text
        text = text.replace(f'msgstr[{k}] ""\n', f'msgstr[{k}] "{form}"\n')
    path.write_text(text, encoding="utf-8")
    return lay_out(book, tag)


def change(book, tag, old, new):
    path = po(book, tag)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(("tag", "taken"), TAKEN, ids=[tag for tag, _ in TAKEN])
def test_a_number_takes_the_form_that_its_language_has_for_it(book, tag, taken):
    assert "100%  languages" in fill(book, tag, FORMS[tag])
    language.use(tag)
    said = {n: say_count(n, *PAIR) for n in taken}
    assert said == {n: FORMS[tag][form].format(n=n) for n, form in taken.items()}
    assert say("") == ""


def test_a_file_is_laid_out_with_all_forms_and_says_their_rule(book):
    assert "  0%  languages/pl/words.po: 0 of 1 pieces" in lay_out(book, "pl")
    text = po(book, "pl").read_text(encoding="utf-8")
    assert '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 ' in text
    entry = (
        "#. msgstr[0]: 1; msgstr[1]: 2, 3, 4, 22, 23, ...; "
        "msgstr[2]: 0, 5, 6, 7, 8, ...\n"
        "#: a.js\n"
        'msgid "The line follows."\nmsgid_plural "All {n} lines follow."\n'
        'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n'
    )
    assert text.endswith(entry)
    lay_out(book, "pl")
    assert po(book, "pl").read_text(encoding="utf-8") == text
    language.use("pl")
    assert [say_count(n, *PAIR) for n in (1, 2)] == [PAIR[0], "All 2 lines follow."]


def test_the_rule_of_a_file_is_the_one_that_its_program_has_written(book):
    lay_out(book, "fr")
    of_millions = "nplurals=3; plural=(n<=1 ? 0 : n%1000000==0 ? 1 : 2);"
    change(book, "fr", "nplurals=2; plural=(n > 1);", of_millions)
    change(book, "fr", "n<=1 ? 0 :", 'n<=1 ? "\n"0 :')  # some wrap it
    fill(book, "fr", ["{n} ligne.", "{n} de lignes.", "{n} lignes."])
    of_millions = of_millions.replace("? 0", '? "\n"0')
    assert of_millions in po(book, "fr").read_text(encoding="utf-8")
    language.use("fr")
    said = [say_count(n, *PAIR) for n in (0, 2, 100)]
    assert said == ["0 ligne.", "2 lignes.", "100 lignes."]


def test_a_file_without_a_head_has_the_forms_of_its_language(book):
    fill(book, "pl", FORMS["pl"])
    path = po(book, "pl")
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.partition("\n\n")[2], encoding="utf-8")
    assert "100%" in lay_out(book, "pl")
    assert path.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize("missing", ["\nmsgstr[2] {}", ""], ids=["no line", "empty"])
def test_a_form_that_is_missing_is_named_and_nothing_is_said(book, missing):
    fill(book, "pl", FORMS["pl"])
    last = f'"{FORMS["pl"][2]}"'
    if missing:
        change(book, "pl", missing.format(last), "")
    else:
        change(book, "pl", last, '""')
    said = lay_out(book, "pl")
    assert "  0%  languages/pl/words.po: 0 of 1 pieces" in said
    assert "broken   a.js: The line follows.\n" in said
    assert "msgstr[2]: it is empty" in said
    language.use("pl")
    assert say_count(2, *PAIR) == "All 2 lines follow."


@pytest.mark.parametrize(
    ("tag", "form", "said", "told"),
    [
        ("pl", 1, "Wiersze wynikają.", "msgstr[1]: the place {n} is missing"),
        ("ru", 0, "Строка верна.", "msgstr[0]: the place {n} is missing"),
        ("fr", 0, "La ligne suit.", "msgstr[0]: the place {n} is missing"),
        ("ar", 2, "سطران {m}.", "msgstr[2]: the place {m} is not in the English"),
        ("pl", 2, " {n} wierszy.", "msgstr[2]: it begins with ' ', not ''"),
        # What stands for one number alone may say it in a word, or with {n}.
        ("ar", 0, "{n}.", ""),
        ("ar", 2, "سطران.", ""),
        ("pl", 0, "{n} wiersz wynika.", ""),
    ],
)
def test_what_a_form_has_lost_is_named(book, tag, form, said, told):
    forms = FORMS[tag].copy()
    forms[form] = said
    said = fill(book, tag, forms)
    assert (told in said) if told else "100%" in said
    assert ("broken" in said) == ("0 of 1" in said) == bool(told)


def test_each_form_keeps_what_its_english_has():
    catalogue = catalogues.Catalog("pl")
    pair = ("It is {name}, which is 1.", "They are {names}, of $n$.")
    message = catalogue.add(pair, ("To {name}, czyli 1.", "{names}, $n$.", "{names}."))
    assert lost_of(message, catalogue) == ("msgstr[2]: the formula $n$ is missing",)


@pytest.mark.parametrize(
    ("old", "new", "told", "line"),
    [
        ("msgstr[1] ", "msgstr[2] ", "msgstr[2] stands where msgstr[1] ", "msgstr[2] "),
        ('msgid_plural "', '"', "msgstr[0] stands where msgstr belongs", "msgstr[0] "),
        ("msgstr[2] ", 'msgstr[2] ""\nmsgstr[3] ', "the 3 forms", 'msgid "The'),
        ("nplurals=3", "nplurals=2", "than the 2 forms", 'msgid "The'),
        ("nplurals=3", "nplurals=INTEGER", "how many forms there are", '"Plural-Forms'),
        ("n==1 ?", "n=1 ?", "plural=...: invalid", '"Plural-Forms'),
        ("? 1 : 2", "? 1 : 3", "not give one of 3 forms", '"Plural-Forms'),
        ("n==1 ?", "1%n==1 ?", "not give one of 3 forms", '"Plural-Forms'),
    ],
)  # fmt: skip
def test_other_forms_than_there_are_are_named_by_their_line(book, old, new, told, line):
    fill(book, "pl", FORMS["pl"])
    change(book, "pl", old, new)
    before = po(book, "pl").read_text(encoding="utf-8")
    with pytest.raises(Unreadable, match=r"words\.po, line \d+: ") as error:
        lay_out(book, "pl")
    assert told in str(error.value)
    number = int(str(error.value).partition("line ")[2].partition(":")[0])
    assert before.split("\n")[number - 1].startswith(line)
    assert po(book, "pl").read_text(encoding="utf-8") == before


def speak_of(monkeypatch, *pieces):
    monkeypatch.setattr(
        words, "for_python", lambda: iter([(p, "a.py") for p in pieces])
    )
    monkeypatch.setattr(words, "for_scripts", lambda: iter([]))


def test_what_was_said_of_many_is_remembered_through_every_change(book, monkeypatch):
    speak_of(monkeypatch, PAIR)
    fill(book, "pl", FORMS["pl"])
    before = po(book, "pl").read_text(encoding="utf-8")
    for many in ("The {n} lines follow.", "Your {n} lines follow."):
        speak_of(monkeypatch, (PAIR[0], many))
        assert "changed  a.py: The line follows." in lay_out(book, "pl")
        old = (
            '#| msgid "The line follows."\n#| msgid_plural "All {n} lines follow."\n'
            f'msgid "The line follows."\nmsgid_plural "{many}"\n'
        )
        assert old in po(book, "pl").read_text(encoding="utf-8")
    speak_of(monkeypatch, PAIR)
    assert "100%" in lay_out(book, "pl")
    assert po(book, "pl").read_text(encoding="utf-8") == before


def test_what_is_said_of_numbers_no_more_is_kept_at_the_end(book, monkeypatch):
    fill(book, "pl", FORMS["pl"])
    speak_of(monkeypatch, "Something else altogether, of nothing.")
    assert "gone: The line follows." in lay_out(book, "pl")
    gone = '#~ msgid "The line follows."\n#~ msgid_plural "All {n} lines follow."\n'
    text = po(book, "pl").read_text(encoding="utf-8")
    assert gone in text
    assert f'#~ msgstr[2] "{FORMS["pl"][2]}"' in text
    lay_out(book, "pl")
    assert po(book, "pl").read_text(encoding="utf-8") == text


def test_what_was_said_of_all_numbers_alike_is_to_be_looked_at(book, monkeypatch):
    speak_of(monkeypatch, PAIR[0])
    lay_out(book, "de")
    change(
        book, "de", '"The line follows."\nmsgstr ""', '"The line follows."\nmsgstr "D"'
    )
    speak_of(monkeypatch, PAIR)
    assert "changed  a.py: The line follows." in lay_out(book, "de")
    assert 'msgstr[0] "D"\nmsgstr[1] ""\n' in po(book, "de").read_text(encoding="utf-8")


def test_nothing_is_in_doubt_that_nobody_has_translated(book, monkeypatch):
    lay_out(book, "pl")
    speak_of(monkeypatch, ("A line follows.", PAIR[1]), "The lines follow.")
    assert "changed" not in lay_out(book, "pl")
    assert "fuzzy" not in po(book, "pl").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", PLURALS)
def test_past_those_that_are_written_down_numbers_go_on_alike(tag):
    count, rule = PLURALS[tag]
    catalogue = catalogues.Catalog(tag)
    row, of = numbers(catalogue), c2py(rule)
    assert len(row) == SEEN
    assert {*map(int, row)} <= {*range(count)}
    assert all(int(row[100 + n % 100]) == of(n) for n in range(SEEN, 3000))


def test_nothing_is_said_both_of_numbers_and_alone():
    # An entry of a PO file is known by what it says of one.
    found = [first(piece) for piece, _ in words.words()]
    assert len(found) == len({*found})


@pytest.mark.parametrize(("tag", "taken"), TAKEN, ids=[tag for tag, _ in TAKEN])
def test_scripts_take_the_same_forms(book, tag, taken, monkeypatch):
    fill(book, tag, FORMS[tag])
    monkeypatch.setattr(joined, "catalogue", lambda: book / "scripts" / f"{tag}.json")
    told = [FORMS[tag][form].format(n=n) for n, form in taken.items()]
    assert said_by_scripts(book, [*taken]) == ["", *told]


def test_scripts_say_in_english_what_they_have_no_forms_for(book):
    told = ["All 0 lines follow.", "The line follows.", "All 2 lines follow."]
    assert said_by_scripts(book, [0, 1, 2]) == ["", *told]


def said_by_scripts(folder, counts):
    """Return what a page's scripts say of nothing, and of each number."""
    one, many = map(json.dumps, PAIR)
    told = f'[phrase(""), ...{counts}.map((n) => phraseCount(n, {one}, {many}))]'
    script = folder / "said.js"
    code = f"{joined.said()}\nconsole.log(JSON.stringify({told}));"
    script.write_text(code, encoding="utf-8")
    return answered(script, question=None)
