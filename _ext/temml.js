/* Sets formulas for temml.py, in Node: a line of JSON in, a line of JSON out.

   Arguments: the folder of the packages from npm, and what scripts say in the language of
   the pages, as a file.
   In: {tex, display}; out: {mathml} or {error}. In: {mathml}; out: {words}, what it says. */

const { readFileSync } = require("node:fs");
const { readings, words } = require("./readings.js");
const { formula } = require("./setting.js");
const temml = require(require.resolve("temml", { paths: [process.argv[2]] }));

function answer({ tex, display, mathml }) {
  if (mathml) return { words: words(mathml) };
  try {
    return { mathml: readings(formula(temml, tex, display)) };
  } catch (error) {
    // The rest underlines the place, in characters that are none.
    return { error: error.message.split(/ at (?:position|end of input)/)[0].trim() };
  }
}

async function main() {
  if (process.argv[3]) globalThis.bookPhrases = JSON.parse(readFileSync(process.argv[3], "utf8"));
  const lines = require("readline").createInterface({ input: process.stdin });
  for await (const line of lines) console.log(JSON.stringify(answer(JSON.parse(line))));
}

main();
