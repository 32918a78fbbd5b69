/* Sets formulas for temml.py, in Node: a line of JSON in, a line of JSON out.

   Argument: the folder of the packages from npm.
   In: {tex, display}; out: {mathml} or {error}. */

const { readings } = require("./readings.js");
const temml = require(require.resolve("temml", { paths: [process.argv[2]] }));

// What our style sheet says of all formulas is not said with each of them.
const SAID = ' class="tml-display" style="display:block math;"';
// Chromium would set dots apart from their commas, as an operator it does not know.
const DOTS = /<mo>([…⋯])<\/mo>/g;
// And Firefox would draw this one as large as a sum, when it stands on a line of its own.
const PRODUCT = /<mo>⊙/g;

function answer({ tex, display }) {
  try {
    const options = { displayMode: display, throwOnError: true, strict: true };
    const mathml = temml.renderToString(tex, options);
    const set = mathml.replace(SAID, "").replace(DOTS, "<mi>$1</mi>").replace(PRODUCT, '<mo largeop="false">⊙');
    return { mathml: readings(set) };
  } catch (error) {
    // The rest underlines the place, in characters that are none.
    return { error: error.message.split(/ at (?:position|end of input)/)[0].trim() };
  }
}

async function main() {
  const lines = require("readline").createInterface({ input: process.stdin });
  for await (const line of lines) console.log(JSON.stringify(answer(JSON.parse(line))));
}

main();
