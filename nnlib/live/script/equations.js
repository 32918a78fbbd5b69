// Equations, whose symbols light up what they stand for.
import { html } from "./elements.js";
import { markup } from "./words.js";

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function equations({ title, lines }, { linked }) {
  const element = html("div", "live-drawing live-equations");
  markup(html("div", "live-title", element), title);
  const { layers } = linked;
  /** @type {Record<string, HTMLElement>} */
  const rows = {};
  for (const [name, [source]] of Object.entries(lines)) {
    rows[name] = html("div", "live-equation", element);
    for (const piece of source.split(/(\{[^{}]+:[^{}]*\})/)) {
      const found = /^\{(\w+):([^']*)('?)\}$/.exec(piece);
      if (!found) markup(html("span", "", rows[name]), piece);
      else rows[name].append(symbol(found[1], found[2], found[3]));
    }
  }

  /** @param {string} letter @param {string} layer @param {string} transposed */
  function symbol(letter, layer, transposed) {
    const button = html("button", "live-symbol");
    button.type = "button";
    const arrays = /^[XY]$/.test(letter) ? [letter]
      : layer === "L" ? [`${letter}${layers}`]
        : Array.from({ length: layers }, (_, l) => `${letter}${l + 1}`);
    if (letter === "A" && layer.includes("−")) arrays.unshift("X");
    markup(button, `${letter.startsWith("d") ? "∂*f*/∂" : ""}*${letter.replace("d", "")}*${layer ? `^{[${layer}]${transposed && "⊤"}}` : ""}`);
    const ask = () => linked.ask({ array: "", symbol: arrays, i: 0, j: 0 });
    button.addEventListener("pointerenter", ask);
    button.addEventListener("focus", ask);
    button.addEventListener("click", ask);
    return button;
  }

  linked.heard(({ equation }) => {
    for (const name in rows) rows[name].classList.toggle("live-asked", name === equation);
  });
  return { element, draw() {} };
}
