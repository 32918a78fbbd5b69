"""A deck of slides as a page of its own, with links to where each thing stands."""

import copy
import html
import json
import re

from pieces import tag, words

from nnlib.language import say

PAGE = """<!DOCTYPE html>
<html lang="{language}" data-theme="light" data-content_root="../">
<head>
<meta charset="utf-8" />
{policy}<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title}</title>
<script>{theme}</script>
{files}
</head>
<body>
<main><div class="deck"><div class="slides">
{slides}
</div></div></main>
</body>
</html>
"""
THEME = """{
  let mode = null;
  try { mode = localStorage.getItem("mode"); } catch { /* as the system is */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme =
    mode === "dark" || (mode !== "light" && dark) ? "dark" : "light";
}"""


def spoken():
    """Return what the slides say besides what is on the page."""
    return {
        "title": say("{chapter}: slides"),
        "slide": say("Slide {number} of {all}"),
        "book": say("In the book"),
        "keys": say(
            "Space turns; S opens your notes, O shows all slides, F fills the screen, "
            "T is light or dark, ? tells all keys."
        ),
    }


def written(deck, page, settings):
    """Return the deck as HTML.

    Parameters
    ----------
    page : the name of the chapter's page, without its ending.
    settings : what else `PAGE` holds, and the words of `spoken`.
    """
    book, said = f"../chapters/{page}.html", settings["words"]
    sections = []
    places = {
        id(one): name for one, name in zip(deck.slides, unique(deck), strict=True)
    }
    shown = where_shown(deck, places)
    for number, slide in enumerate(deck.slides, 1):
        section = element(slide, places[id(slide)], said)
        section["aria-label"] = said["slide"].format(
            number=number, all=len(deck.slides)
        )
        link = tag("a", said["book"], href=f"#{slide.place}")
        section.append(tag("p", link, class_="place"))
        section.append(notes(slide))
        relink(section, book, shown)
        sections.append(section)
    title = said["title"].format(chapter=words(deck.slides[0].heading))
    title = html.escape(title)
    return PAGE.format(slides="\n".join(map(str, sections)), title=title, **settings)


def unique(deck):
    """Return a name for each slide, of the place where it begins on the page."""
    taken = {}
    for slide in deck.slides:
        taken[slide.place] = taken.get(slide.place, 0) + 1
        number = taken[slide.place]
        yield f"at-{slide.place}" + (f"-{number}" if number > 1 else "")


def where_shown(deck, places):
    """Return on which slide each thing that has a name is shown first."""
    shown = {}
    for slide in deck.slides:
        inner = [one["id"] for part in slide.parts for one in part.find_all(id=True)]
        own = [part["id"] for part in slide.parts if part.get("id")]
        for name in [slide.place, *own, *inner]:
            shown.setdefault(name, places[id(slide)])
    return shown


def element(slide, name, said):
    """Return a slide as an element."""
    section = tag("section", id=name, class_=slide.kind)
    section.append(tag(f"h{slide.level}", *map(copy.copy, slide.heading)))
    body = tag("div", class_="body")
    for part in slide.parts:
        body.append(prepared(part))
    if slide.kind == "title":
        body.append(tag("p", said["keys"], class_="keys"))
    if slide.kind in ("figure", "question"):
        # A finger that moves a slider turns no slide.
        body["data-prevent-swipe"] = ""
    section.append(body)
    return section


def prepared(part):
    """Return what stands on a slide, ready to be shown there."""
    part = copy.copy(part)
    if part.get("id", "").startswith("live-"):
        values = part.find("script")
        data = json.loads(values.string)
        # It is freed where the page has Python: in the book.
        for word in ("free", "freed"):
            data.pop(word, None)
        values.string = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
        return part
    for one in [part, *part.find_all(id=True)]:
        if not one.get("id", "").startswith("predict-"):
            one.attrs.pop("id", None)
    for link in part.select(".headerlink"):
        link.decompose()
    return part


def notes(slide):
    """Return what is said while a slide is shown."""
    aside = tag("aside", class_="notes")
    for one in slide.notes:
        one = copy.copy(one)
        for named in [one, *one.find_all(id=True)]:
            named.attrs.pop("id", None)
        for needless in one.select(".headerlink, .cell, script"):
            needless.decompose()
        aside.append(one)
    return aside


def relink(section, book, shown):
    """Lead each link to a slide, or else to where it leads in the book."""
    for link in section.find_all("a", href=True):
        address, of_place = link["href"], "place" in (link.parent.get("class") or [])
        if address.startswith("#"):
            name = address[1:]
            inside = name in shown and not of_place
            link["href"] = f"#/{shown[name]}" if inside else book + address
        elif not re.match(r"[a-z]+:", address):
            link["href"] = f"../chapters/{address}"
