#!/usr/bin/env bash
# `import jsonschema` builds dozens of grammars once its checks of formats are installed.
#
# One would guess: the extra [format-nongpl] of jsonschema adds checks for formats such as
# "uri", which cost something when a document is checked for them, and nothing before. So
# it was up to 4.24. From 4.25 on the extra brings rfc3987-syntax, which makes a parser with
# lark for each of its terms when it is imported, and jsonschema imports it when it is
# imported itself, whether or not any format is ever checked.
#
# It matters to whoever starts many short processes that import jsonschema: nbformat does,
# and so does everything that reads a notebook; jupyter-events asks for the extra, so that
# it is there wherever JupyterLab is. Each start pays, here 0.1 s before and 0.8 s after.
#
# Seen with jsonschema 4.24.1 (no grammars) and 4.25.1 (39 of them), rfc3987-syntax 1.1.0,
# lark 1.2.2, on Linux with CPython 3.11.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/count.py" <<'PYTHON'
import sys
import time

try:
    import lark
except ModuleNotFoundError:
    lark = None

made = 0
if lark:
    build = lark.Lark.__init__

    def counted(self, *arguments, **options):
        global made
        made += 1
        build(self, *arguments, **options)

    lark.Lark.__init__ = counted

start = time.process_time()
import jsonschema  # noqa: E402, F401

spent = time.process_time() - start
print(f"import jsonschema: {made} grammars, {spent:.2f} s of the processor", file=sys.stderr)
print(made)
PYTHON

made() {
    python3 -m venv "$folder/$1"
    "$folder/$1/bin/pip" install --quiet --disable-pip-version-check \
        "jsonschema[format-nongpl]==$1" "${@:2}"
    echo "jsonschema $1" >&2
    "$folder/$1/bin/python" "$folder/count.py"
}

before=$(made 4.24.1)
after=$(made 4.25.1 rfc3987-syntax==1.1.0 lark==1.2.2)
if [ "$before" -ne 0 ] || [ "$after" -lt 30 ]; then
    echo "The surprise is gone or another: $before grammars before, $after after."
    exit 1
fi
