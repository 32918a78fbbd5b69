// What is said of formulas that Python in the page makes, under a name that scripts know.
globalThis.bookReadings = require("../readings.js").readings;
