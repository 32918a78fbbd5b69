"""What is not installed is told; in CI, which has it, that is a failure."""

import sys

import pytest
from installed import Missing, firefox, webkit
from left_out import left_out


@pytest.mark.parametrize("start", [firefox, webkit])
def test_a_browser_that_is_not_here_is_named_with_its_package(start, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing, match=r"There is no .* here.*sudo apt install"):
        with start():
            pass


def test_what_is_left_out_fails_where_ci_runs_on_linux_alone(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="why"):
        left_out("why")
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(pytest.skip.Exception, match="why"):
        left_out("why")
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(pytest.fail.Exception, match="why"):
        left_out("why")
