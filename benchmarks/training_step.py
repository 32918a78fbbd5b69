"""A step of gradient descent, side by side with other ways to take it.

    python benchmarks/training_step.py              prints a table, writes a plot
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
THREADS = "OPENBLAS_NUM_THREADS OMP_NUM_THREADS MKL_NUM_THREADS".split()


def contend(name, number):
    """Be one contender: answer each line of the input with a line of JSON."""
    import numpy as np
    from contenders import ALPHA, CONTENDERS, WORKS

    import nnlib

    work = WORKS[number]
    try:
        steps, weights = CONTENDERS[name](work)
    except ImportError as error:
        return print(json.dumps({"absent": str(error)}), flush=True)
    if weights is not None:
        # scikit-learn's biases start at zero and are then trained: one step alone
        # leaves the weights comparable.
        count = 1 if name == "scikit-learn" else 5
        steps(count)
        network, (X, Y) = work.network(), work.examples()
        for _ in range(count):
            dW = nnlib.backprop(network, X, Y).dW
            network.W = {l: network.W[l] - ALPHA * dW[l] for l in network.W}
        tolerance = 1e-12 if work.dtype == "float64" else 1e-5
        for M, l in zip(weights(), network.W, strict=True):
            scale = np.abs(network.W[l]).max()
            np.testing.assert_allclose(M, network.W[l], atol=tolerance * scale, rtol=0)
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


def timed(steps, k):
    """Return the seconds that one of k steps takes."""
    start = time.perf_counter()
    taken = steps(k) or k
    return (time.perf_counter() - start) / taken


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
    from contenders import CONTENDERS, WORKS

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    counts = sorted({1, cores or os.cpu_count()})
    print(f"\n{WORKS[number].name}", flush=True)
    processes, absent = [], {}
    for name in CONTENDERS:
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
    return {"work": WORKS[number].name, "times": times, "absent": absent}


def table(result):
    """Print one work: the time of a step, how many floors and how many nnlibs it is."""
    times = result["times"]
    floor, ours = times["floor"]["us"], times["nnlib"]["us"]
    print(f"{'':22}{'a step':>12}  threads  x floor  x nnlib")
    for name, entry in sorted(times.items(), key=lambda item: item[1]["us"]):
        us = entry["us"]
        row = f"{name:22}{us:9.1f} us  {entry['threads']:7}"
        print(f"{row}  {us / floor:7.2f}  {us / ours:7.2f}")
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


def store(description, results):
    """Store the results; works that were not measured keep the numbers they had."""
    from contenders import WORKS

    known = {}
    if RESULTS.exists():
        old = json.loads(RESULTS.read_text(encoding="utf-8"))["results"]
        known = {result["work"]: result for result in old}
    known |= {result["work"]: result for result in results}
    ordered = [known[work.name] for work in WORKS if work.name in known]
    found = {"machine": description, "results": ordered}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def main():
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--work", type=int, action="append", help="0, 1, 2 or 3")
    parser.add_argument("--store", action="store_true", help=f"write {RESULTS.name}")
    parser.add_argument("--plot", default=str(HERE / "training_step.png"))
    parser.add_argument("--contend", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contend:
        return contend(options.contend[0], int(options.contend[1]))
    description = {**machine(), **versions()}
    for key, value in description.items():
        print(f"{key}: {value}")
    results = []
    for number in options.work or range(4):
        results.append(measure(number, options.rounds))
        table(results[-1])
    if options.store:
        store(description, results)
    try:
        from nnlib.plots.speed import race
    except ImportError as error:
        return print(f"No plot: {error}")
    race(results).savefig(options.plot)
    print(f"\nThe plot is in {options.plot}")


if __name__ == "__main__":
    main()
