"""How much memory a training takes besides its examples.

    python benchmarks/training_memory.py            prints a table
    python benchmarks/training_memory.py --store    stores the numbers for the book too

Each training has a process of its own. The examples are made first, and the peak of
the process is noted; then it trains, and what the peak has grown by is given as a
share of the bytes of X. The loops are those that `training_step.py` times.
"""

import argparse
import json
import subprocess
import sys

from contenders import LOOPERS, WORKS, Loop
from training_step import update

EXAMPLES = 64_000
STEP = WORKS[2]
LOOPS = [
    Loop(STEP._replace(m=EXAMPLES), batches=1, epochs=2),
    Loop(STEP, batches=EXAMPLES // STEP.m, epochs=2),
]
NAMES = [name for name in LOOPERS if name != "its steps alone"]


def peak():
    """Return the most bytes that this process has had in memory so far."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


def grown(name, number):
    """Return what the peak of this process grows by, as a share of the bytes of X."""
    loop = LOOPS[number]
    bytes_of_X = loop.examples()[0].nbytes  # freed at once, and made again
    steps, _ = LOOPERS[name](loop)
    before = peak()
    steps(1)
    return (peak() - before) / bytes_of_X


def measure():
    """Print a line a training; return the shares."""
    results = []
    for number, loop in enumerate(LOOPS):
        print(f"\n{loop.name}")
        shares, absent = {}, {}
        for name in NAMES:
            command = [sys.executable, __file__, "--contend", name, str(number)]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                absent[name] = done.stderr.strip().rpartition("\n")[2]
                print(f"{name:20} left out: {absent[name]}")
                continue
            shares[name] = json.loads(done.stdout)
            print(f"{name:20} {shares[name]:5.2f} x X")
        results.append({"work": loop.name, "shares": shares, "absent": absent})
    return results


def main():
    """Measure, print and store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", action="store_true", help="for the book too")
    parser.add_argument("--contend", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contend:
        return print(json.dumps(grown(options.contend[0], int(options.contend[1]))))
    results = measure()
    if options.store:
        update({"memory": results})


if __name__ == "__main__":
    main()
