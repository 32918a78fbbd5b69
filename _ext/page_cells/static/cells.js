"use strict";

/* Every code cell of a page can be edited and run. The cells above are run first, from the
   first on that has not run as it is now; what a cell shows takes the place of the book's
   own output until the reader has that back. */

(() => {
  if (!bookAsking.possible) return;
  const FIGURE = "application/vnd.nnlib.figure+json";
  const page = location.pathname.split("/").slice(-2).join("/").replace(/\.html$/, "");

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {string} className @param {Element} parent @param {string} [words]
   * @returns {HTMLElementTagNameMap[K]}
   */
  function add(name, className, parent, words = "") {
    const made = bookAsking.element(name, className, words);
    parent.append(made);
    return made;
  }

  /** @param {string} words @param {Element} parent @param {() => void} press */
  function button(words, parent, press) {
    const made = add("button", "", parent, words);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  class Cell {
    /** What was last run of it, in the Python that there is now.

        @type {string | null} */
    ran = null;

    /** @param {HTMLElement} element @param {number} k */
    constructor(element, k) {
      this.element = element;
      const input = /** @type {HTMLElement} */ (element.querySelector(".cell_input"));
      const label = phrase("Code cell {k} of this page", { k: k + 1 });
      this.code = bookCode(input, `${page}#${element.id}`, label);
      this.code.onRun = () => run(this);
      this.code.onChange = () => this.mark();
      this.code.onUnkept = () => running || this.say(bookWork.UNKEPT);
      this.books = element.querySelector(".cell_output");
      // Where the whole cell is folded, within the fold.
      const home = this.books?.parentElement ?? input.parentElement ?? element;
      this.bar = add("div", "cell-bar", input);
      this.bar.setAttribute("role", "group");
      this.bar.setAttribute("aria-label", label);
      this.toRun = button(phrase("Run"), this.bar, () => run(this));
      this.toEdit = button(phrase("Edit"), this.bar, () => this.edit());
      this.toBook = button(phrase("Back to the book’s"), this.bar, () => this.restore());
      this.news = add("div", "cell-news", home);
      this.own = add("div", "cell_output reader-output", home);
      this.own.hidden = true;
      this.mark();
    }

    async edit() {
      try {
        (await this.code.edit()).focus();
        this.toEdit.hidden = true;
      } catch (why) {
        this.say(/** @type {Error} */ (why).message);
      }
    }

    /** @param {string} words */
    say(words) {
      return bookAsking.say(this.news, words);
    }

    /** @param {boolean} busy */
    setBusy(busy) {
      for (const one of this.bar.querySelectorAll("button")) one.disabled = busy;
    }

    mark() {
      this.toBook.hidden = !this.code.changed && this.own.hidden;
    }

    restore() {
      this.code.restore();
      this.toEdit.hidden = false;
      this.own.hidden = true;
      this.own.replaceChildren();
      this.news.replaceChildren();
      if (this.books) this.books.classList.remove("replaced");
      this.mark();
      this.toRun.focus();
    }

    /** Make room for what the code shows. */
    open() {
      this.own.replaceChildren();
      const head = add("p", "reader-mark", this.own, phrase("Your output"));
      head.hidden = true;
      const outputs = bookOutputs(this.own);
      return (/** @type {any} */ output) => {
        // A live figure of the book answers where it is, from now on freely.
        if (output.data?.[FIGURE] && this.books) {
          /** @type {HTMLButtonElement | null} */
          const free = this.books.querySelector(".live-free button");
          return free?.click();
        }
        this.books?.classList.add("replaced");
        this.own.hidden = false;
        head.hidden = false;
        outputs.add(output);
      };
    }
  }

  /** @type {Cell[]} */
  const cells = [];

  /** @type {Cell | null} the one that is wanted now */
  let running = null;

  /** Run a cell after those above it: from the first one on that has not run as it is now,
      for what follows may depend on it.

      @param {Cell} wanted */
  async function run(wanted) {
    if (running) {
      if (running !== wanted) wanted.say(phrase("Another cell of this page is running. Wait for it, or stop it."));
      return;
    }
    running = wanted;
    wanted.setBusy(true);
    try {
      const before = cells.slice(0, cells.indexOf(wanted));
      const first = before.findIndex((cell) => cell.ran !== cell.code.text);
      const above = first < 0 ? [] : before.slice(first);
      for (const [k, cell] of above.entries()) {
        const count = phrase("Running the cells above first: {k} of {n}.", { k: k + 1, n: above.length });
        if (!(await done(cell, wanted, count))) return;
      }
      await done(wanted, wanted);
    } finally {
      running = null;
      wanted.setBusy(false);
      bookAsking.refocus(wanted.toRun);
    }
  }

  /** Run one cell, with what goes on shown at the cell that is wanted.

      @param {Cell} cell @param {Cell} wanted @param {string} [words]
      @returns {Promise<boolean>} whether it ran to its end */
  async function done(cell, wanted, words) {
    const source = cell.code.text;
    const asked = cell === wanted || cell.code.changed;
    const hear = asked ? cell.open() : () => {};
    cell.ran = null;
    try {
      const job = { kind: "cell", page, source };
      const answer = await bookAsking.ask(job, wanted.news, hear, words);
      if (answer.status === "ok") {
        cell.ran = source;
        if (asked && cell.own.hidden && cell.books && cell.code.changed) cell.books.classList.add("replaced");
        return true;
      }
      if (cell === wanted) return false;
      if (!asked) answer.outputs.forEach(cell.open());
      const line = wanted.say(`${phrase("A cell above did not run to its end, so this one was not run.")} `);
      add("a", "", line, phrase("See what it says.")).href = `#${cell.element.id}`;
      return false;
    } catch {
      return false; // It has been said.
    } finally {
      cell.mark();
    }
  }

  for (const element of document.querySelectorAll("div.cell[id]"))
    if (!element.closest(".exercise") && element.querySelector(".cell_input pre"))
      cells.push(new Cell(/** @type {HTMLElement} */ (element), cells.length));

  // Where Python has ended, nothing has been run.
  addEventListener("bookpythonended", () => cells.forEach((cell) => (cell.ran = null)));
})();
