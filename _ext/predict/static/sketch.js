// A curve that a reader draws on axes, with a finger, a mouse or sliders, and which of
// some curves it is like. What counts is its shape, whatever its height.
"use strict";

/** @typedef {{ across: string, up: string, x: number[], y: number[],
       curves: Record<string, number[]> }} Axes */

bookPredictions.sketch = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const [WIDTH, HEIGHT, LEFT, BOTTOM, ABOVE] = [320, 190, 34, 30, 8];
  const SLIDERS = 9;
  /** The least likeness to be taken for a curve, and the range below which one is level. */
  const LIKE = 0.8, LEVEL = 0.12;

  /** @param {Element} parent @param {string} name @param {Record<string, string | number>} [attributes] */
  function drawn(parent, name, attributes = {}) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    parent.append(element);
    return element;
  }

  /** How far heights differ among themselves. @param {number[]} ys */
  const range = (ys) => Math.max(...ys) - Math.min(...ys);

  /** How much alike two curves rise and fall: their correlation.
      @param {number[]} one @param {number[]} other */
  function likeness(one, other) {
    const centred = (/** @type {number[]} */ ys) => {
      const mean = ys.reduce((sum, y) => sum + y, 0) / ys.length;
      return ys.map((y) => y - mean);
    };
    const [a, b] = [centred(one), centred(other)];
    const product = (/** @type {number[]} */ p, /** @type {number[]} */ q) => p.reduce((sum, y, k) => sum + y * q[k], 0);
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  }

  /** The name of the curve that heights are likest to. @param {number[]} ys @param {Axes} axes */
  function named(ys, { y: [low, high], curves }) {
    const names = Object.keys(curves);
    const level = names.find((name) => range(curves[name]) === 0);
    if (range(ys) < LEVEL) return level ?? "else";
    const likest = names.filter((name) => name !== level && range(curves[name]) > 0.01 * (high - low))
      .map((name) => ({ name, like: likeness(ys, curves[name]) }))
      .reduce((best, one) => (one.like > best.like ? one : best));
    return likest.like >= LIKE ? likest.name : "else";
  }

  return (/** @type {HTMLElement} */ box) => {
    /** @type {Axes} */
    const axes = JSON.parse(box.dataset.sketch ?? "");
    const { across, up, x: [from, to], y: [low, high], curves } = axes;
    const [truth] = Object.values(curves);
    const last = truth.length - 1;
    /** Each from 0 to 1; NaN where nothing was drawn. @type {number[]} */
    let heights = truth.map(() => NaN);
    const place = /** @type {HTMLElement} */ (box.querySelector(".predict-axes"));
    const svg = drawn(place, "svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    svg.setAttribute("aria-label", phrase(
      "Axes to draw on: across, {across} from {from} to {to}; up, {up} from {low} to {high}. Draw with a finger or a mouse, or set the sliders.",
      { across, from, to, up, low, high },
    ));
    const inner = { wide: WIDTH - LEFT - 8, high: HEIGHT - BOTTOM - ABOVE };
    const column = (/** @type {number} */ k) => LEFT + (inner.wide * k) / last;
    const line = (/** @type {number} */ share) => ABOVE + inner.high * (1 - share);
    drawn(svg, "rect", { x: LEFT, y: ABOVE, width: inner.wide, height: inner.high, class: "sheet" });
    const words = [
      [LEFT, HEIGHT - 16, from, "start"], [LEFT + inner.wide, HEIGHT - 16, to, "end"], [LEFT + inner.wide / 2, HEIGHT - 4, across, "middle"],
      [LEFT - 4, ABOVE + inner.high, low, "end"], [LEFT - 4, ABOVE + 10, high, "end"],
    ];
    for (const [x, y, text, anchor] of words) drawn(svg, "text", { x, y, "text-anchor": anchor }).textContent = String(text).replace("-", "−");
    drawn(svg, "text", { transform: `translate(12 ${ABOVE + inner.high / 2}) rotate(-90)`, "text-anchor": "middle" }).textContent = up;
    const own = drawn(svg, "polyline", { class: "own" });
    // It is seen once it is told.
    const right = drawn(svg, "polyline", { class: "right" });

    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = phrase("Draw with sliders");
    details.append(summary);
    const sliders = Array.from({ length: SLIDERS }, (_, k) => {
      const at = (last * k) / (SLIDERS - 1);
      const label = document.createElement("label");
      const slider = document.createElement("input");
      Object.assign(slider, { type: "range", min: "0", max: "1", step: "0.02", value: "0" });
      label.append(`${across} = ${Number((from + ((to - from) * at) / last).toFixed(2))}`.replace("-", "−"), slider);
      details.append(label);
      slider.addEventListener("input", () => {
        // The first one that is moved gives the others their places.
        if (heights.some(Number.isNaN)) heights = heights.map((height) => (Number.isNaN(height) ? 0 : height));
        heights = between(sliders.map((one) => Number(one.value)));
        show();
      });
      return slider;
    });
    place.append(details);

    /** @param {number[]} ys at the sliders */
    function between(ys) {
      return heights.map((_, k) => {
        const at = (k * (SLIDERS - 1)) / last, before = Math.min(Math.floor(at), SLIDERS - 2);
        return ys[before] + (at - before) * (ys[before + 1] - ys[before]);
      });
    }

    /** @param {number[]} ys */
    const points = (ys) => ys.flatMap((y, k) => (Number.isNaN(y) ? [] : [`${column(k).toFixed(1)},${line(y).toFixed(1)}`])).join(" ");
    right.setAttribute("points", points(truth.map((y) => (y - low) / (high - low))));
    function show() {
      own.setAttribute("points", points(heights));
      // A slider is heard as what it draws, not as a share of the axis.
      for (const slider of sliders) {
        const y = Number((low + (high - low) * Number(slider.value)).toPrecision(2));
        slider.setAttribute("aria-valuetext", `${up} = ${y}`.replace("-", "−"));
      }
    }
    show();

    /** @type {{ k: number, height: number } | null} */
    let before = null;
    /** @param {PointerEvent} event */
    function draw(event) {
      const { left, top, width } = svg.getBoundingClientRect();
      const scale = WIDTH / width;
      const share = (/** @type {number} */ value, /** @type {number} */ size) => Math.min(Math.max(value / size, 0), 1);
      const k = Math.round(last * share((event.clientX - left) * scale - LEFT, inner.wide));
      const height = 1 - share((event.clientY - top) * scale - ABOVE, inner.high);
      const start = before ?? { k, height };
      for (let at = Math.min(k, start.k); at <= Math.max(k, start.k); at++) {
        const part = k === start.k ? 1 : (at - start.k) / (k - start.k);
        heights[at] = start.height + part * (height - start.height);
      }
      before = { k, height };
      sliders.forEach((slider, s) => { slider.value = String(heights[(last * s) / (SLIDERS - 1)] || 0); });
      show();
    }
    svg.addEventListener("pointerdown", (event) => {
      if (sliders[0].disabled) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      before = null;
      draw(event);
    });
    svg.addEventListener("pointermove", (event) => { if (svg.hasPointerCapture(event.pointerId)) draw(event); });

    const parsed = (/** @type {string} */ answer) => answer.split(" ").map(Number);
    return {
      missing: phrase("Draw a curve from one end of the axis to the other first."),
      answer: () => {
        if (heights.filter(Number.isNaN).length > last / 6) return null;
        // What a quick finger left out at the ends goes on level.
        const known = heights.findIndex((height) => !Number.isNaN(height));
        let latest = heights[known];
        return heights.map((height) => (latest = Number.isNaN(height) ? latest : height).toFixed(2)).join(" ");
      },
      set: (/** @type {string} */ answer) => {
        heights = answer ? parsed(answer) : truth.map(() => NaN);
        sliders.forEach((slider, s) => { slider.value = String(heights[(last * s) / (SLIDERS - 1)] || 0); });
        show();
      },
      key: (/** @type {string} */ answer) => (answer ? named(parsed(answer), axes) : "else"),
    };
  };
})();
