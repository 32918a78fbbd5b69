"""Firefox and WebKit as they are installed, driven in one way.

Firefox takes orders by WebDriver BiDi, which Playwright speaks too. WebKit is what GNOME's
browser is made of: its own driver starts a small browser with it, which needs a screen.
"""

import os
import shutil
import subprocess
from contextlib import contextmanager

from playwright.sync_api import sync_playwright
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.service import Service

KEYS = {"ArrowDown": Keys.ARROW_DOWN, "ArrowLeft": Keys.ARROW_LEFT}
KEYS |= {"ArrowRight": Keys.ARROW_RIGHT, "ArrowUp": Keys.ARROW_UP}
ASK = """
  const [script, given, done] = arguments;
  Promise.resolve(new Function("return " + script)()(given))
    .then((value) => done({ value }), (why) => done({ why: String(why) }));
"""
SECONDS = 120


class Missing(Exception):
    """Raised if a browser is not there; its words say how to get it."""


class Firefox:
    """Firefox, on one page."""

    def __init__(self, page):
        self.page = page

    def open(self, address):
        self.page.goto(address)

    def ask(self, script, given=None):
        """Call a function of the page, given as source, and wait for what it returns."""
        return self.page.evaluate(script, given)

    def press(self, selector, place, key):
        """Press a key in one of the elements that a selector finds."""
        self.page.locator(selector).nth(place).press(key)


class WebKit:
    """The same of WebKit."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, address):
        self.driver.get(address)

    def ask(self, script, given=None):
        answer = self.driver.execute_async_script(ASK, script, given)
        assert "why" not in answer, answer["why"]
        return answer.get("value")

    def press(self, selector, place, key):
        self.driver.find_elements(By.CSS_SELECTOR, selector)[place].send_keys(KEYS[key])


def program(names, package):
    """Return where one of some programs is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise Missing(
            f"There is no {names[0]} here, so the pages were not opened in that browser. "
            f"On Debian or Ubuntu: sudo apt install {package}"
        )
    return found


@contextmanager
def firefox():
    """Start Firefox."""
    path = program(["firefox-esr", "firefox"], "firefox-esr")
    with sync_playwright() as playwright:
        # Without the channel Playwright would drive a Firefox of its own alone.
        started = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
        yield Firefox(started.new_page())
        started.close()


@contextmanager
def screen():
    """Start a screen that nobody sees, and show there what is started meanwhile."""
    path = program(["Xvfb"], "xvfb")
    reading, writing = os.pipe()
    size = ["-screen", "0", "1280x1024x24"]
    command = [path, "-displayfd", str(writing), "-nolisten", "tcp", *size]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with open(reading, encoding="ascii") as numbers:
        yield {**os.environ, "DISPLAY": f":{numbers.readline().strip()}"}
    server.terminate()
    server.wait()


@contextmanager
def webkit():
    """Start WebKit."""
    path = program(["WebKitWebDriver"], "webkit2gtk-driver")
    with screen() as environment:
        driver = webdriver.WebKitGTK(service=Service(path, env=environment))
        driver.set_script_timeout(SECONDS)
        yield WebKit(driver)
        driver.quit()
