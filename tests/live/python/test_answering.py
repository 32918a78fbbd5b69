"""Outputs on their way to a page: batches, and what is too much."""

import json

import pytest
from page_python import answering


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    now = [0.0]
    monkeypatch.setattr(answering.time, "monotonic", lambda: now[0])
    return now


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def test_the_first_output_goes_at_once_and_the_next_with_what_follows(clock):
    posted = []
    outbox = answering.Outbox(posted.append)
    outbox.emit(stream("a"))
    assert [json.loads(batch) for batch in posted] == [[stream("a")]]
    for text in "bcd":
        outbox.emit(stream(text))
    assert len(posted) == 1
    clock[0] = answering.PAUSE
    outbox.emit(stream("e", "stderr"))
    assert json.loads(posted[1]) == [stream("bcd"), stream("e", "stderr")]
    outbox.close()
    assert len(posted) == 2


def test_what_was_handed_in_is_not_changed(clock):
    given = [stream("a"), stream("b"), stream("c")]
    outbox = answering.Outbox(lambda batch: None)
    for output in given:
        outbox.emit(output)
    assert given == [stream("a"), stream("b"), stream("c")]


def test_text_beyond_the_largest_size_is_counted_and_left_out(clock, monkeypatch):
    monkeypatch.setattr(answering, "LARGEST", 100)
    posted = []
    outbox = answering.Outbox(posted.append)
    outbox.emit(stream("a" * 100))
    outbox.emit(stream("b"))
    outbox.emit({"output_type": "data"})
    outbox.close()
    assert json.loads(posted[-1]) == [{"output_type": "left_out", "count": 2}]
    assert not any("b" in text for text in (json.loads(posted[0])[0]["text"],))
