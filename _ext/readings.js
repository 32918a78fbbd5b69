/* What is said of a formula where its signs alone would mislead.

   To a program that reads formulas aloud, the l of W^{[l]} is a power and the transpose a
   factor. So each index, transpose, prime, hat, elementwise product and derivative is given its
   reading twice, from one table: as aria-label, which speech-rule-engine and Chromium's
   tree take, and as intent, which MathCAT takes. Square brackets are layers, round ones
   examples. Both are in the language of the page.

   readings(mathml)  the same formula, with its readings
   words(mathml)     all that a formula says which has its readings */

const { phrase } = require("../nnlib/live/script/phrase.js");
const { INDICES, MARKS, WORDS } = require("../nnlib/live/script/signs.js");

/** @typedef {{ tag: string, attributes: string, children: Part[], label?: string }} Part */

const PIECE = /<(\/?)(\w+)((?:[^>"]|"[^"]*")*?)(\/?)>|([^<]+)/g;
/** @type {Record<string, string>} */
const OPEN = { ")": "(", "‖": "‖" };
/** @type {Record<string, string>} */
const HATS = { "ˆ": "hat", "^": "hat", "~": "tilde", "‾": "bar", "¯": "bar" };

/** The sign of a change, in ∂f/∂U or df/du, and a letter that is upright. */
const CHANGES = /∂|="normal"[^>]*>d</;
const UPRIGHT = /mathvariant="normal"/;

/** @param {string} mathml @returns {Part} */
function parsed(mathml) {
  const whole = { tag: "", attributes: "", children: [] };
  const open = [whole];
  for (const [, closes, tag, attributes, empty, text] of mathml.matchAll(PIECE)) {
    const part = { tag: tag ?? "text", attributes: text ?? attributes, children: [] };
    if (closes) open.pop();
    else open.at(-1).children.push(part);
    if (tag && !closes && !empty) open.push(part);
  }
  return whole;
}

/** What a label stands on, it is heard for: what is within needs none.

    @param {Part} part @param {boolean} [within] @returns {string} */
function written({ tag, attributes, children, label = "" }, within = false) {
  if (tag === "text") return attributes;
  const inner = children.map((one) => written(one, within || label !== "")).join("");
  const heard = label && !within ? ` aria-label="${label}"` : "";
  return tag ? `<${tag}${heard}${attributes}>${inner}</${tag}>` : inner;
}

/** @param {Part | undefined} part @returns {string} */
const text = (part) => !part ? "" : (part.tag === "text" ? part.attributes : part.children.map(text).join(""));

/** @param {string} sign @returns {string} */
const named = (sign) => (sign in WORDS ? phrase(WORDS[sign]) : sign);

/** @param {Part} index */
const lowered = (index) => phrase("sub {index}", { index: said(index) });

/** @param {Part} power */
const raised = (power) => phrase("to the {power}", { power: said(power) });

/** @param {string} words as part of an intent */
const hyphened = (words) => words.trim().replace(/ /g, "-");

/** @param {Part} part @returns {string} */
function said(part) {
  if (part.label) return part.label;
  const [first, second, third] = part.children;
  if (part.tag === "mfrac") return `${said(first)} ${phrase("over")} ${said(second)}`;
  if (part.tag === "msub") return `${said(first)} ${lowered(second)}`;
  if (part.tag === "msup") return `${said(first)} ${raised(second)}`;
  if (part.tag === "msubsup") return `${said(first)} ${lowered(second)} ${raised(third)}`;
  if (part.tag === "text") return named(part.attributes);
  return part.children.map(said).filter(Boolean).join(" ");
}

/** The two beside each other, in one order: what is alike takes next to no room in a page.
    That is also why a name of a part, arg=b, has no quotes.

    @param {Part} part @param {string} label @param {string} intent */
function mark(part, label, intent) {
  part.label = label;
  if (intent) part.attributes = ` intent="${intent}"${part.attributes}`;
}

/** The parts of what stands raised, or above or below a line.

    @param {Part} script */
const parts = (script) => (script.tag === "mrow" ? script.children : [script]);

/** What [l] or (i) says, and its inner parts in an element of their own.

    @param {Part} script @returns {{ index?: { words: string, place: Part, of: string }, rest: Part[] }} */
function readIndex(script) {
  const [first, ...others] = parts(script);
  const whole = /^\[(.+)\]$/.exec(text(first));
  if (first?.tag === "mtext" && whole) {
    const of = whole[1].replace(/[-−+]/g, (sign) => ` ${named(sign)} `);
    return { index: { words: phrase(INDICES["["].words), place: first, of }, rest: others };
  }
  const bracketed = first?.tag === "mrow" ? first : script;
  const all = parts(bracketed);
  const { end, words } = INDICES[text(all[0])] ?? {};
  const length = all.findIndex((one) => text(one) === end) - 1;
  if (length < 1) return { rest: parts(script) };
  const rest = bracketed === script ? all.slice(length + 2) : others;
  const inside = all.slice(1, length + 1);
  const place = length > 1 ? { tag: "mrow", attributes: "", children: inside } : inside[0];
  bracketed.children.splice(1, length, place);
  return { index: { words: phrase(words), place, of: said(place) }, rest };
}

/** Read W^{[l]}, x^{(i)⊤}, w_j^{[1]}, g^{[l]′}, and leave powers alone.

    @param {Part} part */
function readScripts(part) {
  const [base, ...scripts] = part.children;
  const { index, rest } = readIndex(scripts.at(-1));
  const transposed = text(rest.at(-1)) === "⊤";
  const signs = rest.slice(0, transposed ? -1 : undefined).map(text).join("");
  const inverse = signs === "−1" && /^[A-Z]$/.test(text(base));
  const primes = inverse ? phrase("inverse") : MARKS[signs] && phrase(MARKS[signs]);
  if (primes === undefined || !(index || primes || transposed)) return;
  let [label, intent] = [said(base), "$b"];
  if (primes) [label, intent] = [`${label} ${primes}`, `${hyphened(primes)}:postfix(${intent})`];
  if (scripts.length > 1) {
    scripts[0].attributes += " arg=s";
    [label, intent] = [`${label} ${lowered(scripts[0])}`, `${hyphened(phrase("sub {index}", { index: "" }))}:infix(${intent},$s)`];
  }
  if (index) {
    index.place.attributes += " arg=i";
    const words = `${index.words} ${index.of}`;
    [label, intent] = [`${label} ${words}`, `${hyphened(index.words)}:infix(${intent},$i)`];
  }
  if (transposed) {
    const words = named("⊤");
    [label, intent] = [`${label}, ${words}`, `${hyphened(words)}:postfix(${intent})`];
  }
  base.attributes += " arg=b";
  mark(part, label, intent);
}

/** Read the norm of M with an F as what it is. Not so if it is of more than a few parts.

    @param {Part} part @returns {boolean} whether it is one */
function readNorm(part) {
  const [base, script, power] = part.children;
  const inside = parts(base);
  if (text(script) !== "F" || inside.length < 3 || text(inside[0]) !== "‖" || (power && text(power) !== "2")) return false;
  const what = inside.slice(1, -1).map(said).join(" ");
  mark(part, power ? phrase("the squared Frobenius norm of {what}", { what }) : phrase("the Frobenius norm of {what}", { what }), "");
  return true;
}

/** Read ∂f/∂U as a derivative, and df/du. MathCAT does so by itself.

    @param {Part} part */
function readDerivative(part) {
  const [above, below] = part.children.map(parts);
  if (!CHANGES.test(written(above[0])) || !CHANGES.test(written(below[0])) || below.length < 2) return;
  const [of, by] = [above, below].map((one) => one.slice(1).map(said).join(" "));
  mark(part, above.length > 1 ? `${phrase("the derivative of {f} with respect to", { f: of })} ${by}` : phrase("the derivative with respect to {by} of", { by }), "");
}

/** Give what is raised or lowered after a bracket all of the brackets for its base.

    @param {Part} part */
function closeBrackets({ children }) {
  for (let at = 0; at < children.length; at++) {
    const [base, ...scripts] = children[at].children;
    const close = children[at].tag.startsWith("msu") ? text(base) : "";
    const open = OPEN[close];
    let depth = open ? 1 : 0;
    let start = at;
    while (depth > 0 && start > 0) {
      const sign = text(children[--start]);
      if (sign === open) depth -= 1;
      else if (sign === close) depth += 1;
    }
    if (!open || depth > 0) continue;
    const whole = { tag: "mrow", attributes: "", children: [...children.splice(start, at - start), base] };
    children[start].children = [whole, ...scripts];
    at = start;
  }
}

/** @param {Part} part */
function read(part) {
  closeBrackets(part);
  part.children.forEach(read);
  if (part.tag.startsWith("msub") && readNorm(part)) return;
  if (part.tag === "msup" || part.tag === "msubsup") readScripts(part);
  else if (part.tag === "mfrac") readDerivative(part);
  else if (part.tag === "mover" && HATS[text(part.children[1])]) {
    const words = phrase(HATS[text(part.children[1])]);
    part.children[0].attributes += " arg=b";
    mark(part, `${said(part.children[0])} ${words}`, `${hyphened(words)}:postfix($b)`);
  } else if (part.tag === "mo" && text(part) === "⊙") mark(part, named("⊙"), hyphened(named("⊙")));
  else if (UPRIGHT.test(part.attributes) && /^[de]$/.test(text(part))) mark(part, text(part), "");
}

/** @param {string} mathml */
function readings(mathml) {
  const formula = parsed(mathml);
  read(formula);
  return written(formula);
}

/** @param {Part} part */
function labelled(part) {
  part.label = / aria-label="([^"]*)"/.exec(part.tag === "text" ? "" : part.attributes)?.[1];
  part.children.forEach(labelled);
  return part;
}

/** @param {string} mathml */
const words = (mathml) => said(labelled(parsed(mathml))).replace(/ +(?=[,.])/g, "").trim();

module.exports = { readings, words };
