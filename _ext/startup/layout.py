"""Give a picture's axes the same place each time; runs in each kernel of a build.

The solver behind matplotlib's constrained layout goes by addresses in memory. Its last
digits differ from run to run, and now and then a pixel tells.
"""


def use_one_core():
    """Have NumPy's products on one core, as notebooks that measure ask for.

    Matplotlib imports NumPy, so that afterwards they would ask too late.
    """
    import os

    for name in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")


def round_layouts():
    """Let layouts forget the digits that no picture needs."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine
    from matplotlib.transforms import Bbox

    execute = ConstrainedLayoutEngine.execute

    def execute_and_round(self, fig):
        done = execute(self, fig)
        for ax in fig.axes:
            bounds = ax.get_position(original=True).bounds
            ax.set_position(Bbox.from_bounds(*(round(bound, 9) for bound in bounds)))
            # To set a place by hand takes axes out of the layout.
            ax.set_in_layout(True)
        return done

    ConstrainedLayoutEngine.execute = execute_and_round


use_one_core()
round_layouts()
# The notebooks find no name that they have not made.
del use_one_core, round_layouts
