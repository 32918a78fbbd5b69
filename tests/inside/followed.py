"""Derivations, right and broken, followed through `inside`.

It needs what a page has and no more: a test runs all of it there, as a cell.
"""

import json
import sys

import inside

from nnlib.derivations.book import BY_NAME


def broken(worked):
    """Return a derivation with a slip in its last line."""
    head, _, last = worked.strip().rpartition("\n")
    left, _, right = last.rpartition(" = ")
    slip = right.replace(".T", "", 1) if ".T" in right else f"-({right})"
    return f"{head}\n{left} = {slip}"


def everything():
    """Yield the name of each derivation, and lines that somebody hands in."""
    for problem in BY_NAME.values():
        for k, lines in enumerate([problem.worked, *problem.ways]):
            yield problem.name, f"right {k}", lines
        yield problem.name, "broken", broken(problem.worked)


def verdicts():
    """Return what is said of all of them, as data."""
    found = {}
    for name, kind, lines in everything():
        job = {"kind": "derivation", "derivation": name, "lines": lines}
        found[f"{name}, {kind}"] = inside.answer(job, lambda output: None)
    return found


if __name__ == "__main__":
    json.dump(verdicts(), sys.stdout)
