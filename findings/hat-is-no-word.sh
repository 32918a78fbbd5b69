#!/usr/bin/env bash
# A hat, a bar or an arrow over a letter is said aloud or not by which library set it.
#
# One would guess: \hat y is "y hat" and \bar x is "x bar" or "x overline" to whoever listens,
# whatever made MathML of it. Temml sets the hat as U+02C6, for which speech-rule-engine has no
# word: it passes on the sign itself, "y ˆ". KaTeX sets it as U+005E, and that is "y hat". With
# the bar and the arrow it is the other way round: Temml's are "overline" and "right arrow",
# KaTeX's (U+02C9, U+20D7) are passed on as signs. It is so in versions 4 and 5, in ClearSpeak
# and in MathSpeak. Signs of this kind are silent in most screen readers (as a reader found
# for others, speech-rule-engine#274).
#
# It matters to whoever makes speech of formulas from these libraries: in "y ˆ minus y", the
# error of a prediction, the two sound the same, and so do a mean and what it is the mean of.
# What helps: put "^", U+00AF and U+2192 in place of the signs in what is handed to the engine.
#
# Seen with Temml 0.13.5, KaTeX 0.19.1, speech-rule-engine 4.1.5 and 5.0.0-rc.4 in Node 20.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v npm > /dev/null || { echo "Install Node.js and npm." >&2; exit 1; }
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund temml@0.13.5 katex@0.19.1 \
    four@npm:speech-rule-engine@4.1.5 five@npm:speech-rule-engine@5.0.0-rc.4
cat > say.js <<'JS'
const path = require("node:path");
const katex = require("katex");
const temml = require("temml");

const makers = {
  Temml: (tex) => temml.renderToString(tex),
  KaTeX: (tex) => katex.renderToString(tex, { output: "mathml" }).match(/<math.*<\/math>/s)[0],
};
const said = {
  Temml: {
    "\\hat y - y": ["y \u02c6 minus y", "ModifyingAbove y With \u02c6 minus y"],
    "\\bar x": ["x overline", "x overbar"],
    "\\vec x": ["x right arrow", "ModifyingAbove x With right arrow"],
  },
  KaTeX: {
    "\\hat y - y": ["y hat minus y", "ModifyingAbove y With caret minus y"],
    "\\bar x": ["x \u02c9", "ModifyingAbove x With \u02c9"],
    "\\vec x": ["x \u20d7", "ModifyingAbove x With \u20d7"],
  },
};
const sign = { "\u02c6": "^", "\u02c9": "\u00af", "\u20d7": "\u2192" };

async function main() {
  let changed = false;
  for (const name of ["four", "five"]) {
    const engine = require(name);
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    const json = path.join(folder, "lib", "mathmaps");
    for (const [index, domain] of ["clearspeak", "mathspeak"].entries()) {
      await engine.setupEngine({ domain, locale: "en", modality: "speech", json });
      await engine.engineReady();
      for (const [maker, formulas] of Object.entries(said)) {
        for (const [tex, expected] of Object.entries(formulas)) {
          const mathml = makers[maker](tex);
          const words = await engine.toSpeech(mathml);
          console.log(`${engine.version}, ${domain}, ${tex} by ${maker}: ${words}`);
          changed ||= words !== expected[index];
          const better = mathml.replace(/[\u02c6\u02c9\u20d7]/g, (one) => sign[one]);
          if (better === mathml) continue;
          const other = await engine.toSpeech(better);
          console.log(`    with another sign: ${other}`);
          changed ||= !/^[A-Za-z ]+$/.test(other);
        }
      }
    }
  }
  if (changed) throw new Error("what is heard has changed");
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
JS
node say.js
