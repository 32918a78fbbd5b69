// What signs of a formula are called aloud: for figures, and for all formulas of the book
// (_ext/readings.js).

/** @type {Record<string, string>} */
export const WORDS = {
  "−": "minus", "-": "minus", "+": "plus", "=": "equals", "(": "open paren", ")": "close paren",
  ",": "comma", "⊙": "elementwise times", "⋅": "times", "·": "times", "×": "times", "∂": "partial",
  "⊤": "transposed", "𝟏": "bold 1", "\u2061": "", "\u2062": "",
};

/** What stands raised in brackets. @type {Record<string, { end: string, words: string }>} */
export const INDICES = { "[": { end: "]", words: "of layer" }, "(": { end: ")", words: "of example" } };

/** What stands raised and is no power. @type {Record<string, string>} */
export const MARKS = {
  "": "", "′": "prime", "′′": "double prime", "′′′": "triple prime", "∗": "star", "⊙2": "entrywise squared",
};
