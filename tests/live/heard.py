"""What a figure is to say of a change, and whether it does."""

import re

import numpy as np

from nnlib.live.drawings import PLACE, Formula

HEARD = re.compile(r"(minus )?(\d+(?:\.\d+)?)(?: times 10 to the (minus )?(\d+))?")
# What is heard in the places of a figure that are read out, one after the other.
LISTEN = """figure => {
  const listens = Boolean(figure.said);
  figure.said = [];
  if (listens) return;
  for (const place of figure.querySelectorAll("[role=status]")) {
    new MutationObserver(() => place.textContent && figure.said.push(place.textContent))
      .observe(place, { childList: true, characterData: true, subtree: true });
  }
}"""
# No mark of a formula is read out, and nothing that is not there.
UNSAID = re.compile(r"[*_^{}<>·⊙=+−∂/]|\\bundefined\\b|NaN|, was ,|  ")


def templates(figure, moved, settings):
    """Return the templates of what is to be said of controls that were moved."""
    lines = [
        line
        for drawing in figure.drawings
        if isinstance(drawing, Formula) and set(drawing.told) & set(moved)
        for line in _lines(drawing, settings)
    ]
    return [*lines, *dict.fromkeys(figure.words.get(k, figure.summary) for k in moved)]


def _lines(drawing, settings):
    option = settings.get(drawing.by, "")
    key = option if isinstance(option, str) else f"{option:g}"
    return drawing.choices[key if key in drawing.choices else ""]


def numbers(text):
    """Return the numbers that are heard, and the size of the last digit of each."""
    found = []
    for minus, front, below, power in HEARD.findall(text):
        exponent = int(power or 0) * (-1 if below else 1)
        decimals = len(front.partition(".")[2])
        value = float(f"{front}e{exponent}") * (-1 if minus else 1)
        found.append((value, 10.0 ** (exponent - decimals)))
    return found


def missing(figure, moved, settings, before, text, grains):
    """Return the places of what is to be said whose numbers are not in a text.

    Parameters
    ----------
    before : the settings that were heard of last.
    """
    heard, lacking = numbers(text), []
    now, earlier = [(one, figure.arrays(one)) for one in (settings, before)]
    for template in templates(figure, moved, settings):
        for place in PLACE.finditer(template):
            values = [_value(figure, place, now)]
            if isinstance(values[0], str):
                continue
            if place[0].endswith("|was>"):
                values.append(_value(figure, place, earlier))
            for value in values:
                room = _room(place, value, grains)
                # What rounds to the same is the same.
                if abs(value - values[0]) > room or value == values[0]:
                    if not any(abs(value - one) <= room + 0.51 * d for one, d in heard):
                        lacking.append((place[0], value))
    return lacking


def _room(place, value, grains):
    """Return by how much a recorded number may be off."""
    step, log = grains.get(place[1], (0, False))
    grain = abs(value) * (10**step - 1) if log else step
    return grain + (
        abs(value) * 0.06 if place[4] else 0.51 * 10.0 ** -int(place[3] or 0)
    )


def _value(figure, place, shown):
    settings, arrays = shown
    name, entry = place[1], place[2] or "0"
    if name in settings:
        return settings[name]
    M = arrays[name]
    if entry.isdecimal():
        return float(M.reshape(-1)[int(entry)])
    row, _, column = entry.partition(",")
    chosen = M[min(int(settings[row]), len(M)) - 1]
    if not column:
        return float(np.ravel(chosen)[0])
    control = next(one for one in figure.controls if one.name == column)
    return float(chosen[list(control.listed).index(settings[column])])
