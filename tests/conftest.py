"""Settings for every test."""

import os

from hypothesis import settings

# Figures are drawn in memory: no test opens a window.
os.environ.setdefault("MPLBACKEND", "Agg")

# Machines differ in speed, so no example has a time limit. What an example found
# once is tried again from the failure's report, not from a stored database.
settings.register_profile("book", deadline=None, database=None, print_blob=True)
settings.load_profile("book")
