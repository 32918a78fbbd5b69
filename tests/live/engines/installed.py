"""Starts Firefox and WebKit as they are installed here.

Firefox takes orders itself, by WebDriver BiDi. WebKit is what GNOME's browser is made
of: its own driver starts a small browser with it, which needs a screen.
"""

import os
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import closing, contextmanager

from driven import SECONDS, Firefox, WebKit
from selenium import webdriver
from selenium.webdriver.webkitgtk.service import Service
from websocket import create_connection


class Missing(Exception):
    """Raised if a browser is not there; its words say how to get it."""


def program(names, package):
    """Return where one of some programs is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise Missing(
            f"There is no {names[0]} here, so the pages were not opened with it. "
            f"On Debian or Ubuntu: sudo apt install {package}"
        )
    return found


@contextmanager
def started(command, **options):
    """Start a program that ends with what needs it."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def firefox():
    """Start Firefox."""
    path = program(["firefox-esr", "firefox"], "firefox-esr")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, "--headless", "--no-remote", "--profile", profile]
        command.append("--remote-debugging-port=0")
        with started(command, stderr=subprocess.PIPE, text=True) as process:
            said = (re.search(r"ws://\S+", line) for line in process.stderr)
            # Firefox takes no orders from a page, which is what has an origin.
            address = f"{next(filter(None, said))[0]}/session"
            # A pipe that nobody reads from would be full one day, and Firefox wait.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            with closing(
                create_connection(address, SECONDS, suppress_origin=True)
            ) as socket:
                yield Firefox(socket)


@contextmanager
def screen():
    """Start a screen that nobody sees; yield the environment of what shows there."""
    path = program(["Xvfb"], "xvfb")
    reading, writing = os.pipe()
    command = [path, "-displayfd", str(writing), "-nolisten", "tcp"]
    command += ["-screen", "0", "1280x1024x24"]
    with started(command, pass_fds=[writing], stderr=subprocess.DEVNULL):
        os.close(writing)
        with open(reading, encoding="ascii") as numbers:
            yield {**os.environ, "DISPLAY": f":{numbers.readline().strip()}"}


@contextmanager
def webkit():
    """Start WebKit."""
    path = program(["WebKitWebDriver"], "webkit2gtk-driver")
    with screen() as environment:
        driver = webdriver.WebKitGTK(service=Service(path, env=environment))
        yield WebKit(driver)
        driver.quit()
