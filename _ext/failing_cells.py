"""Say which cell of a notebook raised, took too long or ended its kernel.

By itself, a dead kernel ends the build without a word about the notebook, and what the
others say stands below a page of the runner's own calls.
"""

from jupyter_cache.executors.utils import ExecutionResult
from myst_nb.core.execute import cache
from nbclient.exceptions import DeadKernelError

run = cache.single_nb_execution


def run_and_tell(notebook, cwd, **options):
    """Run a notebook; if it fails, tell where."""
    begun = []

    def begin(cell, cell_index):
        begun.append(cell.source)

    try:
        result = run(notebook, cwd=cwd, on_cell_execute=begin, **options)
    except DeadKernelError as error:
        if not begun:
            raise
        reason = f"The kernel ended while it ran the following cell:\n{begun[-1]}"
        result = ExecutionResult(notebook, cwd, 0, error, reason)
    else:
        reason = result.err
    if result.err is not None:
        result.exc_string = f"In code cell {len(begun)}: {reason}"
    return result


def setup(app):
    """Tell Sphinx about this extension."""
    cache.single_nb_execution = run_and_tell
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
