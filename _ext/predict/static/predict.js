// Predict, then see: a reader commits, and then reads what is right and why. How often
// they were right is kept in this browser (work.js) and sent nowhere.
"use strict";

/** @typedef {{ answer: () => string | null, set: (answer: string) => void,
       key: (answer: string) => string, missing: string }} Asking
   of a kind of prediction: what the reader has answered, or null; to put an answer of
   theirs back; which of the listed answers it is, if any; and what is said where nothing
   was answered */

const bookPredictions = (() => {
  const NAME = "predict-";
  const RIGHT = "right";

  /** A number as readers write it, also as a fraction and with a comma.
      @param {string} text */
  function number(text) {
    const written = text.trim().replace("−", "-").replace(",", ".");
    const parts = written.split("/").map((part) => (part.trim() ? Number(part) : NaN));
    return parts.length > 2 ? NaN : parts[0] / (parts[1] ?? 1);
  }

  /** @param {HTMLElement} box @returns {Asking} */
  function ofNumber(box) {
    const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
    const [right, ...wrong] = [...box.querySelectorAll("[data-key]")].map((one) => one.getAttribute("data-key") ?? "");
    const within = Number(box.dataset.within) + 1e-9;
    return {
      missing: phrase("Write a number, such as 0.2, −3 or 1/3."),
      answer: () => (Number.isFinite(number(field.value)) ? field.value : null),
      set: (answer) => { field.value = answer; },
      key: (answer) => {
        const near = (/** @type {number} */ value) => Math.abs(number(answer) - value) <= within;
        if (near(Number(box.dataset.value))) return right;
        return wrong.find((key) => near(number(key))) ?? "else";
      },
    };
  }

  /** @param {HTMLElement} box @returns {Asking} */
  function ofChoice(box) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const options = box.querySelectorAll("input");
    return {
      missing: phrase("Choose one first."),
      answer: () => [...options].find((option) => option.checked)?.value ?? null,
      set: (answer) => options.forEach((option) => { option.checked = option.value === answer; }),
      key: (answer) => answer,
    };
  }

  /** How often the reader was right, in the whole book. */
  function counted() {
    const all = bookWork.names(NAME).map((name) => bookWork.read(name).status);
    const of = all.filter((status) => status === RIGHT || status === "wrong").length;
    const shown = all.filter((status) => status === "shown").length;
    const right = all.filter((status) => status === RIGHT).length;
    const unread = shown ? ` ${phrase("You have looked at {n} without a prediction.", { n: shown })}` : "";
    if (!of) return unread;
    return phraseCount(right, "In this book you were right 1 time of {all}.", "In this book you were right {n} times of {all}.", { all: of }) + unread;
  }

  /** @param {HTMLElement} box @param {Asking} asking */
  function begin(box, asking) {
    const form = /** @type {HTMLFormElement} */ (box.querySelector("form"));
    const verdict = /** @type {HTMLElement} */ (box.querySelector(".predict-verdict"));
    const count = /** @type {HTMLElement} */ (box.querySelector(".predict-count"));
    const show = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=button]"));
    const again = /** @type {HTMLButtonElement} */ (box.querySelector(".predict-after button"));

    /** What is said of an answer, as it stands in the list of all.
        @param {Element | null} answer */
    function said(answer) {
      return answer ? [...answer.childNodes].slice(1).map((node) => node.cloneNode(true)) : [];
    }

    /** @param {string} word @param {Node[]} nodes */
    function line(word, nodes) {
      const part = document.createElement("div");
      const lead = document.createElement("strong");
      lead.textContent = `${word} `;
      part.append(...nodes);
      (part.querySelector("p") ?? part).prepend(lead);
      return part;
    }

    function told() {
      const { status, text = "" } = bookWork.read(box.id);
      const before = box.classList.contains("told");
      box.classList.toggle("told", Boolean(status));
      for (const field of form.querySelectorAll("input")) field.disabled = Boolean(status);
      if (!status) {
        if (before) asking.set("");
        if (before) verdict.textContent = "";
        return;
      }
      count.textContent = counted();
      const list = /** @type {HTMLElement} */ (box.querySelector(".predict-answers"));
      const right = /** @type {HTMLElement} */ (list.querySelector("[data-right]"));
      const key = right.dataset.key;
      const theirs = asking.key(text);
      const answer = [...list.children].find((one) => one.getAttribute("data-key") === theirs) ?? null;
      const truth = box.dataset.kind === "sketch" ? phrase("What is drawn:") : `${key}.`;
      if (status === RIGHT) verdict.replaceChildren(line(phrase("Right."), said(right)));
      else if (status === "shown") verdict.replaceChildren(line(truth, said(right)));
      else verdict.replaceChildren(line(phrase("Not so."), said(answer)), line(truth, said(right)));
      if (status !== "shown") asking.set(text);
    }

    /** @param {string} status @param {string} text */
    function keep(status, text) {
      bookWork.change(box.id, { status, text });
      // What had the focus can be pressed no more.
      verdict.focus();
      if (bookWork.refused) count.append(` ${bookWork.UNKEPT}`);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (bookWork.read(box.id).status) return;
      const answer = asking.answer();
      if (answer === null) {
        verdict.textContent = asking.missing;
        return;
      }
      const right = box.querySelector("[data-right]")?.getAttribute("data-key");
      keep(asking.key(answer) === right ? RIGHT : "wrong", answer);
    });
    show.addEventListener("click", () => keep("shown", ""));
    again.addEventListener("click", () => {
      bookWork.forget(box.id);
      // The sliders of a sketch are folded away.
      /** @type {HTMLElement | null} */ (form.querySelector("summary, input"))?.focus();
    });
    bookWork.heard((name) => {
      // Of what others are told, only the count changes here.
      if (name === box.id) told();
      else if (name.startsWith(NAME) && box.classList.contains("told")) count.textContent = counted();
    });
    told();
  }

  /** @type {Record<string, (box: HTMLElement) => Asking>} */
  const kinds = { number: ofNumber, choice: ofChoice };
  addEventListener("DOMContentLoaded", () => {
    /** @type {NodeListOf<HTMLElement>} */
    const boxes = document.querySelectorAll(".predict");
    for (const box of boxes) begin(box, kinds[box.dataset.kind ?? ""](box));
  });
  return kinds;
})();
