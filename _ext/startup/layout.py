"""Give a picture's axes the same place each time; runs in each kernel of a build.

The solver behind matplotlib's constrained layout goes by addresses in memory. Its last
digits differ from run to run, and now and then a pixel tells.
"""


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


round_layouts()
# The notebooks find no name that they have not made.
del round_layouts
