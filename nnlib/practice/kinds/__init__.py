"""The kinds of problem, a few alike in each module."""
