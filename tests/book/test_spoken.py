"""Every formula of the book, said aloud: indices and transposes are no powers.

Those of the pages, and those that Python makes in a page: of the lines of a derivation,
and of practice.
"""

import functools
import gzip
import re
import sys
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from layout import LETTERS, ROOT, said_in

sys.path.insert(0, str(ROOT / "_ext"))

from ebook.spoken import spoken as say_aloud
from npm import answered
from temml import set_formula
from translation import catalogues
from translation.editions import ready

from nnlib.derivations.book import BY_NAME
from nnlib.derivations.typed import typed
from nnlib.practice.book import KINDS
from nnlib.practice.pieces import pieces

OTHERS = tuple(catalogues.languages(ROOT))
"""The folders of editions in other languages."""
INDEX = {"[": "of layer", "(": "of example"}
# What a program says that reads an index or a transpose as a power or a factor.
MISSAID = re.compile(
    r"down tack|circled dot|-th prime|prime power|asterisk|"
    r"open bracket [^,]{1,20} close bracket power|\bcap\b|[ˆ‾⁢]|\bnormal\b"
)
POWER = re.compile(r"\bpower\b|\bsquared\b|\bcubed\b|\binverse\b")
WORD = re.compile(r"[^\W\d_]{3,}")
PLACE = re.compile(r"[<{][^<>{}]*[>}]")
SAID = re.compile(r' (?:aria-label="[^"]*"|intent="[^"]*"|arg=\w)')
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
INTENT = re.compile(r"(?P<name>[A-Za-z-]+)(:(infix|postfix))?(\((?P<parts>.*)\))?")


def raised(formula):
    """Return what stands raised in a formula, as text."""
    scripts = formula.find_all(["msup", "msubsup"])
    return [
        re.sub(r"\s", "", one.find_all(recursive=False)[-1].text) for one in scripts
    ]


@functools.cache
def on_pages(html, others=()):
    """Return all formulas that the pages in a folder show, but in these within it."""
    found = set()
    for path in sorted(html.rglob("*.html")):
        if path.relative_to(html).parts[0] in others:
            continue
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for hidden in page.select(".take-along template, div.take-along ~ template"):
            hidden.decompose()
        found |= {str(formula) for formula in page.find_all("math")}
    return found


def in_derivations():
    """Return the formulas beneath the lines of all derivations, with their readings."""
    found = {
        line.mathml
        for problem in BY_NAME.values()
        for lines in (problem.worked, *problem.ways)
        for line in typed(problem, lines)
        if line.mathml
    }
    return set(answered(ROOT / "tests/book/read.js", question=sorted(found)))


def in_practice():
    """Return the formulas of a few problems of each kind, with their readings."""
    problems = [kind.problem(seed) for kind in KINDS.values() for seed in (2, 3, 4)]
    texts = [(one.task, one.wanted, one.derivation) for one in problems]
    lines = [line for each in texts for text in each for line in pieces(text)]
    held = {piece for line in lines for piece in line}
    return {
        set_formula(tex, kind == "display")["mathml"]
        for kind, tex, _ in held
        if kind in ("math", "display")
    }


@pytest.fixture(scope="session")
def spoken(html):
    """Return all formulas, and what is heard of each."""
    lines, practice = in_derivations(), in_practice()
    assert len(lines) > 300
    assert len(practice) > 300
    found = sorted(on_pages(html, OTHERS) | lines | practice)
    said = say_aloud(found)
    # Each on its own: the text of what stands in a template is no text of the page.
    parsed = [BeautifulSoup(formula, "html.parser").math for formula in found]
    return list(zip(parsed, said, strict=True))


def test_many_are_heard(spoken):
    assert len(spoken) > 1000
    assert all(words.strip() for _, words in spoken)
    heard = Counter(word for _, words in spoken for word in words.split())
    assert heard["layer"] > 500
    assert heard["transposed"] > 200


def test_none_is_misspoken(spoken):
    assert [words for _, words in spoken if MISSAID.search(words)] == []


def test_a_power_is_heard_only_where_there_is_one(spoken):
    """A power is what is raised, and is no index, transpose, prime or star."""
    wrong = []
    for formula, words in spoken:
        other = re.compile(r"(\[.*\]|\([\w−]+\))?(′*)([⊤∗]?)|⊙2")
        powers = [one for one in raised(formula) if not other.fullmatch(one)]
        norms = [one for one in formula.find_all("msubsup") if "‖" in one.text]
        if (
            POWER.search(words.replace("entrywise squared", ""))
            and not powers
            and not norms
        ):
            wrong.append(words)
    assert wrong == []


@pytest.mark.parametrize("bracket", INDEX)
def test_each_index_is_heard_once(spoken, bracket):
    wrong = []
    for formula, words in spoken:
        count = sum(one.startswith(bracket) for one in raised(formula))
        # Words of the formula's own may say so too.
        own = formula.text.replace("\xa0", " ").count(INDEX[bracket])
        heard = words.count(INDEX[bracket]) - own
        if heard != count:
            wrong.append((count, words))
    assert wrong == []


def test_each_transpose_and_each_elementwise_product_is_heard_once(spoken):
    wrong = []
    for formula, words in spoken:
        transposed = sum(one.endswith("⊤") for one in raised(formula))
        products = formula.text.count("⊙") - sum("⊙" in one for one in raised(formula))
        heard = words.count("transposed"), words.count("elementwise times")
        if heard != (transposed, products):
            wrong.append((transposed, products, words))
    assert wrong == []


def resolved(intent, element):
    """Say whether an intent is well formed, and what it names stands in the element."""
    if intent.startswith("$"):
        return any(one["arg"] == intent[1:] for one in element.select("[arg]"))
    found = INTENT.fullmatch(intent)
    if not found:
        return False
    parts, depth = [""], 0
    for sign in found["parts"] or "":
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return all(resolved(part, element) for part in parts if part)


def test_each_intent_is_well_formed_and_finds_its_parts(spoken):
    marked = [one for formula, _ in spoken for one in formula.select("[intent]")]
    assert len(marked) > 1000
    assert [str(one) for one in marked if not resolved(one["intent"], one)] == []


def test_what_has_an_intent_has_a_label_too(spoken):
    """One program takes the one, another the other."""
    for formula, _ in spoken:
        for one in formula.select("[intent]"):
            labelled = [one, *one.find_parents()]
            assert any(part.get("aria-label") for part in labelled), one


def test_what_is_said_is_a_small_part_of_what_a_page_weighs(html):
    """As it is sent. The solutions of chapter 4, mostly formulas, have 5.97 %."""
    added = {}
    for path in sorted(html.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        mute = FORMULA.sub(lambda formula: SAID.sub("", formula[0]), page)
        whole, rest = (len(gzip.compress(one.encode(), 9)) for one in (page, mute))
        added[path.relative_to(html).as_posix()] = whole / rest - 1
    assert max(added.values()) > 0.04
    assert {page: part for page, part in added.items() if part > 0.06} == {}


def bare(formula):
    """Return a formula without its words and what is said of it, and all that."""
    words = rf"(?<=<mtext>)[^<]*{LETTERS}[^<]*(?=</mtext>)"
    told = re.findall(rf'(?:aria-label|intent)="([^"]*)"|({words})', formula)
    formula = re.sub(words, "", formula)
    return re.sub(r' (aria-label|intent)="[^"]*"', r" \1", formula), sum(told, ())


def test_in_another_language_as_much_is_said_and_no_english(html):
    english = dict(map(bare, on_pages(html, OTHERS)))
    for language in ready(ROOT):
        own = PLACE.sub("", " ".join(said_in(language).values()))
        foreign = _words(english.values()) - set(WORD.findall(own))
        assert {"transposed", "derivative", "layer", "otherwise"} <= foreign
        formulas = dict(map(bare, on_pages(html / language)))
        assert len(formulas) > 100
        # How the parts of an intent stand has one name in every language.
        assert _words(formulas.values()) & foreign <= {"infix", "postfix"}
        assert set(formulas) <= set(english)


def _words(readings):
    return {word for told in readings for one in told for word in WORD.findall(one)}
