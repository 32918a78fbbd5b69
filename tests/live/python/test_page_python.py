"""Python in a page: it starts, answers, stops, dies and begins anew, and says so."""

from urllib.request import urlopen

import numpy as np
import pytest
from pages import ISOLATED, Page, opened, served, write_site

from nnlib import data

FOREVER = "while True: pass"
DRAW = """
import io, matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.title("$W^{[1]}$")
picture = io.BytesIO()
plt.savefig(picture)
"""
CLOSE = "import js; js.self.close()"
TRAP = "import ctypes; ctypes.CFUNCTYPE(None)(0)()"


@pytest.fixture(scope="module")
def shared(browser, how, site):
    """A page for all tests that let Python go on, or begin anew."""
    with opened(browser, how, site) as page:
        yield page


def test_it_answers_and_asks_nobody_else(page, how):
    assert page.value("__import__('numpy').arange(5).sum().item()") == 10
    assert page.evaluate("bookPython.state") == "ready"
    begins = page.page.url.removesuffix("index.html")
    assert all(url.startswith((begins, "blob:", "data:")) for url in page.asked)
    assert not [url for url in page.asked if "drawing" in url]
    words = [text for kind, text in page.evaluate("events") if kind == "progress"]
    assert words[-1] == "Python starts."
    assert words[-2].startswith("Python: ") and words[-2].endswith(" MB")


def test_another_host_is_forbidden_to_the_page_and_to_python(shared, tmp_path):
    asked = []
    with served(tmp_path, asked=asked) as other:
        why = shared.evaluate("(url) => fetch(url).catch(({ name }) => name)", other)
        assert why == "TypeError"
        send = "import js; ask = js.XMLHttpRequest.new(); ask.open('GET', {!r}, False)"
        answer = shared.run("exec", f"{send.format(other)}; ask.send()")
        assert "NetworkError" in answer["message"]
        assert asked == []
        urlopen(other).close()
        assert len(asked) == 1


def test_nnlib_is_there_with_its_source_and_its_data(shared):
    source = "__import__('inspect').getsource(__import__('nnlib').Network)"
    assert shared.value(source).startswith("class Network")
    shared.run("exec", "from nnlib import data")
    for name in ["diabetes", "digits", "wines"]:
        X, Y = getattr(data, name)()
        found = shared.value(f"[a.tolist() for a in data.{name}()]")
        assert np.array_equal(found[0], X)
        assert np.array_equal(found[1], Y)


def test_matplotlib_comes_when_it_is_needed(shared):
    assert shared.run("exec", DRAW, needs=["matplotlib"])["status"] == "ok"
    assert shared.value("picture.getvalue()[1:4].decode()") == "PNG"
    assert len([url for url in shared.asked if "drawing" in url]) == 1
    # As the book's style has it, and without making a list of fonts.
    assert shared.value("matplotlib.font_manager.findfont('cmr10')").endswith(
        "cmr10.ttf"
    )


def test_jobs_are_done_one_after_the_other(shared):
    done = shared.evaluate("""Promise.all([
        run("exec", "order = ['a']"), run("exec", "order.append('b')"),
        run("eval", "order")])""")
    assert done[-1]["value"] == ["a", "b"]


def test_what_cannot_be_answered_is_told_and_the_next_is_answered(shared):
    answer = shared.run("exec", "1 / 0")
    assert "ZeroDivisionError" in answer["message"]
    assert shared.value("1 + 1") == 2


def test_stop_ends_a_job_and_those_that_wait_go_on(shared):
    shared.begin(FOREVER)
    shared.evaluate("() => { window.waiting = run('eval', '1'); }")
    assert shared.evaluate("bookPython.stop()") == {"kept": False}
    assert shared.evaluate("begun")["name"] == "Stopped"
    assert shared.evaluate("waiting")["value"] == 1
    assert shared.value("2 + 2") == 4


def test_a_job_that_waits_is_stopped_alone(shared):
    shared.begin(FOREVER)
    stopped = """async () => {
      const job = { kind: "eval", source: "1" };
      const name = bookPython.run(job).catch((why) => why.name);
      return [await bookPython.stop(job), await name, bookPython.state];
    }"""
    assert shared.evaluate(stopped) == [{"kept": True}, "Stopped", "busy"]
    shared.evaluate("bookPython.stop()")
    assert shared.evaluate("begun")["name"] == "Stopped"


def test_stop_keeps_the_variables_where_the_page_is_isolated(browser, site):
    with served(site, ISOLATED) as address:
        page = Page(browser, address)
        page.run("exec", "kept = 7")
        page.begin(FOREVER)
        assert page.evaluate("bookPython.stop()") == {"kept": True}
        assert page.evaluate("begun")["name"] == "Stopped"
        assert page.value("kept") == 7
        page.page.close()


def test_a_flood_of_text_comes_in_batches_and_whole(shared):
    answer = shared.run("exec", "for k in range(20_000): say(f'{k}\\n')")
    text = "".join(output["text"] for output in answer["outputs"])
    assert text == "".join(f"{k}\n" for k in range(20_000))
    assert len(answer["outputs"]) < 1000


def test_a_flood_of_outputs_is_cut_and_says_so(shared):
    answer = shared.run("exec", "for k in range(20_000): show(output_type='data', k=k)")
    *shown, last = answer["outputs"]
    assert [output["k"] for output in shown] == list(range(200))
    assert last == {"output_type": "left_out", "count": 19_800}


def test_after_ten_seconds_the_page_is_told(page):
    page.value("1")
    page.page.clock.install()
    page.evaluate("() => { window.begun = run('exec', 'while True: pass'); }")
    page.page.clock.fast_forward(9_000)
    assert "slow" not in dict(page.evaluate("events"))
    page.page.clock.fast_forward(2_000)
    assert "slow" in dict(page.evaluate("events"))
    page.evaluate("bookPython.stop()")


@pytest.mark.parametrize("end", [CLOSE, TRAP], ids=["closed", "trapped"])
def test_a_worker_that_dies_is_missed_and_another_starts(page, end):
    page.value("1")
    answer = page.run("exec", end)
    page.page.wait_for_function("() => events.some(([type]) => type === 'lost')")
    # A worker that closes itself has time to answer.
    assert answer.get("name", "Lost") == "Lost"
    assert page.value("1 + 2") == 3


@pytest.mark.parametrize("end", [CLOSE, TRAP], ids=["closed", "trapped"])
def test_a_worker_that_dies_while_it_starts_is_missed(browser, tmp_path, end):
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "__init__.py").write_text(end, encoding="utf-8")
    write_site(tmp_path, inside)
    with opened(browser, "http", tmp_path) as page:
        answer = page.run("eval", "1")
        assert answer["name"] == "Lost"
        assert answer["message"].startswith("Python has ended")
        assert page.evaluate("bookPython.state") == "off"


def test_what_waits_for_python_to_start_can_be_stopped(page):
    stop = "Promise.all([run('eval', '1'), bookPython.stop()])"
    begun, stopped = page.evaluate(stop)
    assert begun["name"] == "Stopped"
    assert stopped == {"kept": True}
    assert page.value("1 + 1") == 2


def test_two_tabs_leave_each_other_alone(browser, site):
    with served(site) as address, browser.new_context() as context:
        one, two = Page(context, address), Page(context, address)
        one.run("exec", "kept = 7")
        two.begin(FOREVER)
        two.evaluate("bookPython.stop()")
        two.run("exec", CLOSE)
        assert one.value("kept") == 7
        assert two.value("'kept' in globals()") is False
