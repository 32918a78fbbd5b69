"""What the site of the notebooks takes from Pyodide; the site itself is not built."""

import hashlib
import json

import lite
import pytest

DEPENDS = {
    **{name: [] for name in lite.KERNEL + lite.LIBRARIES},
    "matplotlib": ["numpy", "python_dateutil"],
    "python-dateutil": ["six"],
    "six": [],
    "unwanted": ["six"],
}


@pytest.fixture
def distribution(tmp_path, monkeypatch):
    """A Pyodide whose packages are a few bytes long, as a folder and its list."""
    for name in ("PYODIDE", "CACHE"):
        monkeypatch.setattr(lite, name, tmp_path / name.lower())
        (tmp_path / name.lower()).mkdir()
    folder = tmp_path / "full"
    folder.mkdir()
    for name in [*lite.CORE, *DEPENDS]:
        (folder / name).write_bytes(name.encode())
    packages = {
        name: {
            "file_name": name,
            "depends": depends,
            "sha256": hashlib.sha256(name.encode()).hexdigest(),
        }
        for name, depends in DEPENDS.items()
    }
    text = json.dumps({"packages": packages})
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")
    return folder


def test_what_is_needed_is_fetched_and_nothing_else(distribution):
    lock = lite.fetch_pyodide(distribution.as_uri())
    assert set(lock["packages"]) == set(DEPENDS) - {"unwanted"}
    fetched = {path.name for path in lite.PYODIDE.iterdir()}
    assert fetched == {*lite.CORE, "pyodide-lock.json", *lock["packages"]}


def test_what_was_fetched_once_is_not_fetched_again(distribution):
    lite.fetch_pyodide(distribution.as_uri())
    lite.fetch_pyodide("http://127.0.0.1:1/")


def test_a_package_that_is_not_what_was_promised_ends_the_build(distribution):
    (distribution / "six").write_bytes(b"other")
    with pytest.raises(SystemExit, match="six is not the file"):
        lite.fetch_pyodide(distribution.as_uri())
    assert not (lite.CACHE / "six").exists()


def test_without_a_network_the_build_says_what_it_cannot_fetch(distribution):
    with pytest.raises(
        SystemExit, match=r"cannot be fetched from http://127\.0\.0\.1:1/"
    ):
        lite.fetch_pyodide("http://127.0.0.1:1/")
