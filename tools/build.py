"""Run the notebooks and build the book; any warning makes the build fail.

Every page is read again each time, because a page that is skipped reports no
warnings. Notebooks are run again only if they or nnlib have changed (see
_ext/fresh_outputs.py).
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

from exercises import write_hand_outs

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMAND = "from jupyter_book.cli.main import main; main()"
STRICT = ["-W", "-n", "--keep-going", "--all"]


def build(*options):
    """Run Jupyter Book with more options, and end here if it fails."""
    # Text is UTF-8 on every system, Windows included.
    os.environ["PYTHONUTF8"] = "1"
    command = [sys.executable, "-c", COMMAND, "build", ".", *STRICT, *options]
    if failed := subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path-output", type=pathlib.Path, default=ROOT)
    ours, others = parser.parse_known_args()
    output = ours.path_output.resolve()
    build("--path-output", str(output), *others)
    # The notebooks that the chapters offer for download.
    hand_outs = output / "_build" / "html" / "exercises"
    shutil.rmtree(hand_outs, ignore_errors=True)
    write_hand_outs(hand_outs)


if __name__ == "__main__":
    main()
