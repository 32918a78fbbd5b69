"""One way to use a page in Firefox and in WebKit: open it, ask it, press keys."""

import json

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SECONDS = 120


class Firefox:
    """One page in Firefox."""

    def __init__(self, socket):
        self.socket, self.count = socket, 0
        self.send("session.new", capabilities={})
        # In the first one, where the bar for addresses has the focus, no key would
        # press a button.
        self.context = self.send("browsingContext.create", type="tab")["context"]

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

    def press(self, selector, *keys, place=0):
        """Press keys in one of the elements that a selector finds.

        A list of keys is pressed together.
        """
        focus = """([selector, place]) =>
            document.querySelectorAll(selector)[place].focus()"""
        self.ask(focus, [selector, place])
        strokes = []
        for key in keys:
            together = key if isinstance(key, list) else [key]
            strokes += [{"type": "keyDown", "value": one} for one in together]
            strokes += [{"type": "keyUp", "value": one} for one in reversed(together)]
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

    def press(self, selector, *keys, place=0):
        element = self.driver.find_elements(By.CSS_SELECTOR, selector)[place]
        for key in keys:
            element.send_keys(*([*key, Keys.NULL] if isinstance(key, list) else key))
