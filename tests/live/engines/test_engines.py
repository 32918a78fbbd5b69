"""Firefox and WebKit open the pages too: figures answer, and Python starts."""

import json

import inside
import pytest
from built import HTML, built_figures, grains_of, make_figure
from drawn import READER, differences, settings_of
from driven import Missing, firefox, webkit
from left_out import left_out
from selenium.webdriver.common.keys import Keys

from nnlib.exercises.book import BY_NAME
from nnlib.live import Choice

FIGURES = built_figures()
READ = """async (name) => {
  const seen = await readFigure(document.getElementById("live-" + name));
  return JSON.stringify(seen, (_, value) => value ?? null);
}"""
READY = """() => new Promise((done) => {
  const wait = () => [...document.querySelectorAll(".live-figure")]
    .every((figure) => figure.dataset.ready) ? done() : setTimeout(wait, 20);
  wait();
})"""
LOAD = """() => new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = "../_static/python.js";
  script.onload = () => done();
  script.onerror = () => failed("There is no python.js.");
  document.head.append(script);
})"""
STOP = """(job) => {
  setTimeout(() => bookPython.stop(), 200);
  return bookPython.run(job).catch(({ name }) => name);
}"""


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request):
    try:
        with request.param() as engine:
            yield engine
    except Missing as why:
        left_out(str(why))


@pytest.fixture(scope="module", params=["http", "file"])
def how(request):
    return request.param


@pytest.mark.parametrize("page", sorted({page for page, _ in FIGURES}))
def test_every_control_of_every_figure_is_answered(engine, how, page, addresses):
    engine.open(addresses["plain"][how] + page)
    engine.ask(READY)
    engine.ask(f"() => {{ {READER.read_text(encoding='utf-8')} }}")
    for name in (name for place, name in FIGURES if place == page):
        figure, grains = make_figure(name), grains_of(page, name)
        settings = dict(figure.start)
        for place, control in enumerate(figure.controls):
            choice = isinstance(control, Choice)
            back, on = (Keys.UP, Keys.DOWN) if choice else (Keys.LEFT, Keys.RIGHT)
            at_the_end = settings[control.name] == control.listed[-1]
            inputs = f"#live-{name} .live-control :is(input, select)"
            engine.press(inputs, place, back if at_the_end else on)
            seen = json.loads(engine.ask(READ, name))
            before, settings = settings, settings_of(figure, seen)
            assert settings[control.name] != before[control.name]
            assert differences(figure, settings, seen, grains) == []


ANSWERED = """async ({ name, source }) => {
  const exercise = document.querySelector(`.exercise[data-exercise="${name}"]`);
  exercise.scrollIntoView();
  while (!exercise.querySelector(".cm-content"))
    await new Promise((done) => setTimeout(done, 20));
  bookExercises.find((one) => one.name === name).code.text = source;
  const [check] = exercise.querySelectorAll(".exercise-bar button");
  check.click();
  while (check.disabled) await new Promise((done) => setTimeout(done, 20));
  const verdict = exercise.querySelector(".exercise-verdict");
  return [exercise.dataset.status, verdict.textContent,
    exercise.querySelectorAll(".cm-line").length];
}"""


def test_an_exercise_is_written_and_checked_on_its_page(engine, how, addresses):
    engine.open(addresses["plain"][how] + "chapters/02-vectorisation.html")
    source = BY_NAME["layer"].worked()
    job = {"kind": "check", "exercise": "layer", "source": source}
    words = inside.answer(job, lambda output: None)["text"]
    answered = engine.ask(ANSWERED, {"name": "layer", "source": source})
    assert answered == ["right", words, len(source.splitlines())]
    # It is there when the reader comes back.
    engine.open(addresses["plain"][how] + "intro.html")
    engine.open(addresses["plain"][how] + "chapters/02-vectorisation.html")
    kept = "() => bookExercises.find((one) => one.name === 'layer').code.text"
    assert engine.ask(kept) == source


def test_python_gives_a_verdict_and_runs_a_cell(engine, how, addresses):
    if not (HTML / "_static" / "python.js").exists():
        left_out("This book was built without Python for its pages.")
    engine.open(addresses["plain"][how] + "chapters/01-neurons.html")
    engine.ask(LOAD)
    source = BY_NAME["layer"].worked()
    for job in [
        {"kind": "check", "exercise": "layer", "source": source},
        {"kind": "check", "exercise": "layer", "source": source.replace("@", "*")},
        {"kind": "cell", "page": "tried", "source": "import numpy as np\nnp.eye(2)"},
    ]:
        answer = engine.ask("(job) => bookPython.run(job)", job)
        assert answer == inside.answer(job, lambda output: None)
    forever = {"kind": "cell", "page": "tried", "source": "while True: pass"}
    assert engine.ask(STOP, forever) == "Stopped"
