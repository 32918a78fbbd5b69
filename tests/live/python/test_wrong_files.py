"""A file of Python's that is missing or wrong is named, and nothing waits for ever."""

import pytest
from pages import opened


def part_of(folder, name, how):
    (path,) = (folder / "_static" / "python").glob(
        f"{name}-*.{'bin' if how == 'http' else 'js'}"
    )
    return path


def harmed(folder, name, how, harm):
    """Do something to a part of a copied site; return what it is called."""
    path = part_of(folder, name, how)
    content = harm(path.read_bytes())
    path.unlink()  # of the site it was copied from, it is the same file
    if content is not None:
        path.write_bytes(content)
    return path.name


def gone(content):
    return None


def one_bit(content):
    """In base64, "b" for "c" and the like are one bit of the file."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def half(content):
    return content[: len(content) // 2]


def another(content):
    """What some servers send for a file that they do not have."""
    return b"<!doctype html><title>Not found</title>"


def test_a_missing_file_is_named_and_may_come_later(browser, how, broken):
    path = part_of(broken, "library", how)
    content = path.read_bytes()
    path.unlink()
    with opened(browser, how, broken) as page:
        answer = page.run("eval", "1")
        assert answer["message"].startswith(
            f"Python cannot start: the file {path.name}"
        )
        path.write_bytes(content)
        assert page.value("1 + 1") == 2


HARMS = [(name, one_bit) for name in ("script", "engine", "library", "book")]
HARMS += [("library", half), ("library", another)]


@pytest.mark.parametrize(
    ("name", "harm"), HARMS, ids=lambda one: getattr(one, "__name__", one)
)
def test_a_file_that_is_not_what_it_was_is_named(browser, how, broken, name, harm):
    file = harmed(broken, name, how, harm)
    with opened(browser, how, broken) as page:
        answer = page.run("eval", "1")
        assert answer["message"].startswith(f"Python cannot start: the file {file}")
        assert page.evaluate("bookPython.state") == "off"


@pytest.mark.parametrize("harm", [gone, one_bit])
def test_without_matplotlib_all_else_goes_on(browser, how, broken, harm):
    file = harmed(broken, "drawing", how, harm)
    with opened(browser, how, broken) as page:
        drawing, other = page.evaluate("""Promise.all([
            run("exec", "", { needs: ["matplotlib"] }), run("eval", "1 + 1")])""")
        assert drawing["message"].startswith(f"Nothing can be drawn: the file {file}")
        assert other["value"] == 2


def test_whoever_is_offline_is_told_and_may_try_again(browser, site):
    with opened(browser, "http", site) as page:
        page.page.route("**/*.bin", lambda route: route.abort("internetdisconnected"))
        assert "See that you are online" in page.run("eval", "1")["message"]
        page.page.unroute("**/*.bin")
        assert page.value("1 + 1") == 2
