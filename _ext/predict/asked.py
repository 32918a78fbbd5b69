"""Read a prediction as it is written in a chapter, in plain Markdown.

First the question; of a choice, the options; and in a <details> element, so that a
notebook hides them, the answers. The right one is in bold::

    Which shape has $W$?

    - **A.** $2 \\times 3$
    - **B.** $3 \\times 2$

    <details><summary>The answer</summary>

    - A: a row would then belong to an input.
    - **B**: each node has a column.

    </details>

Of a number the answers are numbers, and the last may be "else"; of a sketch they are
names of curves. What is right, a function of the same name in `truths` computes.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from predict.truths import Number, Sketch

PARTS = re.compile(
    r"(?P<question>.*?)"
    r"(?P<options>(?:^- \*\*[A-Z]\.\*\* .*\n(?:  .*\n|\n)*)*)"
    r"^<details><summary>The answer</summary>\n(?P<answers>.*?)^</details>\s*",
    re.DOTALL | re.MULTILINE,
)
ITEM = re.compile(r"^- (?P<item>.*\n(?:  .*\n)*)", re.MULTILINE)
OPTION = re.compile(r"\*\*(?P<key>[A-Z])\.\*\* (?P<text>.*)", re.DOTALL)
ANSWER = re.compile(
    r"(?P<bold>\*\*)?(?P<key>[^*:]+)(?(bold)\*\*): (?P<text>.*)", re.DOTALL
)
ELSE = "else"


class Unclear(ValueError):
    """A prediction that is not written as it should be, or says what is not so."""


@dataclass(frozen=True)
class Answer:
    """An answer, whether it is right, and what is said of it."""

    key: str
    right: bool
    text: str


@dataclass(frozen=True)
class Asked:
    """A question with its answers; of a choice also the options, by their letters."""

    question: str
    options: dict[str, str]
    answers: list[Answer]


def read(text):
    """Return what is asked.

    Raises
    ------
    Unclear
        If it is not written as it should be.
    """
    parts = PARTS.fullmatch(text.strip() + "\n")
    if parts is None:
        raise Unclear("a question and, in <details>, its answers are wanted")
    options = [OPTION.match(item) for item in ITEM.findall(parts["options"])]
    answers = [ANSWER.match(item) for item in ITEM.findall(parts["answers"])]
    if None in answers or sum(bool(one["bold"]) for one in answers) != 1:
        raise Unclear("each answer is '- key: what is said', one of them '- **key**:'")
    return Asked(
        parts["question"].strip(),
        {one["key"]: one["text"].strip() for one in options},
        [Answer(one["key"], bool(one["bold"]), one["text"].strip()) for one in answers],
    )


def compare(asked, truth):
    """Compare what is said with what was computed.

    Raises
    ------
    Unclear
        If they disagree.
    """
    right = next(answer.key for answer in asked.answers if answer.right)
    wrong = [
        answer.key
        for answer in asked.answers
        if not answer.right and answer.key != ELSE
    ]
    if isinstance(truth, Number):
        taken = [key for key in [right, *wrong] if truth.takes(float(Fraction(key)))]
        if taken != [right]:
            raise Unclear(f"it is {truth.value:g}, but {taken or 'none'} counts")
    elif isinstance(truth, Sketch):
        if [right, *wrong] != list(truth.curves):
            raise Unclear(f"the curves are {list(truth.curves)}, the first being right")
    else:
        if right != truth:
            raise Unclear(f"{truth} is right, and not {right}")
        if sorted([right, *wrong]) != list(asked.options):
            raise Unclear("each option is to have an answer")
