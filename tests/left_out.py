"""Tests of what a machine may lack, and CI must not, are left out in words."""

import os
import sys

import pytest


def left_out(why):
    """Leave a test out and say why; where CI runs on Linux, which has all, fail."""
    must = os.environ.get("CI") and sys.platform == "linux"
    (pytest.fail if must else pytest.skip)(why)
