"""A page of the built book as it stands in an e-book, where nothing can be pressed."""

import json
import re

from bs4 import BeautifulSoup

from ebook.spoken import spoken
from ebook.wide import fitted

LIVE = re.compile("^live-")
ARTICLE = re.compile(r'<article class="bd-article">.*?</article>', re.DOTALL)
# What is there to be pressed, or to be filled in by a script.
OF_THE_WEB = (
    "button, form, script, template, .headerlink, .take-along, .exercise-bar, "
    ".practice, .predict-verdict, .predict-after, .slides-offer, .languages"
)
# What only browsers and the book's scripts read, or what XHTML knows no more.
ATTRIBUTES = re.compile(r"data-|tabindex$|loading$|decoding$|download$")
# MathML as EPUB has it knows none of these on what stands inside a formula. What a
# formula says as a whole, it may say.
READINGS = ("intent", "arg", "aria-label")
GENERAL = {"Show the code": "The code", "Show the answer": "The answer"}
MARKS = {
    r"\*(.+?)\*": r"<i>\1</i>",
    r"_\{(.*?)\}": r"<sub>\1</sub>",
    r"\^\{2\}": "²",
    r"\^\{(.*?)\}": r"<sup>\1</sup>",
}
CAPTION = (
    "<figcaption><b>{title}.</b> {shown}In the online book this figure can be moved: "
    "{question}</figcaption>"
)
ONLINE = "The online book offers these exercises"


def article(text):
    """Return what a built page is about, parsed."""
    return BeautifulSoup(ARTICLE.search(text)[0], "html.parser").article


def new(markup):
    """Return an element that is written as HTML."""
    return BeautifulSoup(markup, "html.parser").contents[0].extract()


def marked(text):
    """Return a label or a question of a figure as HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    for mark, element in MARKS.items():
        text = re.sub(mark, element, text)
    return text


def value(control):
    """Return what a control is set to, as readers write it."""
    number = control["value"]
    if isinstance(number, str):
        return number
    return f"{number:g}".replace("-", "−")


def caption(spec):
    """Return what stands beneath a figure that is still here."""
    controls = [c for c in spec["controls"] if "value" in c and not c.get("hidden")]
    settings = [f"{marked(c['label'])}: {value(c)}" for c in controls]
    return CAPTION.format(
        title=marked(spec["title"]).rstrip(".?"),
        shown=f"Shown here for {', '.join(settings)}. " if settings else "",
        question=marked(spec["question"]),
    )


def still(page):
    """Put a picture with a caption in the place of each live figure."""
    for figure in page.find_all("div", id=LIVE):
        spec = json.loads(figure.script.string)["spec"]
        picture = figure.noscript.img.extract()
        cell = figure.find_parent("div", class_="cell")
        placed = new(f'<figure class="live" id="{figure["id"]}"></figure>')
        placed.extend([picture, new(caption(spec))])
        # The cell has nothing but the call of the figure.
        (cell or figure).replace_with(placed)


def choose(page):
    """Let a prediction have its options as a list."""
    for form in page.select(".predict form"):
        options = form.select("fieldset label")
        if options:
            choices = new('<ul class="choices"></ul>')
            for label in options:
                label.input.decompose()
                label.name = "li"
                choices.append(label.extract())
            form.insert_before(choices)


def unfold(page):
    """Say on the fold of code what is inside, and leave answers open."""
    for fold in page.find_all("details", class_="hide"):
        words = fold.summary.get_text("\n").strip().split("\n")[0]
        fold.summary.clear()
        fold.summary.append(GENERAL.get(words, words))
        if words == "Show the answer":
            fold.summary.decompose()
            fold.unwrap()


def offers(page, site):
    """Offer nothing to download but from the site of the book, if it is known."""
    for link in page.find_all("a", download=True):
        if link.decomposed:  # with another of its paragraph
            continue
        if not link["href"].endswith(".ipynb"):
            link.find_parent("p").decompose()
        elif site:
            link.string = ONLINE
            link["href"] = site + link["href"].removeprefix("../")
        else:
            link.replace_with(ONLINE)


def addresses(page, site):
    """Let links lead to the pages of the e-book."""
    for link in page.find_all("a", href=True):
        target = link["href"]
        if target == "#":
            link.unwrap()
        elif "//" not in target and ".html" in target:
            link["href"] = target.replace(".html", ".xhtml", 1)
        elif "//" not in target and not target.startswith("#"):
            if site:
                link["href"] = site + target.removeprefix("../")
            else:
                link.unwrap()
    for picture in page.find_all("img"):
        picture["src"] = picture["src"].replace(".webp", ".png")


def plain(page):
    """Take out what an e-book has no use for."""
    for element in page.select(OF_THE_WEB):
        element.decompose()
    for element in page.find_all(True):
        for name in [name for name in element.attrs if ATTRIBUTES.match(name)]:
            del element[name]


def tell_formulas(pages):
    """Say of each formula what is heard of it, and no more of its parts."""
    formulas = [formula for page in pages for formula in page.find_all("math")]
    texts = [str(formula) for formula in formulas]
    known = list(dict.fromkeys(texts))
    told = dict(zip(known, spoken(known), strict=True))
    for formula, text in zip(formulas, texts, strict=True):
        formula["xmlns"] = "http://www.w3.org/1998/Math/MathML"
        formula["alttext"] = told[text]
        for element in [formula, *formula.find_all(True)]:
            for name in READINGS:
                del element[name]


def prepared(text, site):
    """Return the article of a page for the e-book, its answers still in their places.

    Its formulas still have their readings.

    Parameters
    ----------
    site : the address of the published book, with a slash at its end; or nothing.
    """
    page = article(text)
    still(page)
    choose(page)
    unfold(page)
    offers(page, site)
    for exercise in page.find_all(class_="exercise"):
        exercise["id"] = f"exercise-{exercise['data-exercise']}"
    addresses(page, site)
    plain(page)
    fitted(page)
    return page
