"""Firefox and WebKit as they are installed, driven in one way.

Firefox takes orders itself, by WebDriver BiDi. WebKit is what GNOME's browser is made
of: its own driver starts a small browser with it, which needs a screen.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import closing, contextmanager

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service
from websocket import create_connection

SECONDS = 120


class Missing(Exception):
    """Raised if a browser is not there; its words say how to get it."""


class Firefox:
    """One page in Firefox."""

    def __init__(self, socket):
        self.socket, self.count = socket, 0
        self.send("session.new", capabilities={})
        found = self.send("browsingContext.getTree")
        self.context = found["contexts"][0]["context"]

    def send(self, method, **params):
        self.count += 1
        order = {"id": self.count, "method": method, "params": params}
        self.socket.send(json.dumps(order))
        answer = {}
        while answer.get("id") != self.count:
            answer = json.loads(self.socket.recv())
        assert "result" in answer, answer
        return answer["result"]

    def open(self, address):
        given = {"url": address, "wait": "complete", "context": self.context}
        self.send("browsingContext.navigate", **given)

    def ask(self, script, given=None):
        """Call a function, given as source, in the page; wait for what it returns."""
        call = f"(async () => JSON.stringify(await ({script})({json.dumps(given)})))()"
        given = {"expression": call, "target": {"context": self.context}}
        answer = self.send("script.evaluate", **given, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"].get("value", "null"))

    def press(self, selector, place, key):
        """Press a key in one of the elements that a selector finds."""
        focus = (
            "([selector, place]) => document.querySelectorAll(selector)[place].focus()"
        )
        self.ask(focus, [selector, place])
        strokes = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        self.send("input.performActions", context=self.context, actions=actions)


class WebKit:
    """One page in WebKit, asked in the same way."""

    def __init__(self, driver):
        self.driver = driver
        driver.set_script_timeout(SECONDS)

    def open(self, address):
        self.driver.get(address)

    def ask(self, script, given=None):
        call = f"""
            const [given, done] = arguments;
            const failed = (why) => done({{ why: String(why) }});
            const asked = (async () => ({script})(given))();
            asked.then((value) => done({{ value }}), failed);
        """
        answer = self.driver.execute_async_script(call, given)
        assert "why" not in answer, answer["why"]
        return answer.get("value")

    def press(self, selector, place, key):
        self.driver.find_elements(By.CSS_SELECTOR, selector)[place].send_keys(key)


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
