// A matrix, a coloured cell an entry.
import { html, put, say, svg } from "./elements.js";
import { frame, span } from "./frame.js";
import { largest, signed, text } from "./numbers.js";
import { markup, written } from "./words.js";

/**
 * The matrix without the rows and columns of NaN at its end.
 * @param {Values} M
 * @returns {Values}
 */
export function trimmed({ shape, data }) {
  let [rows, columns] = [0, 0];
  for (let k = 0; k < data.length; k++) {
    if (Number.isNaN(data[k])) continue;
    rows = Math.max(rows, Math.floor(k / shape[1]) + 1);
    columns = Math.max(columns, (k % shape[1]) + 1);
  }
  const kept = Array.from({ length: rows * columns }, (_, k) =>
    data[Math.floor(k / columns) * shape[1] + (k % columns)]);
  return { shape: [rows, columns], data: kept };
}

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function matrix(drawing, { set }) {
  const { element, picture, title } = frame(drawing, 10, 10);
  const cells = svg("g", {}, picture);
  const size = html("div", "live-size");
  picture.before(size);
  const { array, lit, decimals, pick } = drawing;
  /** @type {number[]} */
  let shape = [];

  /** @param {number[]} shape */
  function layOut([rows, columns]) {
    const [wide, high] = [46, 30];
    span(picture, -2, columns * wide + 4, rows * high + 4);
    // So wide that its numbers can be read, and no wider than its columns fill.
    element.style.flex = `${columns / 10} 1 ${columns * 40}px`;
    element.style.minWidth = `min(100%, ${columns * 40}px)`;
    element.style.maxWidth = `${columns * (rows > 4 ? 46 : 72)}px`;
    picture.dataset.array = array;
    cells.replaceChildren();
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const cell = svg("g", { transform: `translate(${j * wide} ${i * high})` }, cells);
        svg("rect", { width: wide - 1, height: high - 1, rx: 3 }, cell);
        svg("text", { x: wide / 2 - 0.5, y: high / 2 + 4, class: "live-number" }, cell);
        if (pick.length === 0) continue;
        cell.classList.add("live-pick");
        const place = [[pick[0], i + 1], [pick[1], j + 1]].filter(([name]) => name);
        cell.addEventListener("click", () => set(Object.fromEntries(place)));
      }
    }
  }

  return {
    element,
    draw(arrays, settings) {
      const M = arrays[array];
      markup(title, written(drawing, arrays, settings)[0]);
      if (String(shape) !== String(M.shape)) layOut(shape = M.shape);
      const [rows, columns] = drawing.trim ? trimmed(M).shape : shape;
      say(size, rows ? `${rows} × ${columns}` : "\u00a0");
      const limit = drawing.limit || largest(M.data);
      const marks = lit ? arrays[lit].data : null;
      for (let k = 0; k < M.data.length; k++) {
        const cell = /** @type {SVGElement} */ (cells.children[k]);
        // What is trimmed keeps its place, so that nothing moves when it appears.
        const kept = Math.floor(k / shape[1]) < rows && k % shape[1] < columns;
        cell.style.display = kept ? "" : "none";
        const [rect, number] = /** @type {[SVGElement, SVGElement]} */ (/** @type {unknown} */ (cell.children));
        // Not a number stands for an entry that has not been computed yet.
        const known = !Number.isNaN(M.data[k]);
        rect.style.fill = known ? signed(M.data[k], limit) : "var(--live-zero)";
        say(number, known ? text(M.data[k], decimals, true) : "");
        const mark = marks ? marks[k] : 0;
        put(cell, "class", `${pick.length ? "live-pick" : ""}${mark % 4 ? ` live-lit-${mark % 4}` : ""}${mark > 3 ? " live-bold" : ""}`);
      }
    },
  };
}
