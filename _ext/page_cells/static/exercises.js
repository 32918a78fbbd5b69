"use strict";

/* The exercises answer on their page: an editor, Check, Hint, Start again, and the verdict
   beneath. What is written is kept in this browser. bookExercises are those of this page. */

const bookExercises = (() => {
  const made = bookAsking.element;
  const hintOf = (/** @type {number} */ k, /** @type {number} */ n) => phrase("Hint {k} of {n}", { k, n });

  class Exercise {
    /** The button that brings back what "Start again" took away, while it can.

        @type {HTMLElement | null} */
    offer = null;

    /** @param {HTMLElement} element */
    constructor(element) {
      this.element = element;
      this.name = element.dataset.exercise ?? "";
      const title = element.closest("section")?.querySelector("h2, h3")?.firstChild?.textContent ?? "";
      const input = /** @type {HTMLElement} */ (element.querySelector(".cell_input"));
      this.code = bookCode(input, this.name, phrase("Your answer. {title}", { title }));
      this.code.onRun = () => this.check();
      this.code.onChange = () => {
        // What is written now is not to be replaced.
        this.offer?.remove();
        this.mark();
        this.derivation?.show();
      };
      this.code.onUnkept = () =>
        this.buttons.check.disabled || this.say(`${bookWork.UNKEPT} ${phrase("Take your answers along before.")}`);
      const bar = /** @type {HTMLElement} */ (element.querySelector(".exercise-bar"));
      const [check, hint, restart, step] = bar.querySelectorAll("button");
      check.addEventListener("click", () => this.check());
      hint.addEventListener("click", () => this.hint());
      restart.addEventListener("click", () => this.restart());
      for (const button of [check, hint, restart]) button.disabled = false;
      this.buttons = { check, hint, restart };
      this.hints = [...(element.querySelector("template")?.content.children ?? [])];
      this.hinted = made("div", "exercise-hints");
      this.news = made("div", "exercise-news");
      this.output = made("div", "cell_output");
      this.verdict = made("div", "exercise-verdict");
      this.verdict.setAttribute("role", "status");
      bar.after(this.news, this.output, this.verdict, this.hinted);
      this.derivation = step ? bookDerivation(this.name, this.code, step, this.news) : null;
      this.restore();
      bookWork.heard((changed, elsewhere) => changed === this.name && elsewhere && this.restore());
    }

    /** Show what is kept. */
    restore() {
      this.showHints(Math.max(0, bookWork.read(this.name).hints ?? 0));
      this.mark();
    }

    /** @returns {boolean} whether it was ever answered right */
    get done() {
      return bookWork.read(this.name).done === true;
    }

    /** The answer as a notebook has it. */
    get cell() {
      return this.derivation?.toCell(this.code.text) ?? this.code.text;
    }

    /** @param {string} source of a cell in a notebook @returns {string} the answer */
    fromCell(source) {
      return this.derivation ? this.derivation.fromCell(source) : source;
    }

    /** Show the verdict that is kept, and whether it is of what is written now. */
    mark() {
      const { status = "", text = "", checked, hints = 0, sight = "" } = bookWork.read(this.name);
      this.buttons.restart.disabled = !this.code.changed && !status && hints === 0;
      this.element.dataset.status = status;
      if (!status) {
        this.verdict.replaceChildren();
        delete this.verdict.dataset.key;
        return;
      }
      const stale = checked !== this.code.text;
      const key = `${status}|${stale}|${text}`;
      if (this.verdict.dataset.key === key) return;
      this.verdict.dataset.key = key;
      this.verdict.classList.toggle("stale", stale);
      // The words are those of a notebook, which has no buttons.
      const words = made("pre", "", text.replace(/^.*exercises\.hint\("[\w-]+"\).*$/m, phrase("Stuck? Press Hint.")));
      words.tabIndex = 0;
      this.verdict.replaceChildren(words);
      if (sight) {
        const root = new URL(document.documentElement.dataset.content_root ?? "", document.baseURI);
        const link = made("a", "", phrase("Open this figure"));
        link.setAttribute("href", new URL(sight, root).href);
        const line = made("p", "exercise-sight");
        line.append(link);
        words.after(line);
      }
      if (stale) this.verdict.prepend(made("p", "", phrase("You have changed your answer since this was said of it.")));
    }

    /** @param {boolean} busy */
    setBusy(busy) {
      this.buttons.check.disabled = busy;
      this.mark();
      this.buttons.restart.disabled ||= busy;
    }

    async check() {
      if (this.buttons.check.disabled) return;
      const source = this.code.text;
      this.output.replaceChildren();
      this.setBusy(true);
      try {
        const { add } = bookOutputs(this.output);
        const job = this.derivation?.job(source) ?? { kind: "check", exercise: this.name, source };
        const answer = await bookAsking.ask(job, this.news, (output) => output.output_type !== "error" && add(output));
        const { status, text, sight } = answer;
        if (this.code.text === source) this.derivation?.draw(answer);
        delete this.verdict.dataset.key;
        bookWork.change(this.name, { status, text, sight, checked: source, done: status === "right" || this.done });
        this.mark();
        count();
      } catch {
        // It has been said.
      } finally {
        this.setBusy(false);
        bookAsking.refocus(this.buttons.check);
      }
      if (bookWork.refused) this.code.onUnkept();
    }

    /** @param {string} words */
    say(words) {
      return bookAsking.say(this.news, words);
    }

    hint() {
      const shown = Math.min((bookWork.read(this.name).hints ?? 0) + 1, this.hints.length);
      bookWork.change(this.name, { hints: shown });
      this.showHints(shown);
      this.mark();
      const last = /** @type {HTMLElement | null} */ (this.hinted.lastElementChild);
      last?.focus();
    }

    /** @param {number} shown */
    showHints(shown) {
      const all = this.hints.length;
      this.buttons.hint.disabled = shown >= all;
      this.buttons.hint.textContent = shown < all ? hintOf(shown + 1, all) : phrase("No more hints");
      const parts = this.hints.slice(0, shown).map((hint, k) => {
        const part = made("div", "exercise-hint");
        part.tabIndex = -1;
        part.append(made("p", "exercise-hint-title", hintOf(k + 1, all)), hint.cloneNode(true));
        return part;
      });
      this.hinted.replaceChildren(...parts);
    }

    restart() {
      const { text } = this.code;
      const before = bookWork.read(this.name);
      this.code.text = this.code.original;
      bookWork.forget(this.name);
      if (before.done) bookWork.change(this.name, { done: true });
      this.output.replaceChildren();
      this.showHints(0);
      this.mark();
      // In case it was pressed by mistake.
      const line = this.say(`${phrase("Your answer is gone, with its verdict and the hints.")} `);
      const undo = made("button", "", phrase("Bring them back"));
      undo.addEventListener("click", () => {
        this.offer = null;
        this.code.text = text;
        bookWork.change(this.name, before);
        this.news.replaceChildren();
        this.restore();
        this.buttons.check.focus();
      });
      line.append(undo);
      this.offer = undo;
      bookAsking.refocus(undo);
    }
  }

  /** @type {Exercise[]} */
  const exercises = [];
  if (!bookAsking.possible) return exercises;
  const nearby = new IntersectionObserver(
    (changes, observer) => {
      for (const { isIntersecting, target } of changes) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        const exercise = exercises.find(({ element }) => element === target);
        exercise?.code.edit().catch((why) => exercise.say(why.message));
      }
    },
    { rootMargin: "100% 0%" },
  );
  for (const element of document.querySelectorAll(".exercise")) {
    exercises.push(new Exercise(/** @type {HTMLElement} */ (element)));
    nearby.observe(element);
  }
  count();
  return exercises;

  /** Keep how many are done, for the sidebars of all pages (progress.js). */
  function count() {
    const root = new URL(document.documentElement.dataset.content_root ?? "", document.baseURI);
    const page = location.pathname.slice(root.pathname.length);
    const done = exercises.filter((exercise) => exercise.done).length;
    const kept = bookWork.read(page);
    if (exercises.length > 0 && (kept.count !== done || kept.of !== exercises.length) && (done || kept.of))
      bookWork.change(page, { count: done, of: exercises.length });
  }
})();
