// A matrix whose entries can be asked where they come from, by hand and by keys.
import { html, put, say, svg } from "./elements.js";
import { largest, signed, text } from "./numbers.js";
import { markup } from "./words.js";

const [WIDE, HIGH] = [31, 15];
const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function entries({ array, alone, beneath, decimals }, { set, linked }) {
  const { title: symbol, spoken, examples } = linked.origin(array);
  const element = html("div", "live-drawing live-entries");
  const head = html("div", "live-title", element);
  const title = html("span", "", head);
  const size = html("span", "live-size", head);
  const picture = svg("svg", { tabindex: 0, role: "application" }, element);
  picture.dataset.array = array;
  const cells = svg("g", {}, picture);
  const mark = svg("rect", { class: "live-example", x: -1, height: HIGH + 1, rx: 2 }, picture);
  /** @type {number[]} */
  let shape = [];
  let [row, column] = [0, 0];
  /** @type {Element[]} */
  let lit = [];
  /** @type {Record<string, string | number>} */
  let settings = {};

  function layOut() {
    const [rows, columns] = shape;
    put(picture, "viewBox", `-2 -2 ${columns * WIDE + 4} ${rows * HIGH + 4}`);
    element.style.setProperty("--live-own", String(columns));
    put(mark, "width", String(columns * WIDE + 1));
    cells.replaceChildren();
    for (let k = 0; k < rows * columns; k++) {
      const [i, j] = [Math.floor(k / columns), k % columns];
      const cell = svg("g", { transform: `translate(${j * WIDE} ${i * HIGH})` }, cells);
      svg("rect", { width: WIDE - 1, height: HIGH - 1, rx: 2 }, cell);
      svg("text", { x: WIDE / 2 - 0.5, y: HIGH - 4, class: "live-number" }, cell);
    }
    [row, column] = [Math.min(row, rows - 1), Math.min(column, columns - 1)];
  }

  /** @param {Event} event */
  function placeOf(event) {
    const cell = /** @type {Element} */ (event.target).closest("g[transform]");
    const k = cell ? [...cells.children].indexOf(cell) : -1;
    if (k < 0) return false;
    [row, column] = [Math.floor(k / shape[1]), k % shape[1]];
    return true;
  }
  const ask = () => linked.ask({ array, i: row, j: column });

  /** What a click on an entry chooses, or Enter: its example, or its weight. */
  function choose() {
    ask();
    if (examples) set({ example: row + 1 });
    else if (/^d?W/.test(array)) linked.choose(array, row, column);
  }

  picture.addEventListener("pointerover", (event) => placeOf(event) && ask());
  picture.addEventListener("click", (event) => placeOf(event) && choose());
  picture.addEventListener("focus", ask);
  picture.addEventListener("keydown", (event) => {
    const way = WAYS[/** @type {keyof WAYS} */ (event.key)];
    if (event.key === "Enter" || event.key === " ") choose();
    else if (!way) return;
    else {
      row = Math.max(0, Math.min(shape[0] - 1, row + way[0]));
      column = Math.max(0, Math.min(shape[1] - 1, column + way[1]));
      ask();
    }
    event.preventDefault();
  });

  linked.heard(({ cells: wanted, place }) => {
    for (const cell of lit) cell.removeAttribute("class");
    lit = [];
    element.classList.toggle("live-whole", place.symbol?.includes(array) ?? false);
    for (const { i, j, as } of wanted[array] ?? []) {
      const cell = cells.children[i * shape[1] + j];
      if (!cell) continue;
      cell.setAttribute("class", `live-lit-${as}`);
      lit.push(cell);
    }
  });

  return {
    element,
    draw(arrays, now) {
      settings = now;
      const M = arrays[array];
      element.style.setProperty("--live-columns", String(arrays[beneath || array].shape[1]));
      if (String(shape) !== String(M.shape)) {
        shape = M.shape;
        layOut();
      }
      const single = alone && linked.alone();
      const from = single ? (Number(settings.example) - 1) * M.data.length : 0;
      const { data } = single ? arrays[alone] : M;
      const known = linked.known(array);
      markup(title, symbol);
      // A derivative has the shape of its matrix, and less room.
      say(size, !known ? "?" : array[0] === "d" ? "" : `${shape[0]}\u2009×\u2009${shape[1]}`);
      put(picture, "aria-label", `${spoken}, ${known ? `${shape[0]} by ${shape[1]}` : "not known yet"}`);
      put(element, "data-known", String(known));
      const limit = largest(Array.from({ length: M.data.length }, (_, k) => data[from + k]));
      for (let k = 0; k < M.data.length; k++) {
        const [rect, number] = /** @type {[SVGElement, SVGElement]} */ (/** @type {unknown} */ (cells.children[k].children));
        const fill = known ? signed(data[from + k], limit) : "";
        if (rect.style.fill !== fill) rect.style.fill = fill;
        say(number, known ? text(data[from + k], decimals, true) : "");
      }
      put(mark, "y", String((Number(settings.example) - 1) * HIGH - 1));
      put(mark, "display", examples ? "" : "none");
    },
  };
}
