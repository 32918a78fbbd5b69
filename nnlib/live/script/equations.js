// Equations, whose symbols light up what they stand for.
import { html } from "./elements.js";
import { spoken } from "./spoken.js";
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
      else rows[name].append(symbol(found[1], found[2], found[3], source.includes("l+1")));
    }
  }

  /**
   * @param {string} letter
   * @param {string} layer
   * @param {string} transposed
   * @param {boolean} onwards whether the equation needs a layer l + 1
   */
  function symbol(letter, layer, transposed, onwards) {
    const button = html("button", "live-symbol");
    button.type = "button";
    const offset = { "l+1": 1, "l−1": -1 }[layer] ?? 0;
    const arrays = letter === "Y" ? [letter]
      : layer === "L" ? [`${letter}${layers}`]
        : Array.from({ length: onwards ? layers - 1 : layers }, (_, l) => l + 1 + offset)
          .map((l) => (l ? `${letter}${l}` : "X"));
    const written = `${letter.startsWith("d") ? "∂*f*/∂" : ""}*${letter.replace("d", "")}*${layer ? `^{[${layer}]${transposed && "⊤"}}` : ""}`;
    markup(button, written);
    button.setAttribute("aria-label", spoken(written));
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
