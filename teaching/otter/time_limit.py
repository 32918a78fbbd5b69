"""A plugin that stops a cell which runs too long: Otter-Grader itself sets no limit.

Without it, one endless loop takes all marks of a notebook, for it never ends.
"""

from nbformat.v4 import new_code_cell
from otter.plugins import AbstractOtterPlugin

# TimeUp is no Exception, so that nothing takes it for a fault of the answer and tries
# the answer again.
CODE = """\
import signal


class TimeUp(BaseException):
    pass


def _stop(*_):
    raise TimeUp("This took longer than {seconds} s, and was stopped.")


signal.signal(signal.SIGALRM, _stop)
get_ipython().events.register("pre_run_cell", lambda _: signal.alarm({seconds}))
get_ipython().events.register("post_run_cell", lambda _: signal.alarm(0))"""


class TimeLimit(AbstractOtterPlugin):
    """Give each cell of a notebook the same whole number of seconds."""

    def before_execution(self, submission):
        """Return the notebook with a cell before all others that sets the limit."""
        cell = new_code_cell(CODE.format(**self.plugin_config))
        submission.cells.insert(0, cell)
        return submission
