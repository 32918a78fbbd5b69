"""The wheels for the pages: taken if they are what Pyodide's lock promises."""

import hashlib
from types import SimpleNamespace

import page_python
import pytest
from page_python import obtaining

NAMES = obtaining.NUMPY + obtaining.DRAWING


@pytest.fixture
def named(tmp_path, monkeypatch):
    """A folder with all wheels, a few bytes each, and no network."""
    folder = tmp_path / "named"
    folder.mkdir()
    packages = {}
    for name in NAMES:
        (folder / f"{name}.whl").write_bytes(name.encode())
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        packages[name] = {"file_name": f"{name}.whl", "sha256": sha256}
    monkeypatch.setattr(obtaining, "LOCK", {"packages": packages})
    monkeypatch.setattr(obtaining, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(obtaining, "OFFICIAL", "http://127.0.0.1:9")
    monkeypatch.setattr(obtaining, "_carried", lambda missing: [])
    monkeypatch.setenv(obtaining.FOLDER, str(folder))
    return folder


def test_wheels_come_from_the_folder_that_is_named_and_are_kept(named, monkeypatch):
    found = obtaining.wheels()
    assert {path.stem for path in found.iterdir()} == set(NAMES)
    monkeypatch.delenv(obtaining.FOLDER)
    assert obtaining.wheels() == found


def test_an_address_will_do(named, monkeypatch):
    monkeypatch.setenv(obtaining.FOLDER, f"{named.as_uri()}/")
    assert obtaining.wheels()


def test_a_wheel_that_is_not_what_was_promised_is_not_taken(named, capsys):
    (named / "numpy.whl").write_bytes(b"other")
    assert obtaining.wheels() is None
    assert "numpy.whl is not the file" in capsys.readouterr().out
    (named / "numpy.whl").write_bytes(b"numpy")
    assert obtaining.wheels()


def test_what_the_named_folder_lacks_comes_from_elsewhere(named, monkeypatch):
    (named / "numpy.whl").unlink()
    others = []

    def carried(missing):
        others.extend(missing)
        yield "numpy.whl", b"numpy"

    monkeypatch.setattr(obtaining, "_carried", carried)
    assert obtaining.wheels()
    assert "numpy.whl" in others


def test_without_wheels_the_book_has_no_python_and_says_so_in_a_line(named, capsys):
    (named / "numpy.whl").unlink()
    config = SimpleNamespace(html_context={})
    app = SimpleNamespace(builder=SimpleNamespace(name="html"), config=config)
    page_python.settle(app)
    assert config.html_context == {"page_python": False}
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("The pages have no Python")
