"use strict";

/* Python in this page, asked with what is going on in sight (python.js is the rest).

   bookAsking.possible              whether this browser can run Python at all
   bookAsking.running               whether Python is in the page
   bookAsking.python()              a promise of bookPython, whose script comes when needed
   bookAsking.start(place)          a promise of bookPython, ready
   bookAsking.ask(job, place, onOutput, words)   a promise of the answer to a job

   What the other scripts of cells need too:

   bookAsking.load(address, missing)   a promise that a script has run; where there is none,
                                       `missing` is said
   bookAsking.element(name, className, words)
   bookAsking.worded(text)             the nodes of words with `code` among them
   bookAsking.formulas(mathml)         the elements of formulas, with their readings
   bookAsking.say(place, words)        say something in a place, which is also read out
   bookAsking.refocus(button)          for a button that was disabled, or is in the place
                                       of one, and has lost the focus by that

   When Python ends, and all that cells have defined with it, the window hears
   "bookpythonended".

   `place` is an element for what is going on: a bar with what has been loaded, a button
   that stops, the question after ten seconds, and what went wrong. A failure rejects
   with an Error whose message is for readers, and is shown. */

const bookAsking = (() => {
  const ADDRESS = new URL("python.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const possible = typeof WebAssembly === "object" && typeof DecompressionStream === "function";
  const WAITING = phrase("Waiting until what runs on this page has ended.");
  const GONE = phrase("Stopped. What the cells had defined is gone, and they run again when you need them. What you wrote is there.");

  /** @type {Promise<BookPython> | null} */
  let coming = null;

  /** @type {BookPython | null} */
  let here = null;

  /** @returns {Promise<BookPython>} */
  function python() {
    coming ??= load(ADDRESS, phrase("Python cannot start: the file python.js is missing.")).then(() => {
      bookPython.addEventListener("state", (/** @type {any} */ { detail }) => {
        if (detail.state === "off") dispatchEvent(new Event("bookpythonended"));
      });
      here = bookPython;
      return here;
    }).catch((why) => {
      coming = null;
      throw why;
    });
    return coming;
  }

  /** @param {URL} address @param {string} missing @returns {Promise<void>} */
  function load(address, missing) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = String(address);
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(missing));
      document.head.append(script);
    });
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} className
   * @param {string} [words]
   */
  function element(name, className, words = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = words;
    return made;
  }

  /** @param {string} mathml */
  const formulas = (mathml) => new DOMParser().parseFromString(bookReadings(mathml), "text/html").querySelectorAll("math");

  /** @param {string} text */
  const worded = (text) =>
    text.split("`").map((part, k) => (k % 2 ? element("code", "", part) : document.createTextNode(part)));

  /** @param {HTMLElement} place @param {string} words @param {"status" | "alert"} [role] */
  function say(place, words, role = "status") {
    const line = element("p", "asking-fault", words);
    line.setAttribute("role", role);
    place.replaceChildren(line);
    return line;
  }

  /** @param {HTMLElement} button */
  function refocus(button) {
    if (document.activeElement === document.body) button.focus({ preventScroll: true });
  }

  /** Show in a place what goes on until a promise is settled.

      @template T
      @param {HTMLElement} place
      @param {(python: BookPython) => Promise<T>} begin
      @param {object} [job]
      @param {string} [running] what to say while it runs
      @returns {Promise<T>} */
  async function shown(place, begin, job, running = phrase("Running …")) {
    const words = element("span", "asking-words", running);
    // Said once, not with each megabyte.
    words.setAttribute("role", "status");
    const bar = element("progress", "asking-bar");
    bar.setAttribute("aria-label", phrase("Loading Python"));
    const stop = element("button", "asking-stop", phrase("Stop"));
    stop.type = "button";
    const line = element("div", "asking");
    line.append(words, stop);
    place.replaceChildren(line);
    /** @type {BookPython | null} */
    let asked = null;
    let message = "";

    const progress = (/** @type {any} */ { detail }) => {
      if (!bar.isConnected) words.after(bar);
      words.textContent = `${detail.words} `;
      bar.max = detail.total || 1;
      bar.value = detail.loaded;
    };
    const state = (/** @type {any} */ { detail }) => {
      if (detail.state !== "busy" && detail.state !== "ready") return;
      bar.remove();
      if (job) words.textContent = WAITING;
    };
    const hear = (/** @type {any} */ { detail }) => {
      if (detail.job === job) words.textContent = running;
    };
    const slow = (/** @type {any} */ { detail }) => {
      if (detail.job === job) words.textContent = phrase("This has been running for ten seconds. It goes on unless you stop it.");
    };
    const listeners = { progress, state, begin: hear, slow };
    stop.addEventListener("click", async () => {
      stop.disabled = true;
      words.textContent = phrase("Stopping …");
      const kept = (await asked?.stop(job))?.kept ?? true;
      message = kept ? phrase("Stopped.") : GONE;
      if (place.firstChild !== line) place.querySelector(".asking-fault")?.replaceChildren(message);
    });
    try {
      asked = await python();
      if (job && asked.state === "busy") words.textContent = WAITING;
      for (const [type, listen] of Object.entries(listeners)) asked.addEventListener(type, listen);
      const answer = await begin(asked);
      if (place.firstChild === line) place.replaceChildren();
      return answer;
    } catch (why) {
      const error = /** @type {Error} */ (why);
      message ||= error.message;
      say(place, message, error.name === "Stopped" ? "status" : "alert");
      throw why;
    } finally {
      for (const [type, listen] of Object.entries(listeners)) asked?.removeEventListener(type, listen);
    }
  }

  return {
    possible,
    get running() {
      return here?.state === "ready" || here?.state === "busy";
    },
    python,
    load,
    element,
    formulas,
    worded,
    say,
    refocus,
    /** @param {HTMLElement} place */
    start: (place) => shown(place, (asked) => asked.start().then(() => asked)),
    /** @param {object} job
        @param {HTMLElement} place
        @param {(output: any) => void} [onOutput]
        @param {string} [words] what to say while it runs
        @returns {Promise<any>} */
    ask: (job, place, onOutput, words) => shown(place, (asked) => asked.run(job, onOutput), job, words),
  };
})();
