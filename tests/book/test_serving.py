"""The book is served on the first port that is free, and the program says which."""

import re
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack, contextmanager

import pytest
import serve
from layout import ROOT


@contextmanager
def said_address():
    """Serve the book, and return the address that is said."""
    process = subprocess.Popen(
        [sys.executable, "tools/serve.py"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.communicate()


def test_each_server_says_where_the_book_is(html):
    with ExitStack() as stack:
        # The first takes the port that the second would have had.
        addresses = [stack.enter_context(said_address()) for _ in range(2)]
        assert addresses[0] != addresses[1]
        for address in addresses:
            with urllib.request.urlopen(address) as answer:
                assert answer.read() == (html / "index.html").read_bytes()
                for name, value in serve.HEADERS.items():
                    assert answer.headers[name] == value


def test_a_port_in_use_is_passed_over(html, monkeypatch):
    with ExitStack() as stack:
        places = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
        ports = [stack.enter_context(place).getsockname()[1] for place in places]
        monkeypatch.setattr(serve, "PORTS", ports)
        with pytest.raises(SystemExit, match="is taken"):
            serve.open_server(html)
        places[1].close()
        with serve.open_server(html) as server:
            assert server.server_address == ("127.0.0.1", ports[1])
