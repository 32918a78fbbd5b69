"""Answers at the end of the book, away from what is asked; the way there and back."""

import posixpath
import re

from ebook.pages import new

# The titles of what is folded on a page because it answers what was asked before.
ANSWER = re.compile(
    r"Answer|The answer|Solution$|Worked solution"
    r"|What you will have found|Which is which"
)
HINT = re.compile(r"Hint \d+")
ANSWERS = "answers.xhtml"
BACK = '<p class="way"><a href="{0}">Back to the question</a></p>'


def title(element):
    """Return the title of what is folded."""
    return element.summary.get_text().strip()


def heading(page):
    """Return the title of a page as text, without its number."""
    first = page.h1
    number = first.find(class_="section-number")
    text = first.get_text()
    return text.removeprefix(number.get_text()).strip() if number else text.strip()


def way(*links):
    """Return a line of links: each an address and its words."""
    joined = " · ".join(f'<a href="{address}">{words}</a>' for address, words in links)
    return new(f'<p class="way">{joined}</p>')


def named(element):
    """Return the title of the section that an element stands in, as HTML."""
    section = element.find_parent("section")
    return section.find(re.compile(r"h\d")).decode_contents()


def moved(element, path, other):
    """Let what moves from one page to another lead where it led."""
    folder = posixpath.dirname(other)
    for link in element.select("a[href]"):
        if "//" not in link["href"]:
            # A link within the page begins with #.
            target = posixpath.join(posixpath.dirname(path), link["href"])
            if link["href"].startswith("#"):
                target = path + link["href"]
            link["href"] = posixpath.relpath(target, folder or ".")


def moved_answers(name, page):
    """Take the answers out of a page, and return the section of them, or nothing.

    name : the page's place in the book, without its ending.
    """
    up = "../" * name.count("/")
    stem = name.rpartition("/")[2]
    section = new(f'<section id="{stem}"><h2>{heading(page)}</h2></section>')
    found = page.select(".predict-answers, details.dropdown")
    for number, answer in enumerate(found, start=1):
        if answer.name == "details" and not ANSWER.match(title(answer)):
            continue
        there = f"answer-{stem}-{number}"
        question = f"question-{stem}-{number}"
        told = new(f'<section id="{there}"><h3>{named(answer)}</h3></section>')
        line = way((f"{up}{ANSWERS}#{there}", "The answer, at the end of the book"))
        line["id"] = question
        answer.insert_before(line)
        answer.extract()
        if answer.name == "details":
            words = title(answer)
            answer.summary.decompose()
            answer.name, answer.attrs = "div", {}
            if words not in ("Answer", "Solution", "Worked solution"):
                answer.insert(0, new(f"<p><b>{words}</b></p>"))
        moved(answer, f"{name}.xhtml", ANSWERS)
        told.append(answer)
        told.append(new(BACK.format(f"{name}.xhtml#{question}")))
        section.append(told)
    return section if section.section else None


def lead_to_solutions(page, chapter):
    """Let each exercise of a page lead to its hints and its solution."""
    stem = chapter.rpartition("/")[2]
    for exercise in page.select(".exercise"):
        name = exercise["id"].removeprefix("exercise-")
        exercise.append(
            way(
                (f"../hints/{stem}.xhtml#hints-{name}", "Hints"),
                (f"../solutions/{stem}.xhtml#solution-{name}", "Solution"),
            )
        )


def moved_hints(name, page):
    """Take the hints out of a page of solutions, and return a page of them.

    Each solution leads back to its exercise, and so do the hints.
    """
    stem = name.rpartition("/")[2]
    hints = new(
        f"<article><h1>{heading(page).replace('Solutions', 'Hints')}</h1></article>"
    )
    for mark in page.select('span[id^="solution-"]'):
        exercise = mark["id"].removeprefix("solution-")
        section = mark.find_parent("section")
        back = f"../chapters/{stem}.xhtml#exercise-{exercise}"
        words = section.h2.decode_contents()
        told = new(
            f'<section id="hints-{exercise}"><h2>{words}</h2><ol></ol></section>'
        )
        for fold in section.select("details.dropdown"):
            words = title(fold)
            fold.summary.decompose()
            if HINT.fullmatch(words):
                fold.name, fold.attrs = "li", {}
                moved(fold, f"{name}.xhtml", f"hints/{stem}.xhtml")
                told.ol.append(fold.extract())
            else:
                fold.unwrap()
        told.append(
            way(
                (back, "Back to the exercise"),
                (f"../{name}.xhtml#{mark['id']}", "Solution"),
            )
        )
        section.append(
            way(
                (back, "Back to the exercise"),
                (f"../hints/{stem}.xhtml#hints-{exercise}", "Hints"),
            )
        )
        hints.append(told)
    return hints
