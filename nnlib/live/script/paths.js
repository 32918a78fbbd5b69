// All paths from the chosen weight to the loss, each with the product of its factors.
import { html, say } from "./elements.js";
import { text } from "./numbers.js";
import { fill, markup } from "./words.js";

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function paths({ title, lines }, { linked }) {
  const element = html("div", "live-drawing live-paths");
  const heading = html("div", "live-title", element);
  const list = html("ol", "", element);
  const foot = html("div", "live-path-foot", element);
  const L = linked.layers;
  /** @type {number[][]} the nodes of each path */
  let ways = [];

  /** @param {Event} event */
  const walk = (event) => linked.walk(ways[[...list.children].findIndex((one) => one.contains(/** @type {Node} */ (event.target)))] ?? []);
  for (const kind of ["pointerover", "focusin", "click"]) list.addEventListener(kind, walk);
  for (const kind of ["pointerleave", "focusout"]) list.addEventListener(kind, () => linked.walk([]));

  /**
   * The factors of a path, each with its symbol and its value.
   * @param {Arrays} arrays
   * @param {number} e the example, from 0
   * @param {number[]} nodes of layers l - 1 to L
   */
  function factors(arrays, e, nodes) {
    const l = L + 2 - nodes.length;
    const at = (/** @type {string} */ name, /** @type {number} */ i, /** @type {number} */ j) =>
      arrays[name].data[i * arrays[name].shape[1] + j];
    const found = [{ symbol: l === 1 ? "*x*" : `*a*^{[${l - 1}]}`, value: at(l === 1 ? "X" : `A${l - 1}`, e, nodes[0]) }];
    for (let k = l; k <= L; k++) {
      const [from, to] = nodes.slice(k - l);
      if (k > l) found.push({ symbol: `*W*_{${from + 1}${to + 1}}^{[${k}]}`, value: at(`W${k}`, from, to) });
      found.push({ symbol: `*g*′^{[${k}]}`, value: at(`slope${k}`, e, to) });
    }
    return [...found, { symbol: `∂*f*/∂*a*^{[${L}]}`, value: at(`dA${L}`, e, nodes[nodes.length - 1]) }];
  }

  return {
    element,
    draw(arrays, settings) {
      const { l, i, j } = linked.weight();
      const example = Number(settings.example);
      const known = linked.known(`dW${l}`);
      // Two numbers of one digit need no comma.
      markup(heading, fill(title, {}, { layer: l, place: `${i + 1}${i > 8 ? "," : ""}${j + 1}`, example }));
      const { shape, data } = arrays[`paths${l}`];
      const sizes = shape.slice(3);
      const count = sizes.reduce((all, size) => all * size, 1);
      const start = (((example - 1) * shape[1] + i) * shape[2] + j) * count;
      while (list.children.length > count) list.lastChild?.remove();
      while (list.children.length < count) html("li", "", list).tabIndex = 0;
      ways = [];
      for (let k = 0; k < count; k++) {
        const nodes = [];
        let rest = k;
        for (const size of [...sizes].reverse()) {
          nodes.unshift(rest % size);
          rest = Math.floor(rest / size);
        }
        const all = factors(arrays, example - 1, [i, j, ...nodes]);
        ways.push([i, j, ...nodes]);
        markup(list.children[k], known
          ? `${all.map(({ symbol }) => symbol).join(" · ")} = ${all.map(({ value }) => text(value, 2, true).replace(/^−.*/, "($&)")).join(" · ")} = ${text(data[start + k], 4, true)}`
          : all.map(({ symbol }) => symbol).join(" · "));
      }
      const share = arrays[`share${l}`].data[((example - 1) * shape[1] + i) * shape[2] + j];
      const whole = arrays[`dW${l}`].data[i * shape[2] + j];
      const [paths0, factors0, different] = Array.from(arrays[`counts${l}`].data);
      const [naive, back] = Array.from(arrays.multiplications.data);
      const numbers = { share, whole, paths: paths0, factors: factors0, different, naive, back, example };
      const filled = lines[known ? "known" : "before"].map((line) => fill(line, {}, numbers));
      say(foot, "");
      for (const line of filled) markup(html("div", "live-row", foot), line);
    },
  };
}
