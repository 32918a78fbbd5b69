"""Run the notebooks and build the book; any warning makes the build fail.

Every page is read again each time, because a page that is skipped reports no
warnings. Notebooks are run again only if they or nnlib have changed (see
_ext/fresh_outputs.py).
"""

import os
import pathlib
import shutil
import subprocess
import sys

from exercises import write_hand_outs

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMAND = "from jupyter_book.cli.main import main; main()"
STRICT = ["-W", "-n", "--keep-going", "--all"]
# The notebooks that the chapters offer for download.
HAND_OUTS = ROOT / "_build" / "html" / "exercises"


def main():
    # Text is UTF-8 on every system, Windows included.
    os.environ["PYTHONUTF8"] = "1"
    command = [sys.executable, "-c", COMMAND, "build", ".", *STRICT]
    failed = subprocess.run([*command, *sys.argv[1:]], cwd=ROOT).returncode
    if not failed:
        shutil.rmtree(HAND_OUTS, ignore_errors=True)
        write_hand_outs(HAND_OUTS)
    sys.exit(failed)


if __name__ == "__main__":
    main()
