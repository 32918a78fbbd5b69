// A chart: marks on a pair of axes.
import { domain, scale, ticks, unscale } from "./axes.js";
import { html, svg, unique } from "./elements.js";
import { frame } from "./frame.js";
import { drawField, drawLine, drawPoints } from "./marks.js";
import { markup } from "./words.js";

/** The room around the axes, for their ticks and labels. */
export const CHART = { left: 52, right: 10, top: 10, bottom: 40 };

/** @param {Drawing} drawing @param {{reach: Reach}} shared @returns {Part} */
export function chart(drawing, { reach }) {
  const { left, right, top, bottom } = CHART;
  const [width, height] = drawing.size;
  const { element, picture } = frame(drawing, width, height);
  const { x: across, y: up, marks, sets, drags } = drawing;
  if (sets) picture.dataset.sets = sets;
  if (drags.some(Boolean)) followHand(picture, drawing, reach);
  const grid = svg("g", { class: "live-axis" }, picture);
  const middle = (left + width - right) / 2;
  svg("text", { class: "live-label", x: middle, y: height - 6 }, picture).textContent = across.label;
  svg("text", {
    class: "live-label", transform: `translate(12 ${(top + height - bottom) / 2}) rotate(-90)`,
  }, picture).textContent = up.label;
  const clip = unique("live-clip");
  svg("rect", {
    x: left, y: top - 4, width: width - left - right + 4, height: height - top - bottom + 8,
  }, svg("clipPath", { id: clip }, picture));
  const plot = svg("g", { "clip-path": `url(#${clip})` }, picture);
  const groups = marks.map((mark) =>
    svg(mark.kind === "line" ? "path" : "g", {
      class: `live-${mark.kind} live-colour-${mark.colour}${mark.thin ? " live-thin" : ""}`, "data-array": mark.y || mark.z,
    }, plot));
  const legend = html("div", "live-legend", element);
  marks.filter((mark) => mark.label).forEach((mark) => {
    const item = html("span", `live-colour-${mark.colour}`, legend);
    const key = svg("svg", { viewBox: "0 0 24 10", "aria-hidden": "true" }, item);
    if (mark.kind === "points") svg("circle", { cx: 12, cy: 5, r: 3.5 }, key);
    else svg("path", { class: mark.thin ? "live-line live-thin" : "live-line", d: "M0 5H24" }, key);
    markup(html("span", "", item), mark.label);
  });
  let axes = "";

  /** @param {[number, number]} xs @param {[number, number]} ys */
  function drawAxes(xs, ys) {
    const name = `${xs} ${ys}`;
    if (name === axes) return;
    axes = name;
    picture.dataset.x = xs.join(" ");
    picture.dataset.y = ys.join(" ");
    grid.replaceChildren();
    const px = scale(xs, across.log, left, width - right);
    const py = scale(ys, up.log, height - bottom, top);
    for (const value of ticks(xs[0], xs[1], across.log, (width - left - right) / 2)) {
      svg("path", { d: `M${px(value)} ${top}V${height - bottom}` }, grid);
      label({ x: px(value), y: height - bottom + 16, "text-anchor": "middle" }, value, across.log);
    }
    for (const value of ticks(ys[0], ys[1], up.log, height - top - bottom)) {
      svg("path", { d: `M${left} ${py(value)}H${width - right}` }, grid);
      label({ x: left - 6, y: py(value) + 4, "text-anchor": "end" }, value, up.log);
    }
  }

  /**
   * @param {Object<string, string | number>} place
   * @param {number} value
   * @param {boolean} log
   */
  function label(place, value, log) {
    const word = svg("text", place, grid);
    const power = Math.round(Math.log10(value));
    if (log && (power > 3 || power < -2)) {
      word.textContent = "10";
      svg("tspan", { dy: -5, "font-size": 9 }, word).textContent = String(power).replace("-", "−");
    } else word.textContent = String(Number(value.toPrecision(6))).replace("-", "−");
  }

  return {
    element,
    draw(arrays, settings) {
      const curves = marks.filter((mark) => mark.kind !== "field");
      const columns = new Map(curves.map((mark) => [mark, [mark.x, mark.y].map((name) => rowOf(arrays[name], mark.row, settings))]));
      const xs = domain(across, curves.map((mark) => columns.get(mark)?.[0] ?? []));
      const ys = domain(up, curves.map((mark) => columns.get(mark)?.[1] ?? []));
      drawAxes(xs, ys);
      const px = scale(xs, across.log, left, width - right);
      const py = scale(ys, up.log, height - bottom, top);
      marks.forEach((mark, k) => {
        const [x = [], y = []] = columns.get(mark) ?? [];
        if (mark.kind === "field") drawField(groups[k], arrays[mark.z], px, py, xs, ys);
        else if (mark.kind === "line") drawLine(groups[k], x, y, px, py);
        else drawPoints(groups[k], x, y, px, py);
      });
    },
  };
}

/**
 * The data of a mark: a vector, or the row of a matrix that a control chooses.
 * @param {Values} values
 * @param {string} row
 * @param {Settings} settings
 * @returns {ArrayLike<number>}
 */
function rowOf({ shape, data }, row, settings) {
  if (!row || shape.length < 2) return data;
  const at = Math.min(Number(settings[row]), shape[0]) - 1;
  return Array.prototype.slice.call(data, at * shape[1], (at + 1) * shape[1]);
}

/**
 * Let a chart's sliders follow the hand.
 * @param {SVGElement} picture
 * @param {Drawing} drawing
 * @param {Reach} reach
 */
function followHand(picture, { x, y, drags: [across, up], size: [width, height] }, reach) {
  const { left, right, top, bottom } = CHART;
  picture.dataset.drags = up ? "both" : "across";

  /** @param {PointerEvent} event */
  function follow({ clientX, clientY }) {
    const matrix = /** @type {SVGSVGElement} */ (picture).getScreenCTM();
    if (!matrix) return;
    const at = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    const [xs, ys] = [picture.dataset.x, picture.dataset.y].map((ends) => (ends ?? "").split(" ").map(Number));
    /** @type {Settings} */
    const wish = {};
    if (across) wish[across] = unscale(xs, x.log, left, width - right)(at.x);
    if (up) wish[up] = unscale(ys, y.log, height - bottom, top)(at.y);
    reach(wish);
  }
  picture.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
    follow(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (picture.hasPointerCapture(event.pointerId)) follow(event);
  });
}
