"use strict";

/* How Temml sets a formula: for the build (temml.js), and for a page that sets its own
   (practice). bookFormula(temml, tex, display) returns MathML, or throws. */

globalThis.bookFormula = (() => {
  // What our style sheet says of all formulas is not said with each of them.
  const SAID = ' class="tml-display" style="display:block math;"';
  // Chromium would set dots apart from their commas, as an operator it does not know.
  const DOTS = /<mo>([…⋯])<\/mo>/g;
  // And Firefox would draw this one as large as a sum, when it stands on a line of its own.
  const PRODUCT = /<mo>⊙/g;

  /** @param {Temml} setter @param {string} tex @param {boolean} display */
  return (setter, tex, display) =>
    setter
      .renderToString(tex, { displayMode: display, throwOnError: true, strict: true })
      .replace(SAID, "")
      .replace(DOTS, "<mi>$1</mi>")
      .replace(PRODUCT, '<mo largeop="false">⊙');
})();
