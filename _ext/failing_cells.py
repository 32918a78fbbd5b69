"""Say which cell of a notebook raised, took too long or ended its kernel.

By itself, a dead kernel ends the build without a word about the notebook, and what the
others say stands below a page of the runner's own calls. Of an error this says where it
was raised in the notebook's own cells; the whole traceback is only in the log.

Ctrl-C is to stop the build. The runner would take it for itself: it ends the kernel,
and the build goes on.
"""

import asyncio
import re

import progress
from jupyter_cache.executors.utils import ExecutionResult
from jupyter_core.utils import ensure_event_loop
from myst_nb.core.execute import cache
from nbclient.exceptions import CellExecutionError, DeadKernelError
from sphinx.util import logging

logger = logging.getLogger(__name__)

COLOUR = re.compile(r"\033\[[\d;]*m")
# Where a call in a cell stands in the traceback.
CALL = re.compile(r"^ *Cell In\[(\d+)\], line (\d+)", re.MULTILINE)
ENDED = """\
The cell ended its kernel, the program that runs it. Most often the memory is full, or
the cell leaves Python."""
LATE = """\
The cell was still running after {0} seconds: execute.timeout in _config.yml."""

run = cache.single_nb_execution


def calls(error, begun):
    """Return the lines of the notebook that led to an error, the innermost last.

    Parameters
    ----------
    begun : the cells that have run, each a pair of its place in the notebook and its
        source.
    """
    found = []
    for count, number in CALL.findall(COLOUR.sub("", error.traceback)):
        place, source = begun[int(count) - 1]
        line = source.splitlines()[int(number) - 1].strip()
        found.append(f"cell {place + 1}, line {number}:  {line}")
    return found


def reason(error, begun, timeout):
    """Say in a few lines what went wrong in the cell that ran last."""
    if isinstance(error, CellExecutionError):
        said = f"{error.ename}: {COLOUR.sub('', error.evalue)}"
        return "\n".join([*calls(error, begun), said])
    said = ENDED if isinstance(error, DeadKernelError) else LATE.format(timeout)
    first = begun[-1][1].strip().partition("\n")[0]
    return f"cell {begun[-1][0] + 1}, which begins:  {first}\n{said}"


def end_run():
    """Let the runner end its kernel, and wait until it has."""
    loop = ensure_event_loop()
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))


def run_and_tell(notebook, cwd, **options):
    """Run a notebook; if it fails, tell where."""
    begun = []
    progress.run(len(notebook.cells))

    def begin(cell, cell_index):
        begun.append((cell_index, cell.source))
        progress.run_cell(cell_index, len(notebook.cells))

    try:
        result = run(notebook, cwd=cwd, on_cell_execute=begin, **options)
    except DeadKernelError as error:
        if not begun:
            raise
        result = ExecutionResult(notebook, cwd, 0, error)
    except KeyboardInterrupt:
        end_run()
        raise
    if result.err is not None:
        logger.info(str(result.err))
        result.exc_string = reason(result.err, begun, options["timeout"])
    return result


def leave_signals(loop, *others):
    """Refuse to handle a signal, as loops on Windows do."""
    raise NotImplementedError


def setup(app):
    """Tell Sphinx about this extension."""
    asyncio.SelectorEventLoop.add_signal_handler = leave_signals
    cache.single_nb_execution = run_and_tell
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
