#!/usr/bin/env bash
# Pyodide: time.process_time() stays where it is, so a budget of processor time never ends.
#
# One would guess: time.process_time() counts the processor's time, or, where a platform has
# no such clock, raises, as time.thread_time is simply not there. In WebAssembly it returns
# 0.0 from the first call to the last, while time.get_clock_info says that it is monotonic
# with a resolution of 0.01 s. Code that says "search until 0.2 s of the processor are used"
# searches for ever, and timeit with timer=time.process_time divides by 0 or reports 0.
#
# It matters to whoever limits work by processor time because that is fair on a busy machine, and
# runs the same package in a page. time.perf_counter and time.monotonic go on as usual.
#
# Seen with Pyodide 0.27.7 (Python 3.12.7) in Node.js 20 on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v npm > /dev/null || { echo "Install Node.js and npm." >&2; exit 1; }
cd "$folder"
npm install --silent --no-fund --no-audit pyodide@0.27.7 > /dev/null
cat > tried.mjs <<'JS'
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
const found = JSON.parse(pyodide.runPython(`
import json, sys, time

processor, wall = time.process_time(), time.perf_counter()
sum(k * k for k in range(3_000_000))
clock = time.get_clock_info("process_time")
json.dumps({
    "python": sys.version.split()[0],
    "processor": time.process_time() - processor,
    "wall": time.perf_counter() - wall,
    "monotonic": clock.monotonic,
    "resolution": clock.resolution,
    "thread_time": hasattr(time, "thread_time"),
})
`));
console.log(`Pyodide ${pyodide.version}, Python ${found.python}, Node.js ${process.version}`);
console.log(`three million squares: ${found.wall.toFixed(2)} s by perf_counter, ` +
  `${found.processor} s by process_time`);
console.log(`its clock: monotonic ${found.monotonic}, resolution ${found.resolution}`);
console.log(`there is a thread_time: ${found.thread_time}`);
if (found.wall < 0.05) throw new Error("the work was too short to tell");
if (found.processor !== 0) throw new Error("the surprise is gone");
JS
node tried.mjs
