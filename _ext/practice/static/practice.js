"use strict";

/* Practice: a problem with fresh numbers, its verdict and its solution, all from the
   page's Python. What is kept in this browser: "practice", the problem that is open with
   what was written, and for each kind "practice-" and its name, when it comes back. */

(() => {
  /** @typedef {[string, string, string][]} Paragraph */
  /** @typedef {{ name: string, label: string, form: string }} Blank */
  /** @typedef {{ name: string, title: string, seed: number, task: Paragraph[], blanks: Blank[] }} Problem */

  const OPEN = "practice";
  const KIND = "practice-";
  const SEEDS = 1_000_000;
  const FORMS = {
    number: phrase("A number may be a fraction."),
    row: phrase("A row is written 1, 2 or (1, 2)."),
    matrix: phrase("Of a matrix, write each row on a line of its own, or all of it as [[1, 2], [3, 4]]."),
    truth: phrase("Write yes or no."),
  };
  const TEMML = new URL("temml.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const made = bookAsking.element;
  const { lang } = document.documentElement;
  const LANGUAGE = lang.startsWith("en") ? "en-GB" : lang;

  const place = /** @type {HTMLElement} */ (document.querySelector(".practice"));
  const choice = /** @type {HTMLFormElement} */ (place.querySelector(".practice-choice"));
  const select = /** @type {HTMLSelectElement} */ (choice.querySelector("select"));
  const begin = /** @type {HTMLButtonElement} */ (choice.querySelector("button"));
  const news = /** @type {HTMLElement} */ (place.querySelector(".practice-news"));
  const shown = /** @type {HTMLElement} */ (place.querySelector(".practice-problem"));
  const forget = /** @type {HTMLButtonElement} */ (place.querySelector(".practice-forget button"));
  const table = /** @type {HTMLTableElement} */ (place.querySelector(".practice-kinds"));
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const rows = table.querySelectorAll("tr[data-kind]");
  /** How well a kind is known that was right so often. @type {string[]} */
  const WORDS = JSON.parse(table.dataset.words ?? "[]");

  if (!bookAsking.possible) {
    bookAsking.say(news, phrase("This browser cannot run Python. Below stands a problem of each kind."));
    return;
  }

  /** The day where the reader lives, as 2026-11-28. */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  /** @param {string} name what is kept of a kind */
  function standing(name) {
    const { times, due } = bookWork.read(KIND + name);
    return times === undefined || !due ? null : { times, due };
  }

  function standings() {
    const found = [...rows].map(({ dataset: { kind = "" } }) => [kind, standing(kind)]);
    return Object.fromEntries(found.filter(([, kept]) => kept));
  }

  /** @param {unknown} kind perhaps one that an older book had */
  const isKind = (kind) => [...rows].some((row) => row.dataset.kind === kind);

  /** The problem that was left open on an earlier visit, if it is not solved. */
  function left() {
    const { kind, seed, status } = bookWork.read(OPEN);
    return shown.firstChild || status === "right" || seed === undefined || !isKind(kind) ? "" : kind;
  }

  /** Say of each kind how well it is known and when it comes back. */
  function list() {
    for (const row of rows) {
      const { due = "", times = -1 } = bookWork.read(KIND + row.dataset.kind);
      const [, known, back] = row.cells;
      const day = new Date(`${due}T12:00`);
      known.textContent = WORDS[Math.min(times, WORDS.length - 1)] ?? phrase("not yet");
      row.classList.toggle("due", due !== "" && due <= today());
      if (!due || Number.isNaN(day.getTime())) back.textContent = "";
      else back.textContent = due <= today() ? phrase("today") : day.toLocaleDateString(LANGUAGE, { day: "numeric", month: "long" });
    }
    forget.hidden = bookWork.names(OPEN).length === 0;
    begin.textContent = !select.value && left() ? phrase("Go on where I was") : phrase("Give me a problem");
  }

  /** @param {string} tex @param {string} [beside] what no line parts from it */
  function formula(tex, beside = "") {
    const span = made("span", "math glued");
    span.append(...bookAsking.formulas(bookFormula(temml, tex, false)), beside);
    return span;
  }

  /** @param {string} tex */
  function display(tex) {
    const box = made("div", "math");
    box.append(...bookAsking.formulas(bookFormula(temml, tex, true)));
    bookScrolling.observe(box);
    return box;
  }

  /** @param {Paragraph[]} paragraphs */
  function written(paragraphs) {
    return paragraphs.map((pieces) => {
      const line = made("div", "practice-line");
      line.append(...pieces.map(([kind, held, beside]) => {
        if (kind === "display") return display(held);
        if (kind === "math") return formula(held, beside);
        if (kind === "text") return document.createTextNode(held);
        return made(kind === "code" ? "code" : "strong", "", held);
      }));
      return line;
    });
  }

  /** @param {Blank} blank @param {string} id @param {string} note the id of what says how to write */
  function field({ name, label, form }, id, note) {
    const line = made("div", "practice-field");
    const words = made("label", "");
    words.htmlFor = id;
    words.append(made("code", "", name));
    if (name !== label) words.append(formula(label));
    const box = made(form === "matrix" ? "textarea" : "input", "");
    box.id = id;
    box.name = name;
    box.autocomplete = "off";
    box.spellcheck = false;
    box.setAttribute("autocapitalize", "off");
    box.setAttribute("aria-describedby", note);
    if (box instanceof HTMLTextAreaElement) box.rows = 3;
    line.append(words, box);
    return line;
  }

  /** @param {Problem} problem */
  function show(problem) {
    const { name, seed } = problem;
    const part = made("article", "exercise");
    part.dataset.exercise = name;
    const title = made("h2", "", `${problem.title} `);
    title.id = "practice-title";
    title.tabIndex = -1;
    title.append(made("span", "practice-seed", phrase("seed {seed}", { seed })));
    part.setAttribute("aria-labelledby", title.id);
    const form = made("form", "");
    const note = made("p", "practice-forms");
    note.id = "practice-forms";
    const asked = new Set(problem.blanks.map((blank) => blank.form));
    note.textContent = Object.entries(FORMS).filter(([kind]) => asked.has(kind)).map(([, words]) => words).join(" ");
    const bar = made("div", "exercise-bar");
    const [check, solve, another] = [phrase("Check"), phrase("Worked solution"), phrase("Another")].map((words) => made("button", "", words));
    check.type = "submit";
    solve.type = another.type = "button";
    bar.append(check, solve, another);
    form.append(...problem.blanks.map((blank, k) => field(blank, `practice-blank-${k}`, note.id)), note, bar);
    const saying = made("div", "exercise-news");
    const verdict = made("div", "exercise-verdict");
    verdict.setAttribute("role", "status");
    const worked = made("div", "practice-worked");
    worked.tabIndex = -1;
    worked.hidden = true;
    part.append(title, ...written(problem.task), form, saying, verdict, worked);
    shown.replaceChildren(part);

    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
    const boxes = form.querySelectorAll("input, textarea");
    const given = () => Object.fromEntries([...boxes].map((box) => [box.name, box.value]));

    /** Of this problem, whatever another tab has opened meanwhile. */
    const state = { source: "{}", status: "", text: "", checked: "", done: false, shown: false, ...bookWork.read(OPEN), kind: name, seed };

    /** @param {Partial<typeof state>} changes */
    function keep(changes) {
      Object.assign(state, changes);
      bookWork.change(OPEN, state);
    }

    /** @param {{ due?: string, times?: number } | undefined} kept */
    function count(kept) {
      if (kept) bookWork.change(KIND + name, kept);
      keep({ done: true });
      if (bookWork.refused) bookAsking.say(saying, bookWork.UNKEPT);
    }

    function told() {
      const { status, text, checked } = state;
      part.dataset.status = status;
      const stale = checked !== JSON.stringify(given());
      verdict.classList.toggle("stale", stale);
      const before = verdict.querySelector("pre")?.textContent;
      if (!text) return verdict.replaceChildren();
      if (before !== text) {
        const words = made("pre", "", text);
        words.tabIndex = 0;
        verdict.replaceChildren(words);
      }
      const line = verdict.querySelector("p");
      if (!stale) line?.remove();
      else if (!line) verdict.prepend(made("p", "", phrase("You have changed your answer since this was said of it.")));
    }

    /** Do a job about this problem, one at a time.
        @param {object} job @param {HTMLButtonElement} button @param {(answer: any) => void} then */
    async function ask(job, button, then) {
      if (button.disabled) return;
      for (const one of [check, solve, another]) one.disabled = true;
      const whole = { name, seed, kept: standing(name), today: today(), counted: state.done, ...job };
      try {
        then(await bookAsking.ask(whole, saying));
      } catch {
        // It has been said.
      }
      for (const one of [check, solve, another]) one.disabled = false;
      bookAsking.refocus(button);
    }

    /** @param {Paragraph[]} paragraphs */
    function unfold(paragraphs) {
      worked.replaceChildren(made("p", "exercise-hint-title", phrase("Worked solution")), ...written(paragraphs));
      worked.hidden = false;
      solve.hidden = true;
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answers = given();
      ask({ kind: "practice-check", given: answers }, check, ({ status, text, standing: kept }) => {
        keep({ status, text, checked: JSON.stringify(answers) });
        if (kept || state.done) count(kept);
        verdict.replaceChildren();
        told();
      });
    });
    form.addEventListener("keydown", (event) => {
      // In a field of several lines, Enter begins the next one.
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form.addEventListener("input", () => {
      keep({ source: JSON.stringify(given()) });
      told();
    });
    solve.addEventListener("click", () => ask({ kind: "practice-solution" }, solve, (answer) => {
      if (answer.text) keep({ status: "shown", text: answer.text, checked: JSON.stringify(given()) });
      keep({ shown: true });
      count(answer.standing);
      told();
      unfold(answer.worked);
      worked.focus();
    }));
    another.addEventListener("click", () => fresh(select.value, saying));

    try {
      const before = JSON.parse(state.source) ?? {};
      for (const box of boxes) if (typeof before[box.name] === "string") box.value = before[box.name];
    } catch {
      // There is something else under this name.
    }
    told();
    if (state.shown) ask({ kind: "practice-solution" }, solve, ({ worked: paragraphs }) => unfold(paragraphs));
    list();
    title.focus();
  }

  /** A problem with other numbers.
      @param {string} kind none for what is due @param {HTMLElement} where what goes on is said */
  function fresh(kind, where) {
    // What was asked on an earlier visit may be due by now.
    const last = (shown.firstChild && bookWork.read(OPEN).kind) || "";
    return fetched({ name: kind, seed: Math.floor(Math.random() * SEEDS), last }, where, (problem) => {
      bookWork.forget(OPEN);
      bookWork.change(OPEN, { kind: problem.name, seed: problem.seed });
    });
  }

  /** @param {object} job @param {HTMLElement} where @param {(problem: Problem) => void} [then] */
  async function fetched(job, where, then) {
    begin.disabled = true;
    try {
      const words = phrase("Thinking of a problem …");
      const asked = bookAsking.ask({ kind: "practice", standings: standings(), today: today(), last: "", ...job }, where, undefined, words);
      const [problem] = await Promise.all([asked, bookAsking.load(TEMML, phrase("The formulas cannot be set: the file temml.js is missing."))]);
      if (problem.status === "error") throw new Error(problem.text);
      then?.(problem);
      show(problem);
    } catch (why) {
      if (!where.firstChild) bookAsking.say(where, /** @type {Error} */ (why).message, "alert");
    }
    begin.disabled = false;
  }

  choice.addEventListener("submit", (event) => {
    event.preventDefault();
    if (begin.disabled) return;
    const kind = left();
    if (!select.value && kind) fetched({ name: kind, seed: bookWork.read(OPEN).seed }, news);
    else fresh(select.value, news);
  });
  select.addEventListener("change", list);
  forget.addEventListener("click", () => {
    for (const name of bookWork.names(OPEN)) bookWork.forget(name);
    shown.replaceChildren();
    list();
    begin.focus();
  });
  bookWork.heard((name) => name.startsWith(OPEN) && list());
  // An address such as practice.html#practice-loss chooses its kind.
  function choose() {
    const kind = location.hash.replace(`#${KIND}`, "");
    if (isKind(kind)) select.value = kind;
    list();
  }
  addEventListener("hashchange", choose);
  begin.disabled = false;
  choose();
})();
