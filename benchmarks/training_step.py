"""A step of gradient descent, and a whole training, beside other ways to do them.

    python benchmarks/training_step.py              prints tables, writes a plot
    python benchmarks/training_step.py --store      stores the numbers for the book too

Each contender runs in a process of its own, once with one thread and once with all
cores; the better counts. Before anything is timed, its weights are compared with
those of the book's `backprop`. Then all are timed in turn, several rounds, and the
medians are shown. A round is the best of several bursts of 5 ms, so that what other
programs take meanwhile counts little. What is not installed is left out, by name.
"""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
import time
from statistics import median

HERE = pathlib.Path(__file__).resolve().parent
RESULTS = HERE.parent / "nnlib" / "plots" / "training_step.json"
BURST = 0.005
BESIDE = {False: ("floor", "nnlib"), True: ("its steps alone", "nnlib.train")}
THREADS = [
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",  # Apple's
]


def contend(name, number):
    """Be one contender: answer each line of the input with a line of JSON."""
    work, makers = entered(number)
    try:
        steps, weights = makers[name](work)
    except ImportError as error:
        return print(json.dumps({"absent": str(error)}), flush=True)
    if weights is not None:
        compare(name, work, steps, weights)
    k = 1
    while k * timed(steps, k) < 0.02:  # also a warm-up
        k *= 2
    seconds = min(timed(steps, k) for _ in range(3))
    k = max(1, int(BURST / seconds))
    bursts = max(1, min(20, int(0.3 / (k * seconds))))
    print(json.dumps({"agrees": weights is not None}), flush=True)
    for _ in sys.stdin:
        best = min(timed(steps, k) for _ in range(bursts))
        print(json.dumps({"us": best * 1e6}), flush=True)


def entered(number):
    """Return a work, or a whole training, and who contends in it."""
    from contenders import CONTENDERS, LOOPERS, LOOPS, WORKS

    if number < len(WORKS):
        return WORKS[number], CONTENDERS
    return LOOPS[number - len(WORKS)], LOOPERS


def compare(name, work, steps, weights):
    """Compare the weights with those of `backprop`, after the same steps."""
    import numpy as np
    from contenders import ALPHA, Loop

    import nnlib

    network, (X, Y) = work.network(), work.examples()
    if isinstance(work, Loop):
        count, size = 1, work.step.m
        batches = [
            rows
            for order in work.orders()
            for rows in (
                [slice(None)] if order is None else np.split(order, len(X) // size)
            )
        ]
    else:
        # scikit-learn's biases start at zero and are then trained: one step alone
        # leaves the weights comparable.
        count = 1 if name == "scikit-learn" else 5
        batches = [slice(None)] * count
    steps(count)
    for rows in batches:
        dW = nnlib.backprop(network, X[rows], Y[rows]).dW
        network.W = {l: network.W[l] - ALPHA * dW[l] for l in network.W}
    tolerance = 1e-12 if work.dtype == "float64" else 1e-5
    for M, l in zip(weights(), network.W, strict=True):
        scale = np.abs(network.W[l]).max()
        np.testing.assert_allclose(M, network.W[l], atol=tolerance * scale, rtol=0)


def timed(steps, k):
    """Return the seconds that one of k steps takes."""
    start = time.perf_counter()
    steps(k)
    return (time.perf_counter() - start) / k


class Process:
    """A contender at work in a process of its own."""

    def __init__(self, name, number, threads):
        self.name, self.threads, self.times = name, threads, []
        environment = os.environ | {key: str(threads) for key in THREADS}
        command = [sys.executable, __file__, "--contend", name, str(number)]
        if threads == 1 and name.startswith("JAX") and hasattr(os, "sched_getaffinity"):
            # It makes a thread a core, so it is given one core.
            core = min(os.sched_getaffinity(0))
            code = f"import os, sys; os.sched_setaffinity(0, {{{core}}}); "
            code += "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
            command = [sys.executable, "-c", code, *command[1:]]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"{name} failed: see above.")
        self.first = json.loads(answer)

    def time(self):
        """Take a round of steps and note the time of one."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.times.append(json.loads(self.process.stdout.readline())["us"])

    def stop(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def measure(number, rounds):
    """Return the times of all contenders on one work, and who is absent and why."""
    work, makers = entered(number)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    counts = sorted({1, cores or os.cpu_count()})
    print(f"\n{work.name}", flush=True)
    processes, absent = [], {}
    for name in makers:
        for threads in counts:
            process = Process(name, number, threads)
            if "absent" in process.first:
                absent[name] = process.first["absent"]
                process.stop()
                break
            processes.append(process)
    for _ in range(rounds):
        for process in processes:
            process.time()
    times = {}
    for process in processes:
        process.stop()
        us = median(process.times)
        if process.name not in times or us < times[process.name]["us"]:
            times[process.name] = {"us": us, "threads": process.threads}
    return {"work": work.name, "times": times, "absent": absent}


def table(result):
    """Print one work: each time, and how many of the two that it is compared with."""
    times = result["times"]
    whole = "nnlib.train" in times
    first, second = BESIDE[whole]
    what = "a training" if whole else "a step"
    print(f"{'':22}{what:>13}  threads  x {first}  x {second}")
    for name, entry in sorted(times.items(), key=lambda item: item[1]["us"]):
        us = entry["us"]
        row = f"{name:22}{us:10.1f} us  {entry['threads']:7}"
        beside = (us / times[other]["us"] for other in (first, second))
        print(row, *(f"{ratio:12.2f}" for ratio in beside))
    for name, why in result["absent"].items():
        print(f"{name:22}  left out: {why}")


def machine():
    """Describe the machine in general words: processor, cores, versions, BLAS."""
    import numpy as np

    processor = platform.processor() or platform.machine()
    info = pathlib.Path("/proc/cpuinfo")
    if info.exists():
        lines = [line.partition(":") for line in info.read_text().splitlines()]
        known = {key.strip(): value.strip() for key, _, value in lines}
        processor = known.get("model name", processor)
    busy = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "unknown"
    words = {
        "processor": f"{processor}, {platform.machine()}",
        "cores": os.cpu_count(),
        "load before": f"{busy} other programs running or waiting",
        "system": platform.system(),
        "Python": platform.python_version(),
        "NumPy": np.__version__,
    }
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return words
    blas = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    words["BLAS"] = ", ".join(
        f"{pool['internal_api']} {pool['version']} ({pool.get('architecture')})"
        for pool in blas
    )
    return words


def versions():
    """Return the versions of the rivals that are installed."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("scikit-learn", "autograd", "torch", "jax"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def update(found):
    """Store what was found; works that were not measured keep the numbers they had."""
    known = {}
    if RESULTS.exists():
        known = json.loads(RESULTS.read_text(encoding="utf-8"))
    for key, results in found.items():
        if isinstance(results, list):
            new = {result["work"]: result for result in results}
            old = {result["work"]: result for result in known.get(key, [])}
            known[key] = list((old | new).values())
        else:
            known[key] = results
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def main():
    """Measure, print and draw."""
    from contenders import LOOPS, WORKS

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    last = len(WORKS) + len(LOOPS) - 1
    parser.add_argument(
        "--work",
        type=int,
        action="append",
        choices=range(last + 1),
        help=f"steps: 0 to {len(WORKS) - 1}, whole trainings: up to {last}",
    )
    parser.add_argument("--store", action="store_true", help=f"write {RESULTS.name}")
    parser.add_argument("--plot", default=str(HERE / "training_step.png"))
    parser.add_argument("--contend", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contend:
        return contend(options.contend[0], int(options.contend[1]))
    description = {**machine(), **versions()}
    for key, value in description.items():
        print(f"{key}: {value}")
    steps, loops = [], []
    for number in options.work or range(last + 1):
        result = measure(number, options.rounds)
        table(result)
        (steps if number < len(WORKS) else loops).append(result)
    if options.store:
        update({"machine": description, "results": steps, "loops": loops})
    if not steps:
        return None
    try:
        from nnlib.plots.speed import race
    except ImportError as error:
        return print(f"No plot: {error}")
    race(steps).savefig(options.plot)
    print(f"\nThe plot is in {options.plot}")
    return None


if __name__ == "__main__":
    main()
