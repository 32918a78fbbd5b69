"use strict";

/* The lines of a derivation, as they are written: beneath each, once there is Python, the
   formula that was understood; and after Check, which of them follow.

   bookDerivation(name, code, step, place) for a bookCode whose text is the lines, a button
   for a step, and an element for what is said:
   show()            set the formulas anew, a moment later
   draw(answer)      show what Python says of the lines
   job(lines)        what has them checked
   toCell(lines)     the cell of a notebook that has them checked
   fromCell(source)  the lines in such a cell */

/** @typedef {{ line: number, end: number, mathml: string, fault: string }} TypedLine */
/** @typedef {{ lines?: TypedLine[], status: string, line?: number }} Followed */

const bookDerivation = (() => {
  const CALL = /derivations\.check\(\s*["'][\w-]+["']\s*,\s*r?("""|'''|"|')([^]*?)\1/;
  const PAUSE = 200;

  /** @param {TypedLine} typed @param {boolean | undefined} follows if that is known */
  function note({ mathml, fault }, follows) {
    const made = bookAsking.element("div", "derivation-note");
    if (follows !== undefined) made.append(sign(follows));
    if (fault) made.append(bookAsking.element("span", "derivation-fault", fault));
    else made.append(...bookAsking.formulas(mathml));
    return made;
  }

  /** @param {boolean} follows */
  function sign(follows) {
    const mark = bookAsking.element("span", "derivation-mark", follows ? "✓" : "✗");
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", follows ? phrase("follows") : phrase("does not follow"));
    mark.classList.add(follows ? "follows" : "does-not-follow");
    return mark;
  }

  /** @param {string} name @param {ReturnType<typeof bookCode>} code
      @param {HTMLButtonElement} step @param {HTMLElement} place */
  return (name, code, step, place) => {
    const derivation = name.replace(/^derivation-/, "");
    // A formula and its mark are to stay in sight.
    code.wraps = true;
    let timer = 0;
    let busy = false;

    /** @type {string | null} the lines that are shown with their marks */
    let marked = null;

    /** @param {Followed} answer */
    function draw({ lines = [], status, line: wrong = 0 }) {
      clearTimeout(timer);
      const judged = status !== "ok";
      marked = judged ? code.text : null;
      const notes = lines.map((typed) => {
        const follows = !judged || (wrong > 0 && typed.line > wrong) ? undefined : typed.line !== wrong;
        return { row: typed.end, key: JSON.stringify([typed, follows]), element: () => note(typed, follows) };
      });
      code.annotate(notes);
    }

    async function shown() {
      // Formulas are no reason to bring Python into a page.
      if (!bookAsking.running || busy) return;
      busy = true;
      const lines = code.text;
      try {
        const answer = await (await bookAsking.python()).run({ kind: "shown", derivation, lines });
        // They may have been checked in the meantime.
        if (lines === code.text && lines !== marked) draw(answer);
      } catch {
        // It was stopped, and the next letter asks again.
      }
      busy = false;
      if (lines !== code.text) show();
    }

    function show() {
      clearTimeout(timer);
      timer = setTimeout(shown, PAUSE);
    }

    step.disabled = false;
    step.addEventListener("click", async () => {
      step.disabled = true;
      try {
        const { text } = await bookAsking.ask({ kind: "step", derivation, lines: code.text }, place);
        bookAsking.say(place, "").append(...bookAsking.worded(text));
      } catch {
        // It has been said.
      }
      step.disabled = false;
      bookAsking.refocus(step);
    });

    return {
      show,
      draw,
      /** @param {string} lines */
      job: (lines) => ({ kind: "derivation", derivation, lines }),
      /** @param {string} lines */
      toCell: (lines) =>
        `derivations.check(\n    "${derivation}",\n    r"""\n${lines.replaceAll('"""', "'''")}\n""",\n)`,
      /** @param {string} source */
      fromCell: (source) => CALL.exec(source)?.[2].replace(/^\n|\n$/g, "") ?? code.original,
    };
  };
})();
