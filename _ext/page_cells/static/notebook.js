"use strict";

/* The exercises as a notebook: filled with a reader's answers, and read back.

   Beside each notebook in exercises/ is a script of the same name, which calls
   bookNotebook.arrived(notebook): from disk a page can load nothing else. */

/** @typedef {{ id?: unknown, source?: unknown, cell_type?: unknown, metadata?: { id?: unknown } }} Cell */
/** @typedef {{ cells: Cell[] }} Notebook */
/** @typedef {Record<string, string>} Answers the source of each exercise's answer */

const bookNotebook = (() => {
  const ANSWER = /^exercise-([\w-]+)-answer$/;
  const LARGEST = 5_000_000;

  const CHECK = /^[^#\n]*?\b(exercise|derivation)s\.check\(\s*["']([\w-]+)["']/m;

  /** The source of a cell, or nothing if it has none.

      @param {Cell | null} cell */
  const sourceOf = (cell) => {
    const source = cell?.source;
    const lines = Array.isArray(source) ? source : [source];
    return lines.every((line) => typeof line === "string") ? lines.join("") : null;
  };

  /** @param {string | null} source */
  const checkedIn = (source) => {
    const [, kind, name] = CHECK.exec(source ?? "") ?? [];
    return kind === "derivation" ? `derivation-${name}` : name;
  };

  /** The exercise that a cell answers. Some programs keep ids elsewhere, or none.

      @param {Cell | null} cell */
  const nameOf = (cell) =>
    ANSWER.exec(String(cell?.id))?.[1] ?? ANSWER.exec(String(cell?.metadata?.id))?.[1]
    ?? (cell?.cell_type === "code" ? checkedIn(sourceOf(cell)) : undefined) ?? null;

  /** @param {string} text */
  const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

  /** The text of the notebook with answers in their cells.

      @param {Notebook} notebook
      @param {Answers} answers */
  const filled = (notebook, answers) => {
    const cells = notebook.cells.map((cell) => {
      const name = nameOf(cell);
      return name !== null && Object.hasOwn(answers, name)
        ? { ...cell, source: linesOf(answers[name]) }
        : cell;
    });
    return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
  };

  /** The answers to known exercises in the text of a notebook.

      Throws an Error whose message says in a sentence what is wrong with it.

      @param {string} text
      @param {string[]} known the names of the exercises
      @param {number} [size] of the file, in bytes */
  const answersIn = (text, known, size = text.length) => {
    if (size > LARGEST)
      throw new Error(
        phrase("This file is too large for a notebook of exercises: it has more than five million characters."),
      );
    let notebook;
    try {
      notebook = JSON.parse(text);
    } catch {
      throw new Error(
        phrase("This file is no notebook, or not a whole one. Choose the .ipynb file that you saved from here or from Jupyter."),
      );
    }
    const cells = notebook?.cells;
    if (!Array.isArray(cells))
      throw new Error(phrase("This file is no notebook: it has no cells."));
    /** @type {Answers} */
    const answers = {};
    for (const cell of cells) {
      const [name, source] = [nameOf(cell), sourceOf(cell)];
      if (name !== null && known.includes(name) && source !== null)
        answers[name] = source;
    }
    if (Object.keys(answers).length === 0)
      throw new Error(
        phrase("This notebook has no cell that answers an exercise of this chapter. Is it another chapter's?"),
      );
    return answers;
  };

  /** @type {(notebook: Notebook) => void} */
  let arrived = () => {};

  /** Load the notebook from the address of its script.

      @param {string} address
      @returns {Promise<Notebook>} */
  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      arrived = resolve;
      script.src = address;
      script.onerror = () => reject(new Error(phrase("The notebook could not be loaded.")));
      document.head.append(script);
    });

  return {
    LARGEST,
    answersIn,
    /** @param {Notebook} notebook */
    arrived: (notebook) => arrived(notebook),
    filled,
    load,
  };
})();
