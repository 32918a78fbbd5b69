"""What answers a page of the book: Python that runs in the page, in a worker.

A page asks with a job and gets an answer, both plain data::

    {"kind": "cell", "page": "chapters/01-neurons", "source": "print(1)"}
    {"kind": "check", "exercise": "layer", "source": "def tanh_layer(A, W): ..."}
    {"kind": "derivation", "derivation": "right-rule", "lines": "dU = dG @ K.T"}
    {"kind": "shown", "derivation": "right-rule", "lines": "dU = dG @"}
    {"kind": "step", "derivation": "right-rule", "lines": ""}
    {"kind": "figure", "name": "neuron", "settings": {"w1": 0.5}}
    {"kind": "practice", "name": "slope", "seed": 3, "standings": {}, ...}

Every answer has a ``status``. One that has ``"error"`` has a ``text``, which says what
was wrong in plain words. What else an answer holds, the function for its kind says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inside import cells, derivations, figures, pictures, practising, verdicts
from inside.failures import plainly

Job = dict[str, Any]
KINDS: dict[str, Callable[..., dict[str, Any]]] = {
    "cell": cells.answer,
    "check": verdicts.answer,
    "derivation": derivations.answer,
    "shown": derivations.shown,
    "step": derivations.step,
    "figure": figures.answer,
    "practice": practising.problem,
    "practice-check": practising.check,
    "practice-solution": practising.solution,
}


def answer(job: Job, emit: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """Do a job and return the answer.

    Parameters
    ----------
    job : its ``kind``, and what the function for that kind takes.
    emit : is called with each output of a cell as soon as it is there, so that a page
        can show it before the answer, which holds them all.
    """
    details = {key: value for key, value in job.items() if key != "kind"}
    try:
        return KINDS[job["kind"]](**details, emit=emit)
    except Exception as error:
        # Such as a setting out of range: what a reader's code raises is an output.
        return {"status": "error", "text": plainly(error)}


def needs(job: Job) -> list[str]:
    """Return the packages besides NumPy and nnlib that have to be there for a job."""
    draws = job["kind"] == "cell" and pictures.draws(
        job["source"], cells.namespace(job["page"])
    )
    return ["matplotlib"] if draws else []
