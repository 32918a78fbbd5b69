#!/usr/bin/env bash
# An aria-label on a bracket with an exponent silences what the brackets hold.
#
# TeX's (d U)^T becomes, in Temml, KaTeX and others, an <msup> whose base is the closing
# bracket alone. One would guess that an aria-label on that <msup>, "close paren,
# transposed" say, is spoken in its place, and that all other elements are spoken as they
# were: so it is for a letter with an exponent. speech-rule-engine, which MathJax speaks
# with, joins the exponent with all from the opening bracket on, and then says the label
# for the whole of it. "G plus open paren d U close paren to the T power" turns into
# "G plus close paren, transposed": the U is gone, nothing warns, and the sentence still
# sounds like a formula.
#
# It matters to whoever labels parts of MathML, so that a transpose or an index is not read
# as a power: give the exponent the whole bracket for its base, \left( .. \right)^T or an
# <mrow> around it, and label that.
#
# Seen with speech-rule-engine 4.1.5 in Node 20, ClearSpeak, English.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund speech-rule-engine@4.1.5
cat >say.js <<'JS'
const path = require("node:path");
const engine = require("speech-rule-engine");

const label = 'aria-label="close paren, transposed"';
const formula = (base, exponent, label = "") =>
  `<math><mi>G</mi><mo>+</mo>${base}<msup ${label}>${exponent}<mi>T</mi></msup></math>`;
const open = "<mo>(</mo><mi>d</mi><mi>U</mi>";
const said = {
  "no label": [formula(open, "<mo>)</mo>"), "G plus open paren d U close paren to the T power"],
  "label, the bracket alone": [formula(open, "<mo>)</mo>", label), "G plus close paren, transposed"],
  "label, the whole bracket": [
    formula("", `<mrow>${open}<mo>)</mo></mrow>`, 'aria-label="d U, transposed"'),
    "G plus d U, transposed",
  ],
  "label, a letter": [formula("<mi>d</mi>", "<mi>U</mi>", 'aria-label="U, transposed"'), "G plus d U, transposed"],
};

async function main() {
  const json = path.join(path.dirname(require.resolve("speech-rule-engine/package.json")), "lib", "mathmaps");
  engine.setupEngine({ domain: "clearspeak", locale: "en", modality: "speech", json });
  await engine.engineReady();
  let changed = false;
  for (const [name, [mathml, expected]] of Object.entries(said)) {
    const words = engine.toSpeech(mathml);
    console.log(`${name}: ${words}`);
    changed ||= words !== expected;
  }
  if (changed) throw new Error("what is heard has changed");
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
JS
node say.js
