// The network of one example: activations in its nodes, weights as its edges, and, where
// derivatives are asked for, those. An edge can be chosen, and dragged.
import { put, reuse, say, svg } from "./elements.js";
import { frame } from "./frame.js";
import { largest, signed, text } from "./numbers.js";
import { phrase } from "./phrase.js";
import { markup } from "./words.js";

const RADIUS = 15;
/** How far a hand goes for a turn of 1, in pixels. */
const FAR = 80;

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function diagram(drawing, { reach, linked }) {
  const { layers: names, size: [width, height] } = drawing;
  const { element, picture, title } = frame(drawing, width, height);
  element.classList.add("live-diagram");
  const edges = svg("g", { class: "live-edges" }, picture);
  const nodes = svg("g", { class: "live-nodes" }, picture);
  const pixels = svg("g", {}, picture);
  const words = svg("g", { class: "live-label" }, picture);
  const L = linked.layers;
  let derivatives = false;
  /** @type {Arrays} */
  let shown = {};
  /** @type {Settings} */
  let settings = {};
  /** @type {[string, number, number][]} the array and the entry of each edge, and node */
  let ofEdge = [];
  /** @type {[string, number][]} */
  let ofNode = [];
  /** @type {Element[]} */
  let lit = [];

  /** More inputs than that are a picture. */
  const most = 12;
  const across = (/** @type {number} */ l) => 24 + (l * (width - 48)) / L;
  /** @param {number} i @param {number} count */
  const down = (i, count) => ((i + 0.5) * (height - 24)) / count;
  const activations = (/** @type {number} */ l) => (derivatives ? (l ? `dA${l}` : "") : l ? `A${l}` : "X");

  /** The weights of a layer, or their derivatives: all examples', or the share of one.
   * @param {number} l @returns {Values} */
  function weights(l) {
    const M = shown[`${derivatives ? "d" : ""}W${l}`];
    if (!derivatives || !linked.alone()) return M;
    const from = (Number(settings.example) - 1) * M.data.length;
    const data = Array.prototype.slice.call(shown[`share${l}`].data, from, from + M.data.length);
    return { shape: M.shape, data };
  }

  function draw() {
    const W = Array.from({ length: L }, (_, k) => weights(k + 1));
    const sizes = [W[0].shape[0], ...W.map(({ shape }) => shape[1])];
    const pictured = sizes[0] > most;
    const { example } = settings;
    markup(title, derivatives ? phrase("Derivatives, example {example}", { example })
      : phrase("{what}, example {example}", { what: drawing.title, example }));
    const known = W.map((_, k) => linked.known(`${derivatives ? "d" : ""}W${k + 1}`));
    const limit = largest(W.flatMap(({ data }, k) => (known[k] ? Array.from(data) : [])));
    ofEdge = W.flatMap(({ shape, data }, k) => (pictured && k === 0 ? [] : Array.from(data, (_, at) =>
      /** @type {[string, number, number]} */ ([`W${k + 1}`, Math.floor(at / shape[1]), at % shape[1]]))));
    const chosen = linked.weight();
    const onPath = (/** @type {number} */ l, /** @type {number} */ i, /** @type {number} */ j) =>
      l > chosen.l ? (l === chosen.l + 1 ? i === chosen.j : true) : l === chosen.l && i === chosen.i && j === chosen.j;
    reuse(edges, "g", ofEdge.length, {}).forEach((group, k) => {
      if (!group.firstChild) {
        svg("path", { class: "live-path" }, group);
        svg("path", {}, group);
        svg("path", { class: "live-grip" }, group);
      }
      const [name, i, j] = ofEdge[k];
      const l = Number(name.slice(1));
      const { shape, data } = W[l - 1];
      const value = data[i * shape[1] + j] + (!derivatives && l === chosen.l && i === chosen.i && j === chosen.j ? Number(settings.turn) : 0);
      const d = `M${across(l - 1)} ${down(i, sizes[l - 1]).toFixed(1)}L${across(l)} ${down(j, sizes[l]).toFixed(1)}`;
      const [path, line, grip] = group.children;
      for (const one of [path, line, grip]) put(one, "d", d);
      put(path, "display", onPath(l, i, j) ? "" : "none");
      put(line, "class", value < 0 ? "live-negative" : "live-positive");
      const wide = known[l - 1] ? (0.5 + (6 * Math.min(Math.abs(value), limit)) / limit).toFixed(1) : "0.5";
      put(line, "stroke-width", wide);
      put(line, "data-value", String(value));
    });
    ofNode = sizes.flatMap((count, l) => (pictured && l === 0 ? [] : Array.from({ length: count }, (_, i) =>
      /** @type {[string, number]} */ ([String(l), i]))));
    drawPicture(pictured ? sizes[0] : 0);
    reuse(nodes, "g", ofNode.length, {}).forEach((group, k) => {
      if (!group.firstChild) {
        svg("circle", { r: RADIUS }, group);
        svg("text", { class: "live-number" }, group);
      }
      const [l, i] = [Number(ofNode[k][0]), ofNode[k][1]];
      const [circle, number] = /** @type {[SVGElement, SVGElement]} */ (/** @type {unknown} */ (group.children));
      put(group, "transform", `translate(${across(l)} ${down(i, sizes[l]).toFixed(1)})`);
      const name = activations(l);
      const M = shown[name];
      const is = name && linked.known(name);
      const value = is ? M.data[(Number(settings.example) - 1) * M.shape[1] + i] : 0;
      const fill = is ? signed(value, largest(M.data)) : "";
      if (circle.style.fill !== fill) circle.style.fill = fill;
      put(number, "y", "4");
      say(number, is ? text(value, 2, true) : "");
    });
    reuse(words, "text", L + 1, { y: height - 4 }).forEach((word, l) => {
      put(word, "x", String(across(l)));
      say(word, l === 0 && pictured ? phrase("pixels") : names[l]);
    });
  }

  /** The chosen example, where it is a picture. @param {number} count of its pixels */
  function drawPicture(count) {
    const side = Math.sqrt(count);
    reuse(pixels, "rect", count, { width: 6, height: 6 }).forEach((pixel, k) => {
      put(pixel, "x", String(across(0) - 20 + 6 * (k % side)));
      put(pixel, "y", String(down(0, 1) - 3 * side + 6 * Math.floor(k / side)));
      pixel.style.fill = signed(shown.X.data[(Number(settings.example) - 1) * count + k], 1);
    });
  }

  /** @param {Event} event @param {Element} group */
  const indexIn = (event, group) => [...group.children].findIndex((one) => one.contains(/** @type {Node} */ (event.target)));

  picture.addEventListener("pointerover", (event) => {
    const [edge, node, pixel] = [edges, nodes, pixels].map((group) => indexIn(event, group));
    if (pixel >= 0) linked.ask({ array: "X", i: Number(settings.example) - 1, j: pixel });
    if (edge >= 0 && !dragging) {
      const [name, i, j] = ofEdge[edge];
      linked.ask({ array: derivatives ? `d${name}` : name, i, j });
    } else if (node >= 0) {
      const [l, j] = ofNode[node];
      // The inputs have no derivative here, and are what they are.
      const array = activations(Number(l)) || "X";
      linked.ask({ array, i: Number(settings.example) - 1, j });
    }
  });
  let dragging = false;
  let from = 0;
  let before = 0;
  picture.addEventListener("pointerdown", (event) => {
    const edge = indexIn(event, edges);
    if (edge < 0 || event.button) return;
    const [name, i, j] = ofEdge[edge];
    const { l, i: row, j: column } = linked.weight();
    const same = name === `W${l}` && i === row && j === column;
    if (!same) linked.choose(name, i, j);
    [dragging, from, before] = [true, event.clientY, same ? Number(settings.turn) : 0];
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  picture.addEventListener("pointermove", (event) => {
    if (dragging) reach({ turn: before + (from - event.clientY) / FAR });
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    picture.addEventListener(end, () => { dragging = false; });
  }

  linked.heard(({ place, cells }) => {
    const wants = (place.symbol ?? [place.array]).some((name) => name[0] === "d");
    const inputs = derivatives && place.array === "X";
    if (wants !== derivatives && !inputs) {
      derivatives = wants;
      draw();
    }
    for (const one of lit) one.classList.remove("live-lit");
    lit = [];
    ofEdge.forEach(([name, i, j], k) => {
      const array = derivatives ? `d${name}` : name;
      const one = place.symbol ? place.symbol.includes(array) : (cells[array] ?? cells[name])?.some((cell) => cell.i === i && cell.j === j);
      if (one) lit.push(edges.children[k]);
    });
    ofNode.forEach(([l, j], k) => {
      const array = activations(Number(l));
      const example = Number(settings.example) - 1;
      const same = place.array && place.array.replace("Z", "A") === array && place.i === example && place.j === j;
      const part = cells[array]?.some((cell) => cell.i === example && cell.j === j);
      if (same || part || place.symbol?.some((name) => name.replace("Z", "A") === array)) lit.push(nodes.children[k]);
    });
    for (const one of lit) one.classList.add("live-lit");
  });

  linked.walked((nodesOfPath) => {
    edges.querySelectorAll(".live-walked").forEach((edge) => edge.classList.remove("live-walked"));
    ofEdge.forEach(([name, i, j], k) => {
      const l = Number(name.slice(1));
      const first = L + 2 - nodesOfPath.length;
      if (l >= first && nodesOfPath[l - first] === i && nodesOfPath[l - first + 1] === j) edges.children[k].classList.add("live-walked");
    });
  });

  return {
    element,
    draw(arrays, now) {
      [shown, settings] = [arrays, now];
      draw();
    },
  };
}
