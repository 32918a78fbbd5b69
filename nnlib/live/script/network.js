// A network as nodes and edges.
import { put, reuse, say, svg } from "./elements.js";
import { frame } from "./frame.js";
import { trimmed } from "./matrix.js";
import { largest, text } from "./numbers.js";
import { fill } from "./words.js";

/** @param {Drawing} drawing @returns {Part} */
export function network(drawing) {
  const [width, height] = drawing.size;
  const { element, picture } = frame(drawing, width, height);
  const edges = svg("g", { class: "live-edges" }, picture);
  const nodes = svg("g", { class: "live-nodes" }, picture);
  const names = svg("g", { class: "live-label" }, picture);
  const { weights, layers, decimals } = drawing;
  const inside = svg("g", { class: "live-inside" }, picture);
  const numbers = svg("g", { class: "live-numbers" }, picture);
  return {
    element,
    draw(arrays, settings) {
      const used = weights.filter((name) => arrays[name].data.length);
      const across = (/** @type {number} */ l) => 36 + (l * (width - 72)) / used.length;
      reuse(names, "text", used.length + 1, { y: height - 6 }).forEach((name, l) => {
        put(name, "x", String(across(l)));
        say(name, layers[l < used.length ? l : layers.length - 1]);
      });
      const W = used.map((name) => trimmed(arrays[name]));
      const sizes = [W[0].shape[0], ...W.map(({ shape }) => shape[1])];
      const down = (/** @type {number} */ l, /** @type {number} */ i) =>
        ((i + 0.5) * (height - 40)) / sizes[l] + 8;
      const radius = Math.min(drawing.nodes.length ? 17 : 9, (0.45 * (height - 40)) / Math.max(...sizes));
      const centres = sizes.flatMap((size, l) => Array.from({ length: size }, (_, i) => [across(l), down(l, i)]));
      reuse(nodes, "circle", centres.length, {}).forEach((node, k) => {
        put(node, "r", radius.toFixed(1));
        put(node, "cx", String(centres[k][0]));
        put(node, "cy", centres[k][1].toFixed(1));
      });
      reuse(inside, "text", drawing.nodes.length, { dy: 4 }).forEach((name, k) => {
        put(name, "x", String(centres[k][0]));
        put(name, "y", centres[k][1].toFixed(1));
        const [stem, index] = fill(drawing.nodes[k], arrays, settings).split(/_\{|\}/);
        if (name.textContent === stem + (index ?? "")) return;
        say(name, stem);
        if (index) svg("tspan", { dy: 3, "font-size": 9 }, name).textContent = index;
      });
      const values = W.flatMap(({ data }) => Array.from(data));
      const limit = largest(values);
      const strong = drawing.strong.flatMap((name) => Array.from(arrays[name].data));
      const lines = reuse(edges, "path", values.length, {});
      const written = reuse(numbers, "text", decimals === null ? 0 : values.length, { dy: 4 });
      let k = 0;
      W.forEach(({ shape, data }, l) => {
        for (let entry = 0; entry < data.length; entry++, k++) {
          const [i, j] = [Math.floor(entry / shape[1]), entry % shape[1]];
          const [x, y, xEnd, yEnd] = [across(l) + radius, down(l, i), across(l + 1) - radius, down(l + 1, j)];
          put(lines[k], "d", `M${x.toFixed(1)} ${y.toFixed(1)}L${xEnd.toFixed(1)} ${yEnd.toFixed(1)}`);
          put(lines[k], "class", data[entry] < 0 ? "live-negative" : "live-positive");
          lines[k].style.strokeWidth = (0.4 + (5 * Math.abs(data[entry])) / limit).toFixed(2);
          put(lines[k], "data-value", String(data[entry]));
          put(lines[k], "opacity", strong[k] === 0 ? "0.25" : "1");
          if (decimals === null) continue;
          // Towards the layer with more nodes, where edges are further apart.
          const share = sizes[l] > sizes[l + 1] ? 0.3 : 0.7;
          put(written[k], "x", (x + share * (xEnd - x)).toFixed(1));
          put(written[k], "y", (y + share * (yEnd - y)).toFixed(1));
          say(written[k], text(data[entry], decimals, true));
        }
      });
    },
  };
}
