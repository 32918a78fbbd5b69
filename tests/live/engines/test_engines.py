"""Firefox and WebKit open the pages too: figures answer, and Python starts."""

import json

import inside
import pytest
from built import HTML, built_figures, grains_of, make_figure
from drawn import READER, differences, settings_of
from installed import Missing, firefox, webkit
from left_out import left_out
from selenium.webdriver.common.keys import Keys

from nnlib.derivations.book import find as derivation
from nnlib.derivations.judging import judged
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
EDITOR = """(part) => new Promise((done) => {
  document.querySelector(part).scrollIntoView();
  const wait = () => document.querySelector(`${part} .cm-content`)
    ? done() : setTimeout(wait, 20);
  wait();
})"""
VERDICT = """(part) => new Promise((done) => {
  const exercise = document.querySelector(part);
  const wait = () => exercise.dataset.status
    ? done([exercise.dataset.status,
      exercise.querySelector(".exercise-verdict pre").innerText])
    : setTimeout(wait, 20);
  wait();
})"""
# What stands beneath the first line: the formula, and whether it follows.
NOTED = """(part) => {
  const note = document.querySelector(`${part} .derivation-note`);
  return [note.querySelector("math").textContent,
    note.querySelector(".derivation-mark").getAttribute("aria-label")];
}"""
# Resolves when it is freed, and notes what Python answers from then on.
FREED = """(figure) => new Promise((done) => {
  const words = () => document.querySelector(`${figure} .live-free`).textContent;
  const watch = () => {
    const run = bookPython.run;
    bookPython.run = async (job, ...others) => {
      const answer = await run.call(bookPython, job, ...others);
      window.answered = job.settings;
      return answer;
    };
    done();
  };
  const wait = () => words().includes("Any value in range now")
    ? watch() : setTimeout(wait, 20);
  wait();
})"""
ANSWERED = """() => new Promise((done) => {
  const wait = () => window.answered ? done(window.answered) : setTimeout(wait, 20);
  wait();
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
            engine.press(inputs, back if at_the_end else on, place=place)
            seen = json.loads(engine.ask(READ, name))
            before, settings = settings, settings_of(figure, seen)
            assert settings[control.name] != before[control.name]
            assert differences(figure, settings, seen, grains) == []


def test_an_answer_is_written_checked_and_kept(engine, how, addresses):
    if not (HTML / "_static" / "python.js").exists():
        left_out("This book was built without Python for its pages.")
    address = addresses["plain"][how] + "chapters/01-neurons.html"
    part, exercise = '.exercise[data-exercise="leaky-relu"]', BY_NAME["leaky-relu"]
    function = "lambda Z, c: (np.where(Z > 0, Z, c * Z), np.where(Z > 0, 1.0, c))"
    answer = f'exercises.check("leaky-relu", {function})'
    engine.open(address)
    engine.ask(EDITOR, part)
    engine.press(f"{part} .cm-content", [Keys.CONTROL, "a"], *answer)
    engine.press(f"{part} .exercise-bar button", Keys.ENTER)
    said = ["right", str(exercise.examine(exercise.solution))]
    assert engine.ask(VERDICT, part) == said
    # To start Python takes WebKit six seconds, so what else it does is tried here.
    a_freed_figure_takes_values_between(engine)
    a_derivation_is_followed(engine)
    a_cell_runs_and_stops(engine)
    engine.open(address)
    assert engine.ask(VERDICT, part) == said
    written = engine.ask(
        "(part) => document.querySelector(`${part} pre`).textContent", part
    )
    assert answer in written


def a_freed_figure_takes_values_between(engine):
    figure = make_figure("neuron")
    control = next(c for c in figure.controls if not isinstance(c, Choice))
    slider = f'#live-neuron [data-control="{control.name}"]'
    engine.ask(f"() => {{ {READER.read_text(encoding='utf-8')} }}")
    engine.press("#live-neuron .live-free button", Keys.ENTER)
    engine.ask(FREED, "#live-neuron")
    engine.press(slider, [Keys.SHIFT, Keys.RIGHT])
    settings = engine.ask(ANSWERED)
    assert settings[control.name] not in control.listed
    seen = json.loads(engine.ask(READ, "neuron"))
    assert differences(figure, settings, seen) == []


def a_derivation_is_followed(engine):
    part, name = '.exercise[data-exercise="derivation-tanh-slope"]', "tanh-slope"
    line = "da/dz = 1 - a"
    engine.ask(EDITOR, part)
    engine.press(f"{part} .cm-content", [Keys.CONTROL, "a"], *line)
    engine.press(f"{part} .exercise-bar button", Keys.ENTER)
    assert engine.ask(VERDICT, part) == ["wrong", str(judged(derivation(name), line))]
    assert engine.ask(NOTED, part) == ["∂a∂z=1-a", "does not follow"]


def a_cell_runs_and_stops(engine):
    cell = {"kind": "cell", "page": "tried", "source": "import numpy as np\nnp.eye(2)"}
    assert engine.ask("(job) => bookPython.run(job)", cell) == in_a_notebook(cell)
    forever = {**cell, "source": "while True: pass"}
    assert engine.ask(STOP, forever) == "Stopped"


def in_a_notebook(job):
    return inside.answer(job, lambda output: None)
