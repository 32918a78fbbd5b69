// What the book itself says, in the language of its page: in English, where that has no
// words of its own (`bookPhrases`).

/**
 * @param {string} text with places for values, as in "{n} of {all}"
 * @param {Record<string, unknown>} [values]
 */
export function phrase(text, values = {}) {
  const said = globalThis.bookPhrases?.[text] ?? text;
  return said.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
