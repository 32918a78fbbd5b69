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

/**
 * What is said of a number of things, {n}: of one, or of many. Another language may have
 * other forms (nnlib/language.py, `say_count`).
 * @param {number} n
 * @param {string} one
 * @param {string} many
 * @param {Record<string, unknown>} [values]
 */
export function phraseCount(n, one, many, values = {}) {
  const known = globalThis.bookPhrases ?? {};
  const own = `${one}[${known["Plural-Forms"]?.[n < 200 ? n : 100 + (n % 100)]}]`;
  return phrase(own in known ? own : n === 1 ? one : many, { n, ...values });
}
