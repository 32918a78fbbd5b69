"""Run every cell of a chapter through `inside`, and say what differs from its outputs.

    python tests/inside/replay.py chapters/01-neurons.ipynb

It needs what a page has and no more, so that it runs in Pyodide as well. The rules are
nbval's, with its sanitising file: streams and text/plain are compared, pictures not.
"""

import configparser
import json
import pathlib
import re
import sys

import inside

ROOT = pathlib.Path(__file__).resolve().parents[2]

# How a picture begins, in base64.
PNG = "iVBORw0KGgo"


def sanitised(text):
    """Return a text without what differs from run to run."""
    rules = configparser.ConfigParser()
    rules.read(ROOT / "tests" / "nbval-sanitise.cfg")
    for name in rules.sections():
        text = re.sub(rules[name]["regex"], rules[name]["replace"], text)
    return text


def compared(outputs):
    """Return of a cell's outputs what nbval compares: the texts of each kind."""
    found = {}
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            text = "".join(output["text"])
            found[output["name"]] = found.get(output["name"], "") + text
        elif kind == "error":
            found.setdefault(kind, []).append([output["ename"], output["evalue"]])
        else:
            plain = "".join(output["data"]["text/plain"])
            found.setdefault(kind, []).append(re.sub(r" at 0x\w+", "", plain))
            found.setdefault("pictures", 0)
            picture = "".join(output["data"].get("image/png", ""))
            found["pictures"] += picture.startswith(PNG)
    return {k: sanitised(v) if isinstance(v, str) else v for k, v in found.items()}


def answered(job):
    """Do a job here."""
    answer = inside.answer(job, lambda output: None)
    json.dumps(answer)
    return answer


def replay(path, ask=answered):
    """Yield the id of each cell of a notebook, what it stores, and what it gives."""
    page = path.relative_to(ROOT).with_suffix("").as_posix()
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            job = {"kind": "cell", "page": page, "source": source}
            yield cell["id"], compared(cell["outputs"]), compared(ask(job)["outputs"])


def without_stills(stored, given):
    """Return both without the still of a live figure, which a page shows alive."""
    for found in (stored, given):
        for plain in found.get("execute_result", []):
            if plain.startswith("Live figure"):
                found["pictures"] = 0
    return stored, given


def differences(path, ask=answered):
    """Return the cells of a notebook that give other than what is stored."""
    different = {}
    for name, *both in replay(path, ask):
        stored, given = without_stills(*both)
        if stored != given:
            different[name] = {"stored": stored, "given": given}
    return different


if __name__ == "__main__":
    print(json.dumps(differences(pathlib.Path(sys.argv[1]).resolve())))
