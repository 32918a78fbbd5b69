#!/usr/bin/env bash
# Babel: an apostrophe in the text of a template literal hides the messages after it.
#
# One would guess: with parse_template_string the extractor for JavaScript looks into each
# ${...} of a template, and what stands between them is text. But quotation marks count
# there as well: in `It's ${_("late")}` a string begins at the apostrophe and ends
# nowhere, so that "late" is not extracted. A second apostrophe ends it, and messages are
# found again from there on. In HTML, an attribute `title="${_("late")}"` is lost likewise, and
# what follows is found. Nothing warns: the catalogue is merely shorter, and says so nowhere.
#
# It matters to whoever makes pages of templates, the more so as a correction of the English,
# "it is" to "it's", takes a translation away. What helps: a typographer's apostrophe, and
# calls outside the template, whose results are put in.
#
# Seen with Babel 2.19.0 (Python 3.11) on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv tried
tried/bin/python -m pip install --quiet --disable-pip-version-check babel==2.19.0
cat > tried.py <<'PY'
from io import BytesIO

from babel.messages.extract import extract

EXPECTED = {
    "`It is ${_('late')}`": ["late"],
    "`It's ${_('late')}`": [],
    "`It\N{RIGHT SINGLE QUOTATION MARK}s ${_('late')}`": ["late"],
    "`It's ${_('late')}, and it's ${_('dark')}`": ["dark"],
    "`<p title=\"${_('late')}\">${_('dark')}</p>`": ["dark"],
}
found = {}
for script in EXPECTED:
    messages = extract(
        "javascript", BytesIO(script.encode()), {"_": None}, options={"parse_template_string": True}
    )
    found[script] = [message for _, message, *_ in messages]
    print(f"{script}: {found[script]}")
if found != EXPECTED:
    raise SystemExit("what is extracted has changed")
PY
tried/bin/python tried.py
