// What is drawn on a pair of axes: lines, points and fields.
import { put, reuse } from "./elements.js";

/**
 * One path through all points, broken where a value is not finite.
 * @param {SVGElement} path
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {Scale} px
 * @param {Scale} py
 */
export function drawLine(path, xs, ys, px, py) {
  let d = "";
  let pen = "M";
  for (let i = 0; i < ys.length; i++) {
    const x = px(xs[i]);
    const y = py(ys[i]);
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = "M";
      continue;
    }
    d += `${pen}${x.toFixed(2)} ${Math.max(-1e4, Math.min(1e4, y)).toFixed(2)}`;
    pen = "L";
  }
  put(path, "d", d);
}

/**
 * @param {SVGElement} group
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {Scale} px
 * @param {Scale} py
 */
export function drawPoints(group, xs, ys, px, py) {
  reuse(group, "circle", ys.length, { r: 3 }).forEach((circle, i) => {
    const seen = Number.isFinite(px(xs[i])) && Number.isFinite(py(ys[i]));
    put(circle, "cx", seen ? px(xs[i]).toFixed(2) : "-99");
    put(circle, "cy", seen ? py(ys[i]).toFixed(2) : "-99");
  });
}

/**
 * A surface seen from above: the larger a value, the darker its cell.
 * @param {SVGElement} group
 * @param {Values} field rows from low y to high y, columns from low x to high x
 * @param {Scale} px
 * @param {Scale} py
 * @param {[number, number]} xs
 * @param {[number, number]} ys
 */
export function drawField(group, field, px, py, xs, ys) {
  const [rows, columns] = field.shape;
  const name = `${xs} ${ys} ${Array.prototype.join.call(field.data)}`;
  if (group.dataset.drawn === name) return;
  group.dataset.drawn = name;
  const wide = (px(xs[1]) - px(xs[0])) / columns;
  const high = (py(ys[0]) - py(ys[1])) / rows;
  reuse(group, "rect", rows * columns, { width: wide, height: high }).forEach((rect, k) => {
    put(rect, "x", (px(xs[0]) + (k % columns) * wide).toFixed(4));
    put(rect, "y", (py(ys[0]) - (Math.floor(k / columns) + 1) * high).toFixed(4));
    rect.style.fillOpacity = String(field.data[k]);
  });
}
