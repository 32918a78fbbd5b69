"""esbuild, from npm: it makes scripts small, and one of several."""

import subprocess

from npm import node_program
from sphinx.errors import ExtensionError


def made(modules, *options, code=None):
    """Return what esbuild makes of a script.

    Parameters
    ----------
    modules : where npm has put its packages; a script may import these.
    options : its options, and the script's path unless there is ``code``.
    code : the script itself.
    """
    command = [node_program(), str(modules / "esbuild" / "bin" / "esbuild")]
    command += ["--minify", "--target=es2022", "--log-level=error", *options]
    # It looks for packages above the script, where there are none.
    env = {"NODE_PATH": str(modules)}
    done = subprocess.run(command, input=code, capture_output=True, env=env)
    if done.returncode:
        raise ExtensionError(f"A script cannot be made: {done.stderr.decode()}")
    return done.stdout
