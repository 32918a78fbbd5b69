"""What runs with NumPy and nothing else: all but the pictures and the widgets."""

import pickle
import subprocess
import sys
from importlib import import_module

import numpy as np

ALONE = """
import pickle, pkgutil, sys
from importlib import import_module

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
{body}
"""
ABSENT = {"anywidget", "traitlets", "ipywidgets", "IPython", "matplotlib", "sklearn"}
IMPORTS = """
import nnlib, nnlib.data, nnlib.exercises, nnlib.exercises.book, nnlib.live
import nnlib.derivations
for package in (
    nnlib, nnlib.exercises, nnlib.data, nnlib.numerical, nnlib.checks, nnlib.derivations
):
    prefix = package.__name__ + "."
    for module in pkgutil.iter_modules(package.__path__, prefix):
        if module.name != "nnlib.plots":
            import_module(module.name)
print(len(nnlib.exercises.book.BY_NAME))
"""
FIGURES = """
import nnlib.live.figures as figures
found = {}
for module in pkgutil.iter_modules(figures.__path__):
    name = module.name
    figure = getattr(import_module(f"nnlib.live.figures.{name}"), name)()
    last = {control.name: control.listed[-1] for control in figure.controls}
    found[name] = figure.spec(), figure.arrays(), figure.arrays(last)
sys.stdout.buffer.write(pickle.dumps(found))
"""


def run(body):
    """Run some lines where there are neither widgets nor pictures."""
    source = ALONE.format(absent=ABSENT, body=body)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_what_the_course_is_made_of_can_be_imported():
    assert int(run(IMPORTS)) > 30


def test_every_figure_answers_as_its_widget_does():
    found = pickle.loads(run(FIGURES))
    assert len(found) >= 7
    for name, (spec, *arrays) in found.items():
        figure = getattr(import_module(f"nnlib.live.figures.{name}"), name)()
        assert spec == figure.widget._spec
        last = {control.name: control.listed[-1] for control in figure.controls}
        for settings, answer in zip(({}, last), arrays, strict=True):
            for control, value in settings.items():
                setattr(figure, control, value)
            sent = figure.widget._answer["arrays"]
            assert list(sent) == list(answer)
            for key, array in answer.items():
                assert sent[key]["shape"] == list(array.shape)
                there = np.frombuffer(sent[key]["data"]).reshape(array.shape)
                np.testing.assert_array_equal(there, array)
