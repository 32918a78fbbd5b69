#!/usr/bin/env bash
# Babel: what a message was before it changed is written to a PO file, but not read back.
#
# One would guess: a catalogue that is written with include_previous=True, read and written
# again is the same, for "#| msgid" is how PO files say which text a fuzzy translation was
# made for, and tools such as Poedit show it beside the new one. But read_po takes the line
# for a comment by the translator, "| msgid ...", and the next writing makes "# | msgid ..."
# of it, which no tool knows. And Catalog.update, run once more, keeps the flag "fuzzy" but
# drops the previous text.
#
# So whoever updates a translation twice before a translator looks at it has lost what had
# changed. The remedy: read the previous text out of the comments before update, and put it
# back after.
#
# Seen with Babel 2.18.0 (Python 3.11) on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv tried
tried/bin/python -m pip install --quiet --disable-pip-version-check babel==2.18.0
cat > tried.py <<'PY'
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po


def written(catalog):
    file = BytesIO()
    write_po(file, catalog, include_previous=True, omit_header=True)
    return file.getvalue().decode()


old = Catalog(locale="de")
old.add("The loss falls at every step.", "Der Verlust fällt bei jedem Schritt.")
new = Catalog(locale="de")
new.add("The loss falls at each step.")

old.update(new)
first = written(old)
again = read_po(BytesIO(first.encode()), locale="de")
second = written(again)
old.update(new)
third = written(old)
for name, text in [("updated", first), ("read and written", second), ("updated twice", third)]:
    print(f"--- {name}")
    print(text.strip())

old_line = 'msgid "The loss falls at every step."'
assert f"#| {old_line}" in first, "the first update no longer says what was before"
assert f"#| {old_line}" not in second, "read_po now reads what was before"
assert f"# | {old_line}" in second, "it is no longer taken for a comment"
assert "#, fuzzy" in third and "every step" not in third, "a second update now keeps it"
print("as described")
PY
tried/bin/python tried.py
