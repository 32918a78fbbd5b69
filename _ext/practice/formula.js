// What sets the formulas of a page that makes its own, under a name that scripts know.
globalThis.bookFormula = require("../setting.js").formula;
