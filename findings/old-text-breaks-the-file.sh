#!/usr/bin/env bash
# Babel: what a long message was before it changed makes a PO file that cannot be read.
#
# One would guess: write_po with include_previous=True writes the text a fuzzy translation
# was made for as PO files have it, each line of it in quotation marks behind "#|". So it
# does for a short one. A text too long for a line, or with a line end in it, is first put
# in quotation marks piece by piece, and then all of it is filled anew as a comment is: the
# pieces stand one behind another, and where a line ends, it ends within one. polib stops
# at the first word of the next line; msgfmt, where it is installed, finds fatal errors. If
# all pieces fit in one line, the file is read, and marks and spaces between them are taken
# for text. Babel itself reads the file, for it passes over these lines.
#
# So a translation that opens everywhere can no longer be opened after its English has
# changed, and nothing was said. width=0, for lines of any length, does not help: comments
# are filled all the same. What helps is a width of 10,000 where no text has a line end;
# else, to write these lines oneself.
#
# Seen with Babel 2.18.0 and polib 1.2.0 (Python 3.11) on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv tried
tried/bin/python -m pip install --quiet --disable-pip-version-check babel==2.18.0 polib==1.2.0
cat > tried.py <<'PY'
import shutil
import subprocess
from io import BytesIO

import polib
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

SHORT = "The loss falls at every step."
LONG = "The loss falls at every step, as long as the learning rate is small enough for it."
LINES = "The loss falls at every step.\nIt is never negative."


def updated(text, **options):
    """Return the file of a translation whose English has changed by one word."""
    old, new = Catalog(locale="de"), Catalog(locale="de")
    old.add(text, "Der Verlust.")
    new.add(text.replace("every", "each"))
    old.update(new)
    file = BytesIO()
    write_po(file, old, include_previous=True, **options)
    return file.getvalue().decode()


def before(file):
    """Return what polib reads as the text before."""
    try:
        return polib.pofile(file)[0].previous_msgid
    except OSError as error:
        return error


short, long, lines = updated(SHORT), updated(LONG), updated(LINES)
endless, wide = updated(LONG, width=0), updated(LONG, width=10_000)
files = {"short": short, "long": long, "two lines": lines}
files |= {"long, width=0": endless, "long, width=10,000": wide}
for name, file in files.items():
    print(f"--- {name}")
    print("\n".join(line for line in file.splitlines() if line.startswith("#|")))
    print(f"polib: {before(file)!r}")
    if shutil.which("msgfmt"):
        ran = subprocess.run(
            ["msgfmt", "-o", "ignored.mo", "-"], input=file, capture_output=True, text=True
        )
        print(f"msgfmt: {ran.returncode} {ran.stderr.strip().splitlines()[-1:]}")
        assert ran.returncode == (file in (long, endless)), "msgfmt thinks otherwise"

assert before(short) == SHORT
assert isinstance(before(long), OSError), "the file can now be read"
assert isinstance(before(endless), OSError), "width=0 now helps"
assert before(lines) != LINES, "the text of two lines is now read as it was"
assert before(wide) == LONG, "a great width no longer helps"
again = read_po(BytesIO(long.encode()), locale="de", abort_invalid=True)
assert [message.string for message in again if message.id] == ["Der Verlust."]
print("as described")
PY
tried/bin/python tried.py
