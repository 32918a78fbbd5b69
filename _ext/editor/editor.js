// The editor of the pages: CodeMirror for Python, in the colours of the book's own code.
// Tab moves on, as everywhere on a page; Enter indents, Ctrl-] and Ctrl-[ do so by hand.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

// The classes that Pygments gives to code.
const PYGMENTS = tagHighlighter([
  { tag: tags.comment, class: "c1" },
  { tag: tags.string, class: "s2" },
  { tag: tags.special(tags.string), class: "s2" },
  { tag: tags.number, class: "mi" },
  { tag: [tags.bool, tags.null], class: "kc" },
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], class: "k" },
  { tag: tags.operatorKeyword, class: "ow" },
  { tag: tags.operator, class: "o" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "nf" },
  { tag: tags.meta, class: "nd" },
]);

// What is typed here is for the editor. A page has shortcuts of its own: "/" searches.
const KEYS = EditorView.domEventHandlers({
  keydown: (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  },
});

const LOOKS = EditorView.theme({
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0", caretColor: "currentcolor" },
  ".cm-line": { padding: "0" },
});

/** @typedef {{ row: number, key: string, element: () => HTMLElement }} Note beneath a row */

class Beneath extends WidgetType {
  /** @param {Note} note */
  constructor(note) {
    super();
    this.note = note;
  }

  /** @param {Beneath} other */
  eq(other) {
    return other.note.key === this.note.key;
  }

  toDOM() {
    return this.note.element();
  }
}

/** @type {import("@codemirror/state").StateEffectType<Note[]>} */
const annotation = StateEffect.define();

const NOTES = StateField.define({
  create: () => Decoration.none,
  update(before, transaction) {
    let notes = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(annotation)) continue;
      const { doc } = transaction.state;
      const there = effect.value.filter(({ row }) => row <= doc.lines);
      notes = Decoration.set(
        there.map((note) => Decoration.widget({ widget: new Beneath(note), block: true, side: 1 }).range(doc.line(note.row).to)),
      );
    }
    return notes;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Put an editor into an element.
 * @param {{ parent: HTMLElement, text: string, label: string, wraps: boolean, onChange: (text: string) => void,
 *   onRun: () => void }} options
 */
export function create({ parent, text, label, wraps, onChange, onRun }) {
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      keymap.of([{ key: "Shift-Enter", run }, { key: "Mod-Enter", run }]),
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      pythonLanguage,
      indentUnit.of("    "),
      indentOnInput(),
      bracketMatching(),
      syntaxHighlighting(PYGMENTS),
      LOOKS,
      wraps ? EditorView.lineWrapping : [],
      NOTES,
      KEYS,
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(insert) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
    },
    get focused() {
      return view.hasFocus;
    },
    /** @param {Note[]} notes */
    annotate: (notes) => view.dispatch({ effects: annotation.of(notes) }),
    focus: () => view.focus(),
    remove: () => view.destroy(),
  };
}
