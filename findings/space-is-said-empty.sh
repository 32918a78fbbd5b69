#!/usr/bin/env bash
# The space that a formula has for the eye, TeX's \quad, is said aloud as "empty".
#
# One would guess: a space says nothing. With speech-rule-engine 4 it does not: "a equals 1,
# b equals 2" is what a \quad between the two gives, as ever. With 5.0.0-rc.4 it is
# "a equals 1 empty b equals 2", and that is the version that MathJax 4.1.3 reads out
# formulas with. It happens in one set of rules in one language, but these are MathJax's
# own choice: ClearSpeak, in English. MathSpeak passes the space by, and so does ClearSpeak
# in German. Nor does each space do it: one of half an em does, TeX's "\," does not.
#
# It matters to whoever goes from MathJax 3 to 4, or makes speech of formulas beforehand:
# "f of x equals 1, empty, x is greater than 0" sounds as if something were missing, or as
# the empty set. Ask for MathSpeak, or take the spaces out of what is said.
#
# Seen with speech-rule-engine 4.1.5 and 5.0.0-rc.4 in Node 20.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v npm > /dev/null || { echo "Install Node.js and npm." >&2; exit 1; }
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund \
    before@npm:speech-rule-engine@4.1.5 after@npm:speech-rule-engine@5.0.0-rc.4
cat > say.js <<'JS'
const path = require("node:path");

const equation = (name, number) => `<mi>${name}</mi><mo>=</mo><mn>${number}</mn>`;
const formula = (width) =>
  `<math>${equation("a", 1)}<mspace width="${width}"/>${equation("b", 2)}</math>`;
const silent = "a equals 1 b equals 2";
const said = [
  ["before", "clearspeak", "en", "1em", silent],
  ["after", "clearspeak", "en", "1em", "a equals 1 empty b equals 2"],
  ["after", "clearspeak", "en", "0.5em", "a equals 1 empty b equals 2"],
  ["after", "clearspeak", "en", "0.167em", silent],
  ["after", "mathspeak", "en", "1em", silent],
  ["after", "clearspeak", "de", "1em", "a ist gleich 1 b ist gleich 2"],
];

async function main() {
  let changed = false;
  for (const [name, domain, locale, width, expected] of said) {
    const engine = require(name);
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    const json = path.join(folder, "lib", "mathmaps");
    await engine.setupEngine({ domain, locale, modality: "speech", json });
    await engine.engineReady();
    const words = await engine.toSpeech(formula(width));
    console.log(`${engine.version}, ${domain}, ${locale}, a space of ${width}: ${words}`);
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
