/* Gives formulas their readings, as pages do: an array of MathML in, as JSON, and one out. */

const { readings } = require("../../_ext/readings.js");

async function main() {
  const pieces = [];
  for await (const piece of process.stdin) pieces.push(piece);
  const formulas = JSON.parse(Buffer.concat(pieces).toString());
  process.stdout.write(JSON.stringify(formulas.map(readings)));
}

main();
