/* How Temml sets a formula: for the build (temml.js), and for pages that set formulas of
   their own (practice). Either adds the readings. */

// What our style sheet says of all formulas is not said with each of them.
const SAID = ' class="tml-display" style="display:block math;"';
// Chromium would set dots apart from their commas, as an operator it does not know.
const DOTS = /<mo>([…⋯])<\/mo>/g;
// And Firefox would draw this one as large as a sum, when it stands on a line of its own.
const PRODUCT = /<mo>⊙/g;

/** Return a formula as MathML, or throw an Error that says why it cannot be set. */
function formula(temml, tex, display) {
  const options = { displayMode: display, throwOnError: true, strict: true };
  const mathml = temml.renderToString(tex, options);
  return mathml.replace(SAID, "").replace(DOTS, "<mi>$1</mi>").replace(PRODUCT, '<mo largeop="false">⊙');
}

module.exports = { formula };
