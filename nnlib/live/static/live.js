// Draws a live figure and its controls: in a notebook from a kernel, on a page from
// recorded values (recorded.js) or Python in the page (free.js). It does no mathematics: every number drawn was computed
// by nnlib, and all that happens to it here is scaling to pixels and rounding to
// digits. Plain JavaScript, loaded as a classic script on a page (which may have
// been opened from disk) and as a module by anywidget, which appends an export.
"use strict";

/**
 * @typedef {{shape: number[], data: ArrayLike<number>}} Values a NumPy array
 * @typedef {Object<string, Values>} Arrays
 * @typedef {Object<string, number | string>} Settings the value of each control
 * @typedef {{name: string, label: string,
 *   kind: "slider" | "choice" | "number" | "points",
 *   values: number[], options: string[], value: number | string,
 *   digits: number, whole: boolean, plays: boolean, pace: number, log: boolean,
 *   low: number, high: number, strides: number[], by: string, across: [number, number],
 *   up: [number, number], most: number, choice: string, option: string,
 *   x: string, y: string}} Control of its kind's fields, controls.py tells more
 * @typedef {{label: string, domain: [number, number] | null, log: boolean}} Axis
 * @typedef {{kind: "line" | "points" | "field", x: string, y: string, z: string,
 *   label: string, colour: number, thin: boolean}} Mark
 * @typedef {{kind: "chart" | "matrix" | "network" | "text", title: string,
 *   width: number, x: Axis, y: Axis, marks: Mark[], sets: string,
 *   array: string, lit: string,
 *   decimals: number, limit: number | null, pick: string[], trim: boolean,
 *   weights: string[], layers: string[],
 *   by: string, lines: Object<string, string[]>}} Drawing
 * @typedef {{id: string, title: string, question: string, summary: string,
 *   controls: Control[], drawings: Drawing[]}} Spec
 * @typedef {(settings: Settings, arrays: Arrays, early?: boolean) => void} Answer
 *   where early, before anything asked was answered
 *
 * What answers the controls: a recording, a kernel, or whatever comes next.
 * `ask` wants the arrays for some settings; they come, at once or later, to the
 * function given to `connect`. `exact` says whether values between those listed
 * for a slider can be had.
 * @typedef {{exact: boolean, connect: (answer: Answer) => void,
 *   ask: (settings: Settings) => void}} Source
 *
 * @typedef {{element: HTMLElement, draw: (arrays: Arrays, settings: Settings) => void}}
 *   Part
 */

const nnlibLive = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const CHART = { width: 360, height: 240, left: 52, right: 10, top: 10, bottom: 40 };

  // ---- small helpers ---------------------------------------------------------

  /**
   * @param {string} name
   * @param {Object<string, string | number>} [attributes]
   * @param {Element} [parent]
   * @returns {SVGElement}
   */
  function svg(name, attributes = {}, parent) {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes) element.setAttribute(key, String(attributes[key]));
    parent?.append(element);
    return element;
  }

  /**
   * Set an attribute, if that changes it: what is set, a browser lays out and paints
   * again, even where it stays what it was. The same goes for text.
   * @param {Element} element
   * @param {string} name
   * @param {string} value
   */
  function put(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  /** @param {Element} element @param {string} words */
  function say(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} className
   * @param {Element} [parent]
   * @returns {HTMLElementTagNameMap[K]}
   */
  function html(name, className, parent) {
    const element = document.createElement(name);
    if (className) element.className = className;
    parent?.append(element);
    return element;
  }

  /**
   * A number as text, with a true minus sign; very large and small ones as a x 10^b.
   * @param {number} value
   * @param {number} digits after the point
   * @param {boolean} [rounded] whether what rounds to 0 is written as 0
   */
  function text(value, digits, rounded) {
    if (!Number.isFinite(value)) return "too large";
    const size = Math.abs(value);
    if (size >= 1e6 || (!rounded && size && size < Math.min(1e-4, 0.5 * 10 ** -digits))) {
      const [front, power] = value.toExponential(1).split("e");
      return `${front.replace("-", "−")}×10^{${power.replace("+", "").replace("-", "−")}}`;
    }
    const shown = value.toFixed(digits);
    return Number(shown) === 0 ? (0).toFixed(digits) : shown.replace("-", "−");
  }

  /** @param {number} value @param {number} digits that it has at least, but for zeros */
  function significant(value, digits) {
    const size = Math.abs(value);
    return text(value, size < 1e-4 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  }

  /**
   * Put text with *italics*, _{subscripts} and ^{superscripts} into an element.
   * @param {Element} element
   * @param {string} source
   */
  function markup(element, source) {
    if (/** @type {HTMLElement} */ (element).dataset.source === source) return;
    /** @type {HTMLElement} */ (element).dataset.source = source;
    element.replaceChildren();
    for (const piece of source.split(/(\*[^*]+\*|[_^]\{[^}]*\})/)) {
      const tag = { "*": "i", "_": "sub", "^": "sup" }[piece[0]];
      if (tag && piece.length > 2) {
        const child = document.createElement(tag);
        child.textContent = piece.replace(/^[_^]\{|\}$|\*/g, "");
        element.append(child);
      } else element.append(piece);
    }
  }

  /**
   * Fill in a template: <name>, <name:2> with two digits, <name[3]:2> for one entry.
   * <name:2s> asks for at least two significant digits. A negative number after an operator
   * gets brackets.
   * @param {string} template
   * @param {Arrays} arrays
   * @param {Settings} settings
   */
  function fill(template, arrays, settings) {
    return template.replace(
      /<(\w+)(?:\[(\d+)\])?(?::(\d)(s?))?>/g,
      (_, name, entry, digits, least, start) => {
        const value = name in arrays ? arrays[name].data[Number(entry || 0)] : settings[name];
        const shown = typeof value !== "number" ? String(value)
          : least ? significant(value, Number(digits))
            : text(value, Number(digits || 0), name in arrays);
        return shown[0] === "−" && /[+−·] $/.test(template.slice(0, start)) ? `(${shown})` : shown;
      },
    );
  }

  /**
   * The lines of a drawing for the chosen option, filled in.
   * @param {Drawing} drawing
   * @param {Arrays} arrays
   * @param {Settings} settings
   */
  function written({ by, lines }, arrays, settings) {
    return (lines[by ? String(settings[by]) : ""] || []).map((line) => fill(line, arrays, settings));
  }

  // ---- axes ------------------------------------------------------------------

  /**
   * Values at which an axis is marked: 1, 2 or 5 times a power of ten, or, on a
   * logarithmic axis, powers of ten.
   * @param {number} low
   * @param {number} high
   * @param {boolean} log
   */
  function ticks(low, high, log) {
    const found = [];
    if (log) {
      const first = Math.ceil(Math.log10(low) - 1e-9);
      const last = Math.floor(Math.log10(high) + 1e-9);
      const stride = Math.max(1, Math.ceil((last - first) / 5));
      for (let power = first; power <= last; power += stride) found.push(10 ** power);
      return found;
    }
    const rough = (high - low) / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough * 0.999) || rough;
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) found.push(k * step);
    return found;
  }

  /**
   * The range of an axis: the author's, or one that holds all finite values.
   * @param {Axis} axis
   * @param {ArrayLike<number>[]} columns
   * @returns {[number, number]}
   */
  function domain(axis, columns) {
    if (axis.domain) return axis.domain;
    let low = Infinity;
    let high = -Infinity;
    for (const column of columns) {
      for (let i = 0; i < column.length; i++) {
        const value = column[i];
        if (!Number.isFinite(value) || (axis.log && value <= 0)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    if (low > high) return axis.log ? [0.1, 1] : [0, 1];
    // Whole decades, and round numbers, so that the axis does not tremble.
    if (axis.log) {
      const bottom = Math.floor(Math.log10(low));
      return [10 ** bottom, 10 ** Math.max(bottom + 1, Math.ceil(Math.log10(high)))];
    }
    if (low === high) return [low - 1, high + 1];
    const step = 10 ** Math.floor(Math.log10(high - low)) / 2;
    return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  }

  /**
   * @param {[number, number]} range
   * @param {boolean} log
   * @param {number} from pixel of the low end
   * @param {number} to pixel of the high end
   */
  function scale([low, high], log, from, to) {
    const bend = log ? Math.log10 : (/** @type {number} */ v) => v;
    const start = bend(low);
    const factor = (to - from) / (bend(high) - start);
    return (/** @type {number} */ value) => from + (bend(value) - start) * factor;
  }

  // ---- drawings --------------------------------------------------------------

  /** @param {Drawing} drawing @param {number} width @param {number} height */
  function frame(drawing, width, height) {
    const element = html("div", "live-drawing");
    element.style.flexGrow = String(drawing.width);
    element.style.flexBasis = `${drawing.width * 15}rem`;
    const title = html("div", "live-title", element);
    markup(title, drawing.title);
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, element);
    return { element, picture, title };
  }

  let clips = 0;

  /** @param {Drawing} drawing @returns {Part} */
  function chart(drawing) {
    const { width, height, left, right, top, bottom } = CHART;
    const { element, picture } = frame(drawing, width, height);
    const { x: across, y: up, marks, sets } = drawing;
    if (sets) picture.dataset.sets = sets;
    const grid = svg("g", { class: "live-axis" }, picture);
    const middle = (left + width - right) / 2;
    svg("text", { class: "live-label", x: middle, y: height - 6 }, picture).textContent = across.label;
    svg("text", {
      class: "live-label", transform: `translate(12 ${(top + height - bottom) / 2}) rotate(-90)`,
    }, picture).textContent = up.label;
    const clip = `live-clip-${clips++}`;
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
      for (const value of ticks(xs[0], xs[1], across.log)) {
        svg("path", { d: `M${px(value)} ${top}V${height - bottom}` }, grid);
        label({ x: px(value), y: height - bottom + 16, "text-anchor": "middle" }, value, across.log);
      }
      for (const value of ticks(ys[0], ys[1], up.log)) {
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
      draw(arrays) {
        const curves = marks.filter((mark) => mark.kind !== "field");
        const xs = domain(across, curves.map((mark) => arrays[mark.x].data));
        const ys = domain(up, curves.map((mark) => arrays[mark.y].data));
        drawAxes(xs, ys);
        const px = scale(xs, across.log, left, width - right);
        const py = scale(ys, up.log, height - bottom, top);
        marks.forEach((mark, k) => {
          if (mark.kind === "field") drawField(groups[k], arrays[mark.z], px, py, xs, ys);
          else if (mark.kind === "line") drawLine(groups[k], arrays[mark.x].data, arrays[mark.y].data, px, py);
          else drawPoints(groups[k], arrays[mark.x].data, arrays[mark.y].data, px, py);
        });
      },
    };
  }

  /** @typedef {(value: number) => number} Scale */

  /**
   * One path through all points, broken where a value is not finite.
   * @param {SVGElement} path
   * @param {ArrayLike<number>} xs
   * @param {ArrayLike<number>} ys
   * @param {Scale} px
   * @param {Scale} py
   */
  function drawLine(path, xs, ys, px, py) {
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
  function drawPoints(group, xs, ys, px, py) {
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
  function drawField(group, field, px, py, xs, ys) {
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

  /**
   * Make a group hold so many elements of a kind, keeping those it has.
   * @param {SVGElement} group
   * @param {string} name
   * @param {number} count
   * @param {Object<string, string | number>} attributes
   */
  function reuse(group, name, count, attributes) {
    while (group.childElementCount > count) group.lastElementChild?.remove();
    while (group.childElementCount < count) svg(name, attributes, group);
    return /** @type {SVGElement[]} */ (/** @type {unknown} */ ([...group.children]));
  }

  /**
   * The colour of a signed number: one hue for each sign, paler towards 0.
   * @param {number} value
   * @param {number} limit the size that gets the full colour
   */
  function signed(value, limit) {
    const share = Math.min(1, Math.abs(value) / limit) * 100;
    const hue = value < 0 ? "negative" : "positive";
    return `color-mix(in srgb, var(--live-${hue}) ${share.toFixed(0)}%, var(--live-zero))`;
  }

  /** @param {ArrayLike<number>} data */
  function largest(data) {
    let limit = 1e-12;
    for (let k = 0; k < data.length; k++) limit = Math.max(limit, Math.abs(data[k]) || 0);
    return limit;
  }

  /**
   * The matrix without the rows and columns of NaN at its end.
   * @param {Values} M
   * @returns {Values}
   */
  function trimmed({ shape, data }) {
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

  /** @param {Drawing} drawing @param {(settings: Settings) => void} set @returns {Part} */
  function matrix(drawing, set) {
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
      picture.setAttribute("viewBox", `-2 -2 ${columns * wide + 4} ${rows * high + 4}`);
      picture.style.maxWidth = `${(columns * wide + 4) / 16}rem`;
      picture.dataset.array = array;
      cells.replaceChildren();
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const cell = svg("g", { transform: `translate(${j * wide} ${i * high})` }, cells);
          svg("rect", { width: wide - 1, height: high - 1, rx: 3 }, cell);
          svg("text", { x: wide / 2 - 0.5, y: high / 2 + 4, class: "live-number" }, cell);
          if (pick.length === 0) continue;
          cell.classList.add("live-pick");
          cell.addEventListener("click", () => set({ [pick[0]]: i + 1, [pick[1]]: j + 1 }));
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

  /** @param {Drawing} drawing @returns {Part} */
  function network(drawing) {
    const [width, height] = [360, 240];
    const { element, picture } = frame(drawing, width, height);
    const edges = svg("g", { class: "live-edges" }, picture);
    const nodes = svg("g", { class: "live-nodes" }, picture);
    const names = svg("g", { class: "live-label" }, picture);
    const { weights, layers } = drawing;
    return {
      element,
      draw(arrays) {
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
        const radius = Math.min(9, (0.45 * (height - 40)) / Math.max(...sizes));
        const centres = sizes.flatMap((size, l) => Array.from({ length: size }, (_, i) => [across(l), down(l, i)]));
        reuse(nodes, "circle", centres.length, {}).forEach((node, k) => {
          put(node, "r", radius.toFixed(1));
          put(node, "cx", String(centres[k][0]));
          put(node, "cy", centres[k][1].toFixed(1));
        });
        const values = W.flatMap(({ data }) => Array.from(data));
        const limit = largest(values);
        const lines = reuse(edges, "path", values.length, {});
        let k = 0;
        W.forEach(({ shape, data }, l) => {
          for (let entry = 0; entry < data.length; entry++, k++) {
            const [i, j] = [Math.floor(entry / shape[1]), entry % shape[1]];
            put(lines[k], "d",
              `M${across(l) + 9} ${down(l, i).toFixed(1)}L${across(l + 1) - 9} ${down(l + 1, j).toFixed(1)}`);
            put(lines[k], "class", data[entry] < 0 ? "live-negative" : "live-positive");
            lines[k].style.strokeWidth = (0.4 + (5 * Math.abs(data[entry])) / limit).toFixed(2);
            put(lines[k], "data-value", String(data[entry]));
          }
        });
      },
    };
  }

  /** @param {Drawing} drawing @returns {Part} */
  function formula(drawing) {
    const element = html("div", "live-drawing live-text");
    element.style.flexGrow = String(drawing.width);
    element.style.flexBasis = `${drawing.width * 15}rem`;
    if (drawing.title) markup(html("div", "live-title", element), drawing.title);
    const longest = Math.max(...Object.values(drawing.lines).map((lines) => lines.length));
    const rows = Array.from({ length: longest }, () => html("div", "live-row", element));
    return {
      element,
      draw(arrays, settings) {
        const lines = written(drawing, arrays, settings);
        // An empty row keeps its height, so that nothing below it moves.
        rows.forEach((row, k) => markup(row, lines[k] || " "));
      },
    };
  }

  // ---- controls --------------------------------------------------------------

  /**
   * The value at a slider's position: position 2 is the third listed value, and,
   * where the source can answer them, positions between lie in between.
   * @param {Control} control
   * @param {number} position
   */
  function valueAt({ values, digits, whole, log }, position) {
    const k = Math.min(Math.floor(position), values.length - 1);
    const rest = position - k;
    if (rest === 0) return values[k];
    const [low, high] = values.slice(k);
    const value = log ? low * (high / low) ** rest : low + rest * (high - low);
    if (whole) return Math.round(value);
    // What is shown is what it is.
    return Math.max(low, Math.min(high, Number(log ? value.toPrecision(2) : value.toFixed(digits))));
  }

  /** @param {Control} control @param {number} value */
  function positionOf({ values, log }, value) {
    const k = values.findIndex((one) => one >= value);
    if (k < 0) return values.length - 1;
    if (k === 0 || values[k] === value) return k;
    const [low, high] = [values[k - 1], values[k]];
    return k - (log ? Math.log(high / value) / Math.log(high / low) : (high - value) / (high - low));
  }

  /**
   * What is a little further on a slider than its listed values are.
   * @param {Control} control
   * @param {number} position
   * @param {number} way 1 or -1
   */
  function nudged(control, position, way) {
    const { values, whole } = control;
    const last = values.length - 1;
    const next = Math.min(last, Math.max(0, position + way / 10));
    const value = whole ? valueAt(control, position) + way : valueAt(control, next);
    return Math.min(values[last], Math.max(values[0], value));
  }

  /**
   * Makers of controls of further kinds (settable.js).
   * @type {Object<string, (control: Control, id: string, box: HTMLElement,
   *   set: (changes: Settings) => void, now: () => [Settings, Arrays]) => Handle>}
   */
  const makers = {};

  /**
   * @typedef {(value: number | string) => void} Handle shows a value
   * @param {Control} control
   * @param {string} id
   * @param {boolean} exact
   * @param {Element} parent
   * @param {(changes: Settings) => void} set
   * @param {() => [Settings, Arrays]} now what is set and shown
   * @returns {Handle}
   */
  function makeControl(control, id, exact, parent, set, now) {
    const box = html("div", `live-control live-${control.kind}`, parent);
    const label = html("label", "", box);
    label.htmlFor = id;
    markup(label, control.label);
    if (makers[control.kind]) return makers[control.kind](control, id, box, set, now);
    const changed = (/** @type {number | string} */ value) => set({ [control.name]: value });
    if (control.kind === "choice") {
      const select = html("select", "", box);
      select.id = id;
      for (const option of control.options) html("option", "", select).textContent = option;
      select.addEventListener("change", () => changed(select.value));
      return (value) => { select.value = String(value); };
    }
    const input = html("input", "", box);
    input.id = id;
    input.type = "range";
    input.max = String(control.values.length - 1);
    if (exact) input.step = "0.01";
    const shown = html("span", "live-value", box);
    input.addEventListener("input", () => changed(valueAt(control, input.valueAsNumber)));
    // Keys go from one listed value to the next, with Shift less far.
    input.addEventListener("keydown", (event) => {
      const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      const next = Math.round(input.valueAsNumber + 0.501 * way);
      if (exact && event.shiftKey) changed(nudged(control, input.valueAsNumber, way));
      else if (next in control.values) changed(control.values[next]);
    });
    return (value) => {
      input.value = String(positionOf(control, Number(value)));
      const { digits, log } = control;
      const told = !log || Number(Number(value).toFixed(digits)) === value;
      const words = told ? text(Number(value), digits) : significant(Number(value), 2);
      markup(shown, words);
      put(input, "aria-valuetext", words.replace(/[\^{}]/g, ""));
    };
  }

  /**
   * Play, step and reset for a control that plays.
   * @param {Control} control
   * @param {Element} parent
   * @param {() => number} now
   * @param {(value: number) => void} go
   * @returns {() => void} to be told when an answer has come
   */
  function makePlayer(control, parent, now, go) {
    const { values, low, high, strides } = control;
    const first = values ? values[0] : low;
    const box = html("div", "live-player", parent);
    const [play, step, reset] = ["Play", "Step", "Reset"].map((name) => {
      const button = html("button", "", box);
      button.type = "button";
      button.textContent = name;
      return button;
    });
    let stride = 1;
    if (strides) {
      const select = html("select", "", html("label", "", box));
      select.before(`${control.by} `);
      for (const one of strides) html("option", "", select).textContent = String(one);
      select.selectedIndex = strides.length >> 1;
      select.addEventListener("change", () => { stride = Number(select.value); });
      stride = Number(select.value);
    }
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let playing = false;
    let answered = true;
    let last = 0;

    /** @param {boolean} on */
    function setPlaying(on) {
      playing = on;
      play.textContent = on ? "Pause" : "Play";
      last = performance.now();
      if (on) requestAnimationFrame(tick);
    }
    /** @param {number} by */
    function advance(by) {
      const next = values ? values.find((value) => value > now()) : Math.min(high, now() + by);
      if (next === undefined || next === now()) return false;
      answered = false;
      go(next);
      return true;
    }
    /** @param {number} time in milliseconds */
    function tick(time) {
      if (!playing || !parent.isConnected) return;
      // Whoever asks for less motion gets two pictures a second.
      if (answered && time - last > Math.max(1000 * (control.pace || 0), still.matches ? 500 : 0)) {
        last = time;
        if (!advance(stride)) return setPlaying(false);
      }
      requestAnimationFrame(tick);
    }
    play.addEventListener("click", () => {
      if (!playing && now() >= (values ? values[values.length - 1] : high)) go(first);
      setPlaying(!playing);
    });
    step.addEventListener("click", () => {
      setPlaying(false);
      advance(1);
    });
    reset.addEventListener("click", () => {
      setPlaying(false);
      go(first);
    });
    return () => { answered = true; };
  }

  // ---- the figure ------------------------------------------------------------

  /**
   * Build a figure inside an element and let a source answer its controls.
   * @param {HTMLElement} element
   * @param {Spec} spec
   * @param {Source} source
   * @param {Settings} settings
   * @param {boolean} linkable whether the page's address can hold the settings
   * @returns {(changes: Settings) => void} what changes settings
   */
  function mount(element, spec, source, settings, linkable) {
    const held = element.contains(document.activeElement);
    const focus = held && /** @type {HTMLElement} */ (document.activeElement).dataset.control;
    element.classList.add("live-figure");
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", spec.title);
    element.replaceChildren();
    markup(html("p", "live-heading", element), spec.title);
    markup(html("p", "live-question", element), spec.question);
    const panel = html("div", "live-controls", element);
    const prefix = `${spec.id}-${clips++}`;
    /** @type {Object<string, Handle>} */
    const handles = {};
    /** @type {Arrays} */
    let shown = {};
    /** @type {() => void} */
    let answered = () => {};
    for (const control of spec.controls) {
      handles[control.name] = makeControl(control, `${prefix}-${control.name}`, source.exact, panel, set,
        () => [settings, shown]);
      const input = /** @type {HTMLElement} */ (panel.lastElementChild?.querySelector("input, select"));
      input.dataset.control = control.name;
      if (held && (focus === control.name || !panel.querySelector(":focus"))) input.focus({ preventScroll: true });
      if (control.plays) {
        answered = makePlayer(control, panel, () => Number(settings[control.name]),
          (value) => set({ [control.name]: value }));
      }
    }
    const body = html("div", "live-drawings", element);
    const make = { chart, matrix, network, text: formula };
    const parts = spec.drawings.map((drawing) => {
      const part = make[drawing.kind](drawing, set);
      body.append(part.element);
      return part;
    });
    const foot = html("div", "live-foot", element);
    const news = html("span", "live-news", foot);
    news.setAttribute("role", "status");
    if (linkable) {
      button("Copy link", () => {
        clearTimeout(announcing);
        copyLink(spec, settings, news);
      });
    }
    button("Save SVG", () => save(new Blob([wholePicture(element)], { type: "image/svg+xml" }), `${spec.id}.svg`));
    button("Save PNG", () => savePng(wholePicture(element), `${spec.id}.png`));
    let announcing = 0;

    /** @param {string} name @param {() => void} act */
    function button(name, act) {
      const made = html("button", "", foot);
      made.type = "button";
      made.textContent = name;
      made.addEventListener("click", act);
    }

    /** @param {Settings} changes */
    function set(changes) {
      Object.assign(settings, changes);
      for (const name in changes) handles[name](changes[name]);
      source.ask(settings);
    }

    for (const name in settings) handles[name](settings[name]);
    source.connect((now, arrays, early) => {
      Object.assign(settings, now);
      for (const name in now) handles[name](now[name]);
      shown = arrays;
      for (const part of parts) part.draw(arrays, settings);
      if (early) return;
      const first = !element.dataset.ready;
      put(element, "data-ready", "yes");
      answered();
      clearTimeout(announcing);
      if (first) return;
      announcing = setTimeout(() => {
        news.textContent = fill(spec.summary, arrays, settings).replace(/[\^_{}*]/g, "");
      }, 600);
    });
    source.ask(settings);
    return set;
  }

  // ---- links and pictures to take away ---------------------------------------

  /** @param {Spec} spec @param {Settings} settings @param {HTMLElement} news */
  async function copyLink(spec, settings, news) {
    const address = new URL(location.href);
    for (const { name } of spec.controls) {
      address.searchParams.set(`${spec.id}.${name}`, String(settings[name]));
    }
    address.hash = spec.id;
    history.replaceState(null, "", address);
    try {
      await navigator.clipboard.writeText(address.href);
      news.textContent = "Link copied.";
    } catch {
      news.textContent = "The link is in the address bar.";
    }
  }

  const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray",
    "stroke-linejoin", "font-size", "font-family", "font-style", "font-weight", "text-anchor"];

  /** @param {Element} from @param {Element} to */
  function keepStyle(from, to) {
    const style = getComputedStyle(from);
    for (const name of KEPT) {
      // Other programs know rgb(); browsers answer a mixed colour as color(srgb).
      const value = style.getPropertyValue(name).replace(/color\(srgb (\S+) (\S+) (\S+)\)/,
        (_, ...rgb) => `rgb(${rgb.slice(0, 3).map((c) => Math.round(255 * Number(c))).join(" ")})`);
      /** @type {SVGElement} */ (to).style.setProperty(name, value);
    }
    [...from.children].forEach((child, k) => keepStyle(child, to.children[k]));
  }

  /**
   * All drawings of a figure as one SVG, laid out and coloured as on the screen.
   * @param {HTMLElement} element
   */
  function wholePicture(element) {
    const box = element.getBoundingClientRect();
    const whole = svg("svg", {
      xmlns: SVG, width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}`,
    });
    svg("rect", { width: "100%", height: "100%", fill: getComputedStyle(element).backgroundColor }, whole);
    for (const part of element.querySelectorAll(".live-drawings svg")) {
      const copy = /** @type {SVGElement} */ (part.cloneNode(true));
      keepStyle(part, copy);
      const place = part.getBoundingClientRect();
      copy.setAttribute("x", String(place.x - box.x));
      copy.setAttribute("y", String(place.y - box.y));
      copy.setAttribute("width", String(place.width));
      copy.setAttribute("height", String(place.height));
      whole.append(copy);
    }
    const words = ".live-heading, .live-title, .live-size, .live-row, .live-legend span span, label, .live-value";
    for (const part of element.querySelectorAll(words)) {
      const place = part.getBoundingClientRect();
      const style = getComputedStyle(part);
      const line = svg("text", { x: place.x - box.x, y: place.y - box.y + place.height * 0.75 }, whole);
      line.textContent = part.textContent;
      line.setAttribute("style", `font: ${style.fontWeight} ${style.fontSize} sans-serif; fill: ${style.color}`);
    }
    return new XMLSerializer().serializeToString(whole);
  }

  /** @param {Blob} blob @param {string} name */
  function save(blob, name) {
    const link = html("a", "");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** @param {string} source @param {string} name */
  async function savePng(source, name) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = html("canvas", "");
    canvas.width = 2 * image.width;
    canvas.height = 2 * image.height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, name));
  }

  // ---- what answers ----------------------------------------------------------

  /**
   * Answers from a running kernel, through an anywidget model. While it computes,
   * only the newest wish is kept.
   * @param {any} model
   * @param {Control[]} controls
   * @returns {Source}
   */
  function kernel(model, controls) {
    /** @type {Settings | null} */
    let wanted = null;
    let since = -Infinity;

    /** @param {Settings} settings */
    function send(settings) {
      wanted = null;
      const changed = controls.filter(({ name }) => model.get(name) !== settings[name]);
      if (changed.length === 0) return false;
      since = performance.now();
      for (const { name } of changed) model.set(name, settings[name]);
      model.save_changes();
      return true;
    }

    return {
      exact: true,
      connect(answer) {
        function reply() {
          since = -Infinity;
          const { settings, arrays } = model.get("_answer");
          /** @type {Arrays} */
          const views = {};
          for (const name in arrays) {
            const { shape, data } = arrays[name];
            views[name] = { shape, data: new Float64Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)) };
          }
          // A wish that came meanwhile is what the controls show, and is asked next.
          answer(wanted && send(wanted) ? {} : settings, views);
        }
        model.on("change:_answer", reply);
        reply();
      },
      ask(settings) {
        // A kernel that raised an error does not answer: after a second, ask anyway.
        if (performance.now() - since < 1000) wanted = { ...settings };
        else send({ ...settings });
      },
    };
  }

  /**
   * What anywidget calls in a notebook.
   * @param {{model: any, el: HTMLElement}} context
   */
  function render({ model, el }) {
    const spec = model.get("_spec");
    const settings = { ...model.get("_answer").settings };
    mount(el, spec, kernel(model, spec.controls), settings, false);
    // JupyterLab is to leave a control its keys.
    for (const one of el.querySelectorAll("input, select, button")) one.setAttribute("data-lm-suppress-shortcuts", "");
  }

  return { CHART, html, makers, mount, render };
})();
