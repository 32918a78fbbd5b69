"use strict";

/* A piece of code that can be written in: the book's own, until an editor takes its place.

   bookCode(input, name, label) for the element of a cell's input:
   text        what is written there now; may be set
   original    what the book has
   annotate(notes)   what stands beneath rows in the editor: { row, key, element }
   edit()      put an editor there; a promise of it
   restore()   put the book's code back
   onRun       what Shift+Enter does
   onUnkept    called if this browser does not keep what was written */

const bookCode = (() => {
  const ADDRESS = new URL("editor.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** @type {Promise<void> | null} */
  let coming = null;

  function editorScript() {
    coming ??= bookAsking.load(ADDRESS, phrase("The editor did not load: the file editor.js is missing.")).catch((why) => {
      coming = null;
      throw why;
    });
    return coming;
  }

  class Code {
    onRun = () => {};
    onChange = () => {};
    onUnkept = () => {};
    /** Whether long lines are broken. */
    wraps = false;
    /** @type {Editor | null} */
    #editor = null;
    /** @type {Promise<Editor> | null} */
    #making = null;

    /** @param {HTMLElement} input
        @param {string} name of its record in bookWork
        @param {string} label for who cannot see what stands around it */
    constructor(input, name, label) {
      this.pre = /** @type {HTMLElement} */ (input.querySelector("pre"));
      this.name = name;
      this.label = label;
      this.original = (this.pre.textContent ?? "").replace(/\n$/, "");
      this.coloured = [...this.pre.childNodes];
      const { source } = bookWork.read(name);
      if (source !== undefined && source !== this.original) this.#show(source);
      bookWork.heard((changed, elsewhere) => {
        // Who is writing here goes on; the last to write is right.
        if (changed !== name || !elsewhere || this.#editor?.focused) return;
        const text = bookWork.read(name).source ?? this.original;
        if (text !== this.text) this.#show(text);
      });
    }

    get text() {
      return this.#editor ? this.#editor.text : (this.pre.textContent ?? "").replace(/\n$/, "");
    }

    set text(text) {
      this.#show(text);
      this.#keep();
    }

    get changed() {
      return this.text !== this.original;
    }

    edit() {
      this.#making ??= this.#make().catch((why) => {
        this.#making = null;
        throw why;
      });
      return this.#making;
    }

    /** @param {Note[]} notes */
    annotate(notes) {
      this.#editor?.annotate(notes);
    }

    /** Put the book's own code back, in place of the editor too. */
    restore() {
      this.#editor?.remove();
      this.#editor = this.#making = null;
      this.pre.classList.remove("in-editor");
      this.pre.replaceChildren(...this.coloured);
      bookWork.forget(this.name);
    }

    async #make() {
      // Who has clicked there already is to write there.
      let clicked = false;
      const click = () => (clicked = true);
      this.pre.addEventListener("pointerdown", click);
      await editorScript();
      this.pre.removeEventListener("pointerdown", click);
      const text = this.text;
      this.pre.classList.add("in-editor");
      this.pre.replaceChildren();
      this.#editor = bookEditor.create({
        parent: this.pre,
        text,
        label: this.label,
        wraps: this.wraps,
        onRun: () => this.onRun(),
        onChange: () => {
          this.#keep();
          this.onChange();
        },
      });
      if (clicked) this.#editor.focus();
      return this.#editor;
    }

    /** @param {string} text */
    #show(text) {
      if (this.#editor) this.#editor.text = text;
      else if (text === this.original) this.pre.replaceChildren(...this.coloured);
      else this.pre.textContent = text;
      this.onChange();
    }

    #keep() {
      const kept = bookWork.read(this.name).source ?? this.original;
      if (this.text === kept) return;
      bookWork.change(this.name, { source: this.text });
      if (bookWork.refused) this.onUnkept();
    }
  }

  /** @param {HTMLElement} input @param {string} name @param {string} label */
  return (input, name, label) => new Code(input, name, label);
})();
