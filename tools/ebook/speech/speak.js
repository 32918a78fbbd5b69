/* Says formulas aloud as speech-rule-engine does, in words: an array of MathML in, as JSON, an
   array of sentences out. Argument: the folder of the packages from npm. */

const path = require("node:path");

const engine = require(require.resolve("speech-rule-engine", { paths: [process.argv[2]] }));

async function main() {
  const json = path.join(process.argv[2], "speech-rule-engine", "lib", "mathmaps");
  engine.setupEngine({ domain: "clearspeak", locale: "en", modality: "speech", json });
  await engine.engineReady();
  const pieces = [];
  for await (const piece of process.stdin) pieces.push(piece);
  const formulas = JSON.parse(Buffer.concat(pieces).toString());
  process.stdout.write(JSON.stringify(formulas.map((one) => engine.toSpeech(one))));
}

main();
