"""Put the checker of derivations to the test, and write down what came of it.

python tools/derivations.py draws [--count 1000]   right lines, over many random cases
python tools/derivations.py kinds [--each 2]       broken lines: is the slip named?
python tools/derivations.py kinds --write          ... and keep the table
python tools/derivations.py times                  how long a check takes

The table is kept in benchmarks/derivations.md.
"""

import argparse
import collections
import pathlib
import random
import statistics
import time

from nnlib.derivations import searching
from nnlib.derivations.book import BY_NAME
from nnlib.derivations.judging import Judge, judged
from nnlib.derivations.world import World
from nnlib.derivations.writing import written

KEPT = pathlib.Path(__file__).parent.parent / "benchmarks" / "derivations.md"
OTHER_SEEDS = range(101, 106)
LISTED = {
    "transpose": "a transpose added, dropped or moved",
    "entry": "the two indices of an entry swapped",
    "order": "two factors, or the parts of a fraction, swapped",
    "sign": "a sign flipped",
    "factor": "a factor 2, m or another size, or 1 by it",
    "product": "`@` for `*`, or the other way round",
    "index": "an index for another",
    "sum-index": "a sum over the wrong index",
    "sum": "a sum dropped, or one too many",
    "prime": "`g` for `g.prime`",
    "symbol": "one matrix for another, a derivative for its matrix",
    "layer": "the number of a layer off",
}
"""The ways to break a line that the table counts as a whole."""


def derivations():
    """Yield every problem with every right derivation of it."""
    for problem in BY_NAME.values():
        for text in (problem.worked, *problem.ways):
            yield problem, text


def refused(problem, text, seeds):
    """Return the seeds whose random cases speak against a right derivation."""
    return [seed for seed in seeds if not judged(problem, text, seed)]


def steps(problem, text):
    """Return the worlds a right derivation was tried in, and its equations."""
    problem = problem.spoken(text)
    judge = Judge(World(problem))
    judge.judge(text)
    others = []
    for seed in OTHER_SEEDS:
        other = Judge(World(problem, seed))
        other.judge(text)
        others.append(other.world)
    return judge.world, others, judge.steps


def broken(world, others, step, each, rng):
    """Yield changes of an equation that make it wrong, some of each kind."""
    by_kind = collections.defaultdict(list)
    for small in searching.broken(world, step.left, step.right):
        by_kind[small.kind].append(small)
    for smalls in by_kind.values():
        rng.shuffle(smalls)
        found = 0
        for small in smalls:
            if found < each and not all(
                searching.follows(other, step.left, small.tree) for other in others
            ):
                found += 1
                yield small


def accepted(world, left, right):
    """Whether the checker would take a line."""
    return searching.follows(world, left, right)


def named(world, step, small):
    """Return the kind that is named for a broken line, or "" for none."""
    found = searching.found(world, step.left, small.tree)
    return found.kind if found else ""


def count_kinds(pairs, each, seed=0):
    """Return how often each kind was made, and what it was taken for."""
    rng = random.Random(seed)
    made = collections.defaultdict(collections.Counter)
    taken = []
    for problem, text in pairs:
        world, others, equations = steps(problem, text)
        for step in equations:
            for small in broken(world, others, step, each, rng):
                if accepted(world, step.left, small.tree):
                    taken.append((problem.name, step, small))
                made[small.kind][named(world, step, small)] += 1
    return made, taken


def table(made):
    """Return the table of the kinds, in Markdown."""
    rows = [
        "| broken by | times | named rightly | taken for |",
        "|---|---:|---:|---|",
    ]
    for kind in [*LISTED, *sorted(set(made) - set(LISTED))]:
        counts = made.get(kind)
        if not counts:
            continue
        total = sum(counts.values())
        others = ", ".join(
            f"{name or 'no single change'} {count}"
            for name, count in counts.most_common(4)
            if name != kind
        )
        words = LISTED.get(kind, kind)
        rows.append(f"| {words} | {total} | {counts[kind] / total:.1%} | {others} |")
    right, total = share(made)
    listed = f"**the first {len(LISTED)} together**"
    rows.append(f"| {listed} | {total} | **{right / total:.1%}** | |")
    return "\n".join(rows)


def share(made):
    """Return how many kinds were named rightly, and of how many, of those listed."""
    right = sum(made[kind][kind] for kind in LISTED if kind in made)
    return right, sum(sum(made[kind].values()) for kind in LISTED if kind in made)


def say_draws(count):
    """Try all right derivations in many random cases."""
    total = cases = 0
    for problem, text in derivations():
        per_seed = len(World(problem.spoken(text)).points)
        seeds = range(-(-count // per_seed))
        against = refused(problem, text, seeds)
        total += len(against)
        cases += per_seed * len(seeds)
        if against:
            print(f"{problem.name}: refused with the seeds {against[:5]}\n{text}")
    texts = len(list(derivations()))
    return (
        f"{texts} right derivations of {len(BY_NAME)} problems, {cases} random cases "
        f"in all, {count} or more for each: {total} refused."
    )


def say_times():
    """Return how long checks take, of right derivations and of broken ones."""
    right, wrong = [], []
    rng = random.Random(0)
    for problem, text in derivations():
        right.append(_seconds(problem, text))
        world, others, equations = steps(problem, text)
        step = equations[-1]
        for small in list(broken(world, others, step, 1, rng))[:4]:
            line = f"{written(step.left)} = {written(small.tree)}"
            wrong.append(_seconds(problem.spoken(text), f"{text}\n{line}"))
    return (
        f"A right derivation takes {1000 * statistics.median(right):.0f} ms "
        f"({1000 * max(right):.0f} ms at most), one with a broken line at its end "
        f"{1000 * statistics.median(wrong):.0f} ms "
        f"({1000 * max(wrong):.0f} ms at most)."
    )


def _seconds(problem, text):
    start = time.process_time()
    judged(problem, text)
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["draws", "kinds", "times"])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--each", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.what == "draws":
        print(say_draws(options.count))
    elif options.what == "times":
        print(say_times())
    else:
        made, taken = count_kinds(derivations(), options.each)
        text = f"{table(made)}\n\nBroken lines that were taken for right: {len(taken)}."
        print(text)
        for name, step, small in taken[:10]:
            print(name, step, small)
        if options.write:
            KEPT.write_text(f"{HEAD}\n{text}\n", encoding="utf-8")


HEAD = """# What the checker of derivations makes of broken lines

Written by `python tools/derivations.py kinds --write`: each equation of each right
derivation is broken by each kind of small change, and the checker says what it takes it
for. Changes that make no difference at any size do not count. A slip may have two
explanations that are both right; the likelier one is told.
"""

if __name__ == "__main__":
    main()
