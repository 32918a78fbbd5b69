// A matrix whose entries can be asked where they come from, by hand and by keys. What
// has a row or a column for each pixel is drawn as pictures.
import { html, put, say, svg } from "./elements.js";
import { largest, signed, text } from "./numbers.js";
import { phrase } from "./phrase.js";
import { markup } from "./words.js";

const [WIDE, HIGH] = [31, 15];
const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The side of a picture, in pixels, and how many entries make one. */
const SIDE = 8;
const MANY = SIDE * SIDE;

/**
 * Where an entry stands, and its width and height.
 * @param {number} i
 * @param {number} j
 * @param {number[]} shape
 */
function cellOf(i, j, [rows, columns]) {
  if (columns === MANY) return [(j % SIDE) * HIGH / SIDE, (i + Math.floor(j / SIDE) / SIDE) * HIGH, HIGH / SIDE, HIGH / SIDE];
  if (rows === MANY) return [(j + (i % SIDE) / SIDE) * WIDE, Math.floor(i / SIDE) * WIDE / SIDE, WIDE / SIDE, WIDE / SIDE];
  return [j * WIDE, i * HIGH, WIDE - 1, HIGH - 1];
}

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
    const pictures = rows === MANY || columns === MANY;
    const wide = columns === MANY ? 1 : columns;
    put(picture, "viewBox", `-2 -2 ${wide * WIDE + 4} ${(rows === MANY ? WIDE : rows * HIGH) + 4}`);
    element.style.setProperty("--live-own", String(wide));
    element.classList.toggle("live-pictures", pictures);
    put(mark, "width", String((columns === MANY ? HIGH : columns * WIDE) + 1));
    cells.replaceChildren();
    for (let k = 0; k < rows * columns; k++) {
      const [x, y, width, height] = cellOf(Math.floor(k / columns), k % columns, shape);
      const cell = svg("g", { transform: `translate(${x} ${y})` }, cells);
      svg("rect", { width, height, rx: pictures ? 0 : 2 }, cell);
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
      const columns = arrays[beneath || array].shape[1];
      element.style.setProperty("--live-columns", String(columns === MANY ? 1 : columns));
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
      put(picture, "aria-label", known
        ? phrase("{name}, {rows} by {columns}", { name: spoken, rows: shape[0], columns: shape[1] })
        : phrase("{name}, not known yet", { name: spoken }));
      put(element, "data-known", String(known));
      const pictured = shape.includes(MANY);
      const limit = largest(Array.from({ length: M.data.length }, (_, k) => data[from + k]));
      for (let k = 0; k < M.data.length; k++) {
        const [rect, number] = /** @type {[SVGElement, SVGElement]} */ (/** @type {unknown} */ (cells.children[k].children));
        const fill = known ? signed(data[from + k], limit) : "";
        if (rect.style.fill !== fill) rect.style.fill = fill;
        if (!pictured) say(number, known ? text(data[from + k], decimals, true) : "");
      }
      put(mark, "y", String((Number(settings.example) - 1) * HIGH - 1));
      put(mark, "display", examples ? "" : "none");
    },
  };
}
