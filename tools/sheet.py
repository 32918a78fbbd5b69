"""Print sheets to work on with a pencil, different for each student, and their key.

python tools/sheet.py --seed 7 --copies 30 [--kinds loss,bowl] [--language de]

They go into sheets/: sheets-7.pdf, and key-7.pdf, where the number on a copy finds its
answers. The same seed prints the same sheets, in every language.
"""

import argparse
import html
import pathlib
import sys
import tempfile

from browser import NoBrowser, started_browser
from build import ROOT, speak, use_utf8
from pdf import print_page

sys.path.insert(0, str(ROOT / "_ext"))

from formula_font import write_files
from temml import set_formula

from nnlib.language import ENGLISH, chosen, known, say
from nnlib.practice.book import KINDS, find
from nnlib.practice.pieces import pieces
from nnlib.practice.writing import value

USUAL = "loss,product-rule,elementwise-rule,dense-layer,backward-pass"
"""A sheet for a lesson on backpropagation, two pages long."""
APART = 1000
"""Seeds from one sheet to the next, so that no two share a copy."""
TRIES = 200
"""Problems that are drawn for a copy before there seem to be no new ones."""

PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<script src="formula-font.js"></script>
<link rel="stylesheet" href="formulas.css">
<style>
body {{ font: 11pt/1.5 system-ui, sans-serif; margin: 0; }}
.copy {{ break-after: page; border-spacing: 0; width: 100%; }}
.copy th {{ padding: 0 0 5mm; }}
.copy td {{ padding: 0 0 8mm; }}
.copy :is(th, td) {{ font-weight: normal; text-align: left; }}
.copy:last-child {{ break-after: auto; }}
header {{ display: flex; justify-content: space-between; }}
.problem {{ break-inside: avoid; }}
h1 {{ font-size: 13pt; margin: 0; }}
h2 {{ font-size: 11pt; margin: 0 0 1mm; }}
.line {{ margin: 0 0 1.5mm; }}
div.math {{ display: flex; margin-block: 2mm; }}
.glued {{ white-space: nowrap; }}
.blank {{ display: inline-block; min-width: 38mm; margin: 9mm 5mm 0 0; }}
.tall {{ margin-block: 14mm 10mm; }}
.key .problem {{ margin-bottom: 3mm; }}
.key section {{ break-inside: avoid; margin-bottom: 6mm; }}
.key .answer {{ display: inline-block; margin-right: 6mm; }}
.seed {{ white-space: nowrap; color: #555; font-weight: 400; font-size: 9pt; }}
</style></head>
<body class="{kind}">
{body}
</body></html>
"""
HEADER = """<header><span>{name} <span style="display: inline-block; width: 75mm;
border-bottom: 1px solid #000"></span></span>
<span>{copy}</span></header>
"""


def copies(seed, count_of, kinds):
    """Return the problems of each copy, of which no two copies share one.

    Raises ValueError if a kind is unknown, or has not as many problems.

    Parameters
    ----------
    seed : a whole number.
    count_of : how many copies.
    kinds : the names of the kinds, in the order of the sheet.
    """
    seen = set()

    def fresh(kind, copy):
        for k in range(TRIES):
            problem = find(kind).problem((seed + k * APART) * APART + copy)
            if problem.task not in seen:
                seen.add(problem.task)
                return problem
        raise ValueError(f"There are not {copy} different problems of the kind {kind}.")

    return [[fresh(kind, copy) for kind in kinds] for copy in range(1, count_of + 1)]


def formula(tex, display=False, beside=""):
    """Return a formula as the book sets it."""
    answer = set_formula(tex, display)
    if "error" in answer:
        raise ValueError(f"no formula: {answer['error']}: {tex}")
    if display:
        return f'<div class="math">{answer["mathml"]}</div>'
    return f'<span class="math glued">{answer["mathml"]}{beside}</span>'


def written(markdown):
    """Return the Markdown of a problem as HTML."""
    tags = {"code": "code", "bold": "strong"}
    lines = []
    for paragraph in pieces(markdown):
        line = ""
        for kind, held, beside in paragraph:
            if kind in ("math", "display"):
                line += formula(held, kind == "display", beside)
            elif kind == "text":
                line += html.escape(held)
            else:
                line += f"<{tags[kind]}>{html.escape(held)}</{tags[kind]}>"
        lines.append(f'<div class="line">{line}</div>')
    return "\n".join(lines)


def sheets(seed, all_copies):
    """Return the sheets as one page of HTML."""
    body = []
    for copy, problems in enumerate(all_copies, start=1):
        # What heads a table heads each of its pages, so that no loose one is lost.
        told = say("Copy {copy} of seed {seed}", copy=copy, seed=seed)
        head = HEADER.format(name=say("Name:"), copy=told)
        body.append(
            f'<table class="copy"><thead><tr><th>{head}</th></tr></thead><tbody>'
        )
        for k, one in enumerate(problems, start=1):
            is_tall = any(isinstance(v, list) for v in one.blanks.values())
            start = '<span class="blank tall">' if is_tall else '<span class="blank">'
            labels = [formula(label, beside=" =") for label in one.labels.values()]
            blanks = "".join(f"{start}{label}</span>" for label in labels)
            title = f"<h2>{k}. {html.escape(say(one.title))}</h2>"
            problem = f"{title}\n{written(one.task)}\n{blanks}"
            body.append(f'<tr><td class="problem">{problem}</td></tr>')
        body.append("</tbody></table>")
    return written_out("sheets", say("Sheets {seed}", seed=seed), body)


def answers(problem):
    """Return the answers to a problem, each as LaTeX by the name of its blank."""
    return {name: value(right) for name, right in problem.blanks.items()}


def key(seed, all_copies):
    """Return the key as one page of HTML."""
    body = [f"<h1>{say('Key to the sheets of seed {seed}', seed=seed)}</h1>"]
    for copy, problems in enumerate(all_copies, start=1):
        body.append(f"<section><h2>{say('Copy {copy}', copy=copy)}</h2>")
        for k, one in enumerate(problems, start=1):
            told = "".join(
                f'<span class="answer">{formula(f"{one.labels[name]} = {tex}")}</span>'
                for name, tex in answers(one).items()
            )
            drawn = f"{one.name}, {say('seed {seed}', seed=one.seed)}"
            where = f'<span class="seed">{drawn}</span>'
            body.append(f'<div class="problem">{k}. {told} {where}</div>')
        body.append("</section>")
    return written_out("key", say("Key {seed}", seed=seed), body)


def written_out(kind, title, body):
    """Return a page of HTML, in the language that is spoken."""
    tag = chosen()
    return PAGE.format(
        language="en-GB" if tag == ENGLISH else tag.replace("_", "-"),
        title=title,
        kind=kind,
        body="\n".join(body),
    )


def print_all(browser, seed, all_copies, folder):
    """Print the sheets and their key into a folder; return where they are."""
    pages = {"sheets": sheets(seed, all_copies), "key": key(seed, all_copies)}
    printed = []
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        write_files(html.unescape("".join(pages.values())), work, work / "kept")
        for name, text in pages.items():
            page = work / f"{name}.html"
            page.write_text(text, encoding="utf-8")
            printed.append(folder / f"{name}-{seed}.pdf")
            print_page(browser, page, printed[-1])
    return printed


def whole(text):
    """Read a whole number from 1 to 999, as many as a seed has room for."""
    number = int(text)
    if not 0 < number < APART:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and {APART - 1}")
    return number


def main():
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=whole, default=30)
    parser.add_argument("--kinds", default=USUAL, help=f"of {', '.join(KINDS)}")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "sheets")
    parser.add_argument("--language", default="", choices=["", *known()])
    given = parser.parse_args()
    speak(given.language)
    try:
        kinds = [name.strip() for name in (given.kinds or USUAL).split(",")]
        drawn = copies(given.seed, given.copies, kinds)
        with started_browser() as browser:
            printed = print_all(browser, given.seed, drawn, given.folder)
    except (NoBrowser, OSError, ValueError) as reason:
        sys.exit(str(reason))
    for path in printed:
        print(path)


if __name__ == "__main__":
    main()
