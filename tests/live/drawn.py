"""Compares what a live figure shows with what nnlib computes for its settings.

``drawn.js`` reads the numbers, places and colours off the page. Here the places are
turned back into values by the ticks of the axes, as a reader would do it.
"""

import json
import pathlib
import re
from collections.abc import Mapping

import numpy as np

from nnlib.live import (
    Chart,
    Choice,
    Field,
    Formula,
    Line,
    Matrix,
    Network,
    Points,
    PointSet,
    Slider,
)
from nnlib.live.drawings import PLACE

READ = """async (figure) =>
  JSON.stringify(await readFigure(figure), (_, value) => value ?? null)"""
READ_ON_THE_WAY = """async (figure, moves) => {
  const inputs = figure.querySelectorAll(".live-control :is(input, select)");
  const seen = [];
  for (const [at, value] of moves) {
    setControl(inputs[at], value);
    seen.push(await readFigure(figure));
  }
  return JSON.stringify(seen, (_, value) => value ?? null);
}"""
READER = pathlib.Path(__file__).with_name("drawn.js")

NUMBER = re.compile(r"\(?(−?\d+(?:\.\d+)?)(?:×10(?:\^\{)?(−?\d+)\}?)?\)?|too large")
WRITTEN = r"(\(?−?\d+(?:\.\d+)?(?:×10(?:\^\{)?−?\d+\}?)?\)?|too large)"
PATH = re.compile(r"([MLVH])(-?[\d.e-]+)(?: (-?[\d.e-]+))?")
PIXEL = 0.006  # places are written with two decimals
FAR = 1e4  # a line that leaves its chart ends here


def read(figure):
    """Return what a figure shows; ``figure`` is a Playwright locator."""
    # As text, for Playwright is slow to hand over what has many parts.
    return json.loads(figure.evaluate(READ))


def read_on_the_way(figure, moves):
    """Return what a figure shows after each of some moves.

    moves : which control, and what its element is set to.
    """
    return json.loads(figure.evaluate(READ_ON_THE_WAY, moves))


def settings_of(figure, seen):
    """Return the settings that the controls stand at, each at a listed value."""
    settings = {}
    for control, shown in zip(figure.controls, seen["controls"], strict=True):
        word = shown["value"]
        choice = isinstance(control, Choice)
        settings[control.name] = word if choice else control.values[round(float(word))]
    return settings


def differences(figure, settings, seen, grains=None):
    """Return, in words, where a figure shows other than what nnlib computes.

    Parameters
    ----------
    grains : the step of each recorded array and whether it is a step of its
        logarithm; without it, the arrays come from a kernel, unrounded.
    """
    return list(_Comparison(figure, settings, grains or {}).of(seen))


def squared(text):
    """Return a text with the sign of a square, which is read as one, as figures do."""
    return text.replace("^{2}", "²")


def amount(words):
    """Return the number that is written, and the size of its last digit."""
    match = NUMBER.fullmatch(words)
    if match is None:
        raise ValueError(f"{words!r} is not a number")
    if match[1] is None:
        return np.nan, 0.0
    front, power = match[1].replace("−", "-"), (match[2] or "0").replace("−", "-")
    decimals = len(front.partition(".")[2])
    return float(f"{front}e{power}"), float(f"1e{int(power) - decimals}")


class _Scale:
    """From values to pixels, by the ticks of an axis."""

    def __init__(self, pixels, ticks, log):
        self.log = log
        values = [float("e".join(words).replace("−", "-")) for words in ticks]
        if log:  # "10", "-3" was written 10 to the power -3, and 0.01 as it is
            values = [
                10.0 ** int(words[1].replace("−", "-")) if len(words) > 1 else value
                for words, value in zip(ticks, values, strict=True)
            ]
        bent = self.bend(np.array(values))
        (self.slope, self.start), *_ = np.polyfit(bent, pixels, 1, full=True)
        self.error = np.abs(self(np.array(values)) - pixels).max()

    def bend(self, values):
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(values) if self.log else values

    def __call__(self, values):
        return self.start + self.slope * self.bend(values)


class _Comparison:
    def __init__(self, figure, settings, grains):
        self.figure, self.settings, self.grains = figure, settings, grains
        self.arrays = {
            name: np.asarray(array, dtype=float)
            for name, array in figure.arrays(settings).items()
        }

    def of(self, seen):
        for control, shown in zip(self.figure.controls, seen["controls"], strict=True):
            yield from self.control(control, shown)
        for drawing, part in zip(self.figure.drawings, seen["drawings"], strict=True):
            if isinstance(drawing, Matrix):
                (title,) = self.chosen(drawing)
                yield from self.written(title, part["title"])
            elif part["title"] != (title := squared(drawing.title)):
                yield f"the title {part['title']!r}, not {title!r}"
            name = part["title"] or "formula"
            compare = getattr(self, type(drawing).__name__.lower())
            yield from (f"{name}: {words}" for words in compare(drawing, part))

    def bounds(self, name, values=None):
        """Return the least and the largest value that may be shown for each entry."""
        values = self.arrays[name] if values is None else values
        step, log = self.grains.get(name, (0.0, False))
        half = step / 2 * (1 + 1e-6)
        if log:
            return values * 10**-half, values * 10**half
        slack = half + 1e-12 * np.abs(values)
        return values - slack, values + slack

    def control(self, control, shown):
        value = self.settings[control.name]
        if shown["label"] != control.label:
            yield f"the label {shown['label']!r}, not {control.label!r}"
        if not isinstance(control, Slider):
            # Of points, it shows the one that can be moved.
            if shown["value"] != str(value) and not isinstance(control, PointSet):
                yield f"{control.name} shows {shown['value']}, not {value}"
            return
        written, last = amount(shown["shown"])
        if not abs(written - value) <= last / 2 * (1 + 1e-9):
            yield f"{control.name} shows {shown['shown']}, not {value}"
        if shown["spoken"] != re.sub(r"[\^{}]", "", shown["shown"]):
            yield f"{control.name} is spoken as {shown['spoken']}"

    # ---- charts ----------------------------------------------------------------

    def chart(self, drawing: Chart, part):
        chart = part["chart"]
        labels = [mark.label for mark in drawing.marks if mark.label]
        if part["legend"] != labels:
            yield f"the legend {part['legend']}, not {labels}"
        lines = [PATH.findall(line) for line in chart["grid"]]
        columns = [float(line[0][1]) for line in lines if line[1][0] == "V"]
        rows = [float(line[0][2]) for line in lines if line[1][0] == "H"]
        if min(len(columns), len(rows)) < 2:
            yield f"ticks that do not tell the scale: {chart['across']} {chart['up']}"
            return
        self.px = _Scale(np.array(columns), chart["across"], drawing.x.log)
        self.py = _Scale(np.array(rows), chart["up"], drawing.y.log)
        for scale in (self.px, self.py):
            if scale.error > 0.01:
                yield f"ticks {scale.error:.2f} pixels beside their values"
        for axis, key in ((drawing.x, "x"), (drawing.y, "y")):
            ends = [float(word) for word in chart["domains"][key].split()]
            if axis.domain and ends != list(axis.domain):
                yield f"the {key} axis from {ends}, not {axis.domain}"
        for mark, shown in zip(drawing.marks, chart["marks"], strict=True):
            compare = getattr(self, type(mark).__name__.lower())
            for words in compare(drawing, mark, shown):
                yield f"{shown['array']}: {words}"

    def line(self, drawing, mark: Line, shown):
        pairs = PATH.findall(shown["path"] or "")
        starts = [pen == "M" for pen, *_ in pairs]
        places = np.array([(float(x), float(y)) for _, x, y in pairs]).reshape(-1, 2)
        known = self.drawn(mark)
        first = known & ~np.concatenate([[False], known[:-1]])
        if starts != first[known].tolist():
            yield f"{len(starts)} points in {sum(starts)} pieces, not {known.sum()}"
            return
        yield from self.beside(mark, known, places)

    def points(self, drawing, mark: Points, shown):
        places = np.array(shown["circles"], dtype=float).reshape(-1, 2)
        known = self.drawn(mark)
        if len(places) != len(known):
            yield f"{len(places)} points, not {len(known)}"
            return
        if not (places[~known] == -99).all():
            yield "points where there should be none"
        yield from self.beside(mark, known, places[known])

    def drawn(self, mark):
        x, y = self.arrays[mark.x].ravel(), self.arrays[mark.y].ravel()
        return np.isfinite(self.px(x)) & np.isfinite(self.py(y))

    def beside(self, mark, known, places):
        """Yield where points lie elsewhere than their values say."""
        for name, scale, seen in (
            (mark.x, self.px, places[:, 0]),
            (mark.y, self.py, places[:, 1]),
        ):
            ends = [scale(end.ravel()[known]) for end in self.bounds(name)]
            # A value so near 0 has no place on a logarithmic axis.
            ends = [
                np.nan_to_num(end, nan=FAR, posinf=FAR, neginf=-FAR) for end in ends
            ]
            low = np.clip(np.minimum(*ends), -FAR, FAR) - PIXEL
            high = np.clip(np.maximum(*ends), -FAR, FAR) + PIXEL
            wrong = np.flatnonzero((seen < low) | (seen > high))
            if wrong.size:
                k = wrong[0]
                value = self.arrays[name].ravel()[known][k]
                yield (
                    f"{wrong.size} entries of {name} elsewhere; entry {k}, "
                    f"{value:.6g}, at {seen[k]}, not {low[k]:.3f} to {high[k]:.3f}"
                )

    def field(self, drawing, mark: Field, shown):
        z = self.arrays[mark.z]
        rows, columns = z.shape
        cells = np.array(shown["cells"]).reshape(rows, columns, 3)
        (left, right), (bottom, top) = drawing.x.domain, drawing.y.domain
        across = left + (np.arange(columns) + 0.5) / columns * (right - left)
        up = bottom + (np.arange(rows) + 0.5) / rows * (top - bottom)
        off = np.abs(cells[..., 0] - self.px(across)).max()
        off = max(off, np.abs(cells[..., 1] - self.py(up)[:, None]).max())
        if off > 0.5:
            yield f"cells {off:.2f} pixels from their places"
        low, high = self.bounds(mark.z)
        wrong = (cells[..., 2] < low - 1e-6) | (cells[..., 2] > high + 1e-6)
        if wrong.any():
            yield f"{wrong.sum()} cells in another shade"

    # ---- matrices and networks -------------------------------------------------

    def trimmed(self, name, trim=True):
        M = self.arrays[name]
        known = ~np.isnan(M)
        if not trim:
            return M
        rows, columns = (
            np.flatnonzero(known.any(axis=axis)).max(initial=-1) + 1 for axis in (1, 0)
        )
        return M[:rows, :columns]

    def matrix(self, drawing: Matrix, part):
        M = self.trimmed(drawing.array, drawing.trim)
        cells = part["matrix"]
        if M.size == 0:  # nothing known: the cells stay, empty
            if any(cell["number"] for cell in cells):
                yield "numbers where there are none"
            return
        if part["size"] != f"{M.shape[0]} × {M.shape[1]}" or len(cells) != M.size:
            yield f"{part['size']} with {len(cells)} cells, not {M.shape}"
            return
        places = [re.findall(r"-?[\d.]+", cell["place"]) for cell in cells]
        order = [(float(y), float(x)) for x, y in places]
        if order != sorted(order):
            yield "cells out of order"
        low, high = self.bounds(drawing.array, M)
        limit = drawing.limit or max(np.nanmax(np.abs(M), initial=0), 1e-12)
        lit = self.arrays[drawing.lit] if drawing.lit else np.zeros_like(M)
        for place, cell in zip(np.ndindex(M.shape), cells, strict=True):
            name = f"entry {place}"
            frame = cell["lit"] + 4 * cell["bold"]
            if frame != lit[place]:
                yield f"{name} framed in {frame}, not {lit[place]}"
            if np.isnan(M[place]):
                if cell["number"]:
                    yield f"{name} shows {cell['number']}, though it is not known"
                continue
            yield from self.number(
                name,
                cell["number"],
                M[place],
                low[place],
                high[place],
                drawing.decimals,
            )
            share = re.search(r"--live-(\w+)\)? (\d+)%", cell["fill"])
            hue, strength = share[1], float(share[2])
            wanted = min(1, abs(M[place]) / limit) * 100
            slack = 1 + 200 * (high[place] - low[place]) / limit
            if abs(strength - wanted) > slack:
                yield f"{name}, {M[place]:.3g}, coloured to {strength}%, not {wanted}%"
            if strength > slack and (hue == "negative") != (M[place] < 0):
                yield f"{name}, {M[place]:.3g}, coloured as {hue}"

    def on_edges(self, drawing: Network, W, numbers):
        if drawing.decimals is None:
            if numbers:
                yield "numbers on its edges, though none are asked for"
            return
        entries = [(l, place) for l, M in enumerate(W) for place in np.ndindex(M.shape)]
        for (l, place), word in zip(entries, numbers, strict=True):
            w, name = W[l][place], f"the edge {place} of layer {l + 1}"
            low, high = self.bounds(drawing.weights[l], w)
            yield from self.number(name, word, w, low, high, drawing.decimals)

    def network(self, drawing: Network, part):
        W = [self.trimmed(n) for n in drawing.weights if self.arrays[n].size]
        nodes, edges = part["network"]["nodes"], part["network"]["edges"]
        sizes = [W[0].shape[0], *(M.shape[1] for M in W)]
        if len(nodes) != sum(sizes) or len(edges) != sum(M.size for M in W):
            yield f"{len(nodes)} nodes and {len(edges)} edges, not layers of {sizes}"
            return
        names = part["network"]["names"]
        if len(names) != len(drawing.nodes):
            yield f"{len(names)} names in its nodes, not {len(drawing.nodes)}"
        for template, name in zip(drawing.nodes, names, strict=False):
            yield from self.written(re.sub(r"_\{|\}", "", template), name)
        yield from self.on_edges(drawing, W, part["network"]["numbers"])
        starts = np.cumsum([0, *sizes])
        limit = max(np.abs(M).max(initial=1e-12) for M in W)
        entries = ((l, i, j) for l, M in enumerate(W) for i, j in np.ndindex(M.shape))
        strong = [self.arrays[name] for name in drawing.strong] or W
        for (l, i, j), edge in zip(entries, edges, strict=True):
            w = W[l][i, j]
            pale = bool(drawing.strong) and strong[l][i, j] == 0
            if (edge["opacity"] < 1) != pale:
                yield f"weight {i + 1}, {j + 1} of layer {l + 1} {'not ' * pale}pale"
            low, high = self.bounds(drawing.weights[l], w)
            name = f"weight {i + 1}, {j + 1} of layer {l + 1}, {w:.3g},"
            ends = [(float(x), float(y)) for _, x, y in PATH.findall(edge["path"])]
            far = [
                np.hypot(*np.subtract(end, node))
                for end, node in zip(
                    ends, (nodes[starts[l] + i], nodes[starts[l + 1] + j]), strict=True
                )
            ]
            if max(far) > max(part["network"]["radii"]) + 1:
                yield f"{name} between other nodes"
            slack = 0.01 + 10 * (high - low) / limit
            if abs(edge["width"] - (0.4 + 5 * abs(w) / limit)) > slack:
                yield f"{name} {edge['width']} wide"
            if abs(w) > high - low and (edge["sign"] == "live-negative") != (w < 0):
                yield f"{name} drawn as {edge['sign']}"

    # ---- numbers in text -------------------------------------------------------

    def chosen(self, drawing):
        """Return the lines of a drawing for the option that is set."""
        return drawing.choices[str(self.settings[drawing.by]) if drawing.by else ""]

    def formula(self, drawing: Formula, part):
        lines = self.chosen(drawing)
        rows = part["rows"]
        if [row for row in rows[len(lines) :] if row.strip()]:
            yield f"rows too many: {rows[len(lines) :]}"
        for line, row in zip(lines, rows, strict=False):
            yield from self.written(line, row)
        if len(rows) < len(lines):
            yield f"{len(rows)} rows, not {len(lines)}"

    def written(self, template, text):
        """Yield where a text is not the template with the numbers put in."""
        template = squared(template)
        pattern, names, last = "", [], 0
        for place in PLACE.finditer(template):
            pattern += re.escape(template[last : place.start()])
            last = place.end()
            name, entry, digits, significant = place.groups()
            if name in self.arrays:
                names.append((name, int(entry or 0), int(digits or 0), significant))
                pattern += WRITTEN
            else:
                setting = self.settings[name]
                if not isinstance(setting, str):
                    form = f"#.{digits}g" if significant else f".{digits or 0}f"
                    setting = f"{setting:{form}}".rstrip(".").replace("-", "−")
                    pattern += rf"(?:{re.escape(setting)}|\({re.escape(setting)}\))"
                else:
                    pattern += re.escape(setting)
        match = re.fullmatch(pattern + re.escape(template[last:]), text)
        if match is None:
            yield f"{text!r} is not {template!r} filled in"
            return
        for (name, entry, digits, significant), words in zip(
            names, match.groups(), strict=True
        ):
            value = self.arrays[name].ravel()[entry]
            low, high = (end.ravel()[entry] for end in self.bounds(name))
            yield from self.number(name, words, value, low, high, digits, significant)

    def number(self, name, words, value, low, high, digits, significant=""):
        """Yield what is wrong with one written number."""
        written, last = amount(words)
        if not np.isfinite(value):
            if np.isfinite(written):
                yield f"{name} shows {words}, not {value}"
            return
        half = last / 2 * (1 + 1e-9)
        if not low - half <= written <= high + half:
            yield f"{name} shows {words}, not {value:.6g}"
        if written == 0 and "−" in words:
            yield f"{name} shows a negative zero"
        if "×" not in words and not significant and last != float(f"1e{-digits}"):
            yield f"{name} shows {words}, not {digits} digits after the point"
        # Two digits and a power of ten promise what they say, however small it is.
        if "×" in words and abs(written - value) > 0.06 * abs(value):
            yield f"{name} shows {words}, not {value:.6g}"
        if "×" in words and 1e-4 * 1.06 < abs(value) < 1e6 * 0.94:
            yield f"{name} shows {words}, a power of ten for {value:.6g}"


def grains(tracks: list[Mapping[str, object]]):
    """Return the step of each recorded array, and whether of its logarithm."""
    return {track["name"]: (track["step"], track["log"]) for track in tracks}
