/* How Temml sets a formula: for the build (temml.js), and for pages that set formulas of
   their own (practice). Either adds the readings. */

const { phrase } = require("../nnlib/live/script/phrase.js");

// Words among the signs are in the language of the page: \text{if } becomes \text{wenn }.
const WORDS = /(\\text\{ *)([a-z]+(?: [a-z]+)*)(?= *[.,:]? *\})/g;

// What our style sheet says of all formulas is not said with each of them.
const SAID = / class="tml-display" style="display:block math;"|( class="tml-(?:left|right)") style="padding-left:0em;padding-right:0em;"/g;
// Nor is what every program knows of brackets and commas, wherever they stand.
const KNOWN = / (?:fence|separator)="true"/g;
const BRACKET = /<mo [^>]*>(?=[()[\]{}⟨⟩]<)/g;
const PLACED = / (?:form="\w+"|[lr]space="0em")/g;
// A formula is a row as it is. But Firefox stretches nothing in it that has no row of its
// own, nor gives an operator the space that is joined to it.
const ROW = /^(<math[^>]*>)<mrow>((?!.*(?:stretchy="true"|minsize=|<mrow><mspace)).*)<\/mrow>(<\/math>)$/s;
// Chromium would set dots apart from their commas, as an operator it does not know.
const DOTS = /<mo>([…⋯])<\/mo>/g;
// And Firefox would draw this one as large as a sum, when it stands on a line of its own.
const PRODUCT = /<mo>⊙/g;

/** Return a formula as MathML, or throw an Error that says why it cannot be set. */
function formula(temml, tex, display) {
  const options = { displayMode: display, throwOnError: true, strict: true };
  const worded = tex.replace(WORDS, (_, begin, words) => begin + phrase(words));
  const mathml = temml.renderToString(worded, options);
  const said = mathml.replace(SAID, "$1").replace(ROW, "$1$2$3");
  const known = said.replace(KNOWN, "").replace(BRACKET, (tag) => tag.replace(PLACED, ""));
  return known.replace(DOTS, "<mi>$1</mi>").replace(PRODUCT, '<mo largeop="false">⊙');
}

module.exports = { formula };
