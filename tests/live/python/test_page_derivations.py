"""Derivations are followed in a page as they are in a notebook."""

import json
from pathlib import Path

import followed
import pytest
from pages import book_page


@pytest.fixture(scope="module")
def ask(shared_visit):
    return book_page(shared_visit, "http")


def test_of_every_derivation_the_same_is_said(ask):
    source = Path(followed.__file__).read_text(encoding="utf-8")
    answer = ask({"kind": "cell", "page": "followed", "source": source})
    found = json.loads("".join(output["text"] for output in answer["outputs"]))
    wanted = json.loads(json.dumps(followed.verdicts()))
    assert len(wanted) > 150
    for name, one in wanted.items():
        assert one["status"] == ("wrong" if name.endswith("broken") else "right"), name
    assert found == wanted
