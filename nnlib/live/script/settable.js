// Two more kinds of control, for figures that answer to any value: a number that is
// typed in, and points that are set on a chart, or by keys.
import { CHART } from "./chart.js";
import { makers } from "./controls.js";
import { html } from "./elements.js";
import { phrase, phraseCount } from "./phrase.js";

// In units of the chart: how near a point counts as on it, and how far a hand moves
// that keeps still.
const NEAR = 9;
const STILL = 3;

/** @param {Element} box @param {string} words */
export function sayIn(box, words) {
  const news = box.closest(".live-figure")?.querySelector(".live-news");
  if (news) news.textContent = words;
}

makers.number = ({ name, low, high, value: start }, id, box, set) => {
  const called = box.querySelector("label")?.textContent;
  let now = start;
  let typing = false;
  const input = field(box, low, high, 1);
  input.id = id;
  input.addEventListener("input", () => { typing = true; });
  // What is typed counts when it is done.
  input.addEventListener("change", () => {
    typing = false;
    const value = input.valueAsNumber;
    if (Number.isInteger(value) && value >= low && value <= high) set({ [name]: value });
    else {
      input.value = String(now);
      sayIn(box, phrase("{name}: a whole number from {low} to {high}.", { name: called, low, high }));
    }
  });
  input.addEventListener("blur", () => { typing = false; });
  return (value) => {
    now = value;
    if (!typing && input.value !== String(value)) input.value = String(value);
  };
};

/** @param {Element} box @param {number} low @param {number} high @param {number} step */
function field(box, low, high, step) {
  const input = html("input", "", box);
  Object.assign(input, { type: "number", min: String(low), max: String(high), step: String(step) });
  return input;
}

/** @typedef {[number, number]} Point */

makers.points = (control, id, box, set, now) => {
  const { name, label, across, up, most, choice, option } = control;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  const list = html("select", "", box);
  list.id = id;
  const x = labelled("x", across);
  const y = labelled("y", up);
  const add = button(phrase("Add"), () => fits() && addPoint([x.valueAsNumber, y.valueAsNumber]));
  const remove = button(phrase("Remove"), () => {
    removePoint(held);
    list.focus();
  });
  const over = button(phrase("Clear"), () => {
    put([[0, 0]], -1, phrase("One point is left."));
    list.focus();
  });
  const hint = html("span", "live-hint", box);
  hint.textContent = phrase("On the chart: click to add a point, drag one to move it, click one to remove it.");
  /** The point that the fields move, or -1. */
  let held = -1;
  let written = "";

  /** @param {string} word @param {[number, number]} range */
  function labelled(word, [low, high]) {
    const whole = html("label", "", box);
    whole.textContent = `${word} `;
    const input = field(whole, low, high, 0.05);
    input.value = "0";
    input.addEventListener("change", () => {
      if (held >= 0 && fits()) movePoint(held, [x.valueAsNumber, y.valueAsNumber]);
    });
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Enter" && held < 0) add.click();
    });
    return input;
  }

  /** Whether what stands in the fields is a point; if not, it is said what would be. */
  function fits() {
    const good = [[x, across], [y, up]].every(([input, range]) => {
      const [low, high] = /** @type {[number, number]} */ (range);
      const value = /** @type {HTMLInputElement} */ (input).valueAsNumber;
      return value >= low && value <= high;
    });
    if (!good) {
      const [left, right, low, high] = [...across, ...up];
      say(phrase("A point has an x from {left} to {right} and a y from {low} to {high}.", { left, right, low, high }));
    }
    return good;
  }

  /** @param {string} words @param {() => void} act */
  function button(words, act) {
    const made = html("button", "", box);
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  /** Whether the reader's own points are those that are shown. */
  const own = () => now()[0][choice] === option;

  /** @returns {Point[]} what is shown, at most as many as there may be */
  function points() {
    const [settings, arrays] = now();
    if (own()) {
      return String(settings[name]).split(" ").map((pair) =>
        /** @type {Point} */ (pair.split("_").map(Number)));
    }
    const [xs, ys] = [arrays[control.x].data, arrays[control.y].data];
    return Array.from(xs, (one, k) => within([one, ys[k]])).slice(0, most);
  }

  /** @param {Point} point @returns {Point} */
  function within(point) {
    const clamped = [across, up].map(([low, high], k) => Math.min(high, Math.max(low, point[k] || 0)));
    return /** @type {Point} */ (clamped.map((one) => Number(one.toFixed(2))));
  }

  /** @param {Point[]} all @param {number} hold @param {string} words */
  function put(all, hold, words) {
    held = hold;
    set({ [choice]: option, [name]: all.map((point) => point.join("_")).join(" ") });
    say(words);
  }

  const say = (/** @type {string} */ words) => sayIn(box, words);

  /** @param {Point} point */
  function addPoint(point) {
    const all = points();
    if (all.length >= most) return say(phrase("There are {n} points, and there can be no more.", { n: most }));
    const [a, b] = within(point);
    put([...all, [a, b]], -1, phrase("Point {k} is at {x}, {y}.", { k: all.length + 1, x: a, y: b }));
  }

  /** @param {number} k @param {Point} point */
  function movePoint(k, point) {
    const all = points();
    all[k] = within(point);
    const [a, b] = all[k];
    put(all, k, phrase("Point {k} is at {x}, {y}.", { k: k + 1, x: a, y: b }));
  }

  /** @param {number} k */
  function removePoint(k) {
    const all = points();
    if (all.length === 1) return say(phrase("One point has to stay."));
    all.splice(k, 1);
    put(all, -1, phraseCount(all.length, "Point {k} is gone. One is left.", "Point {k} is gone. {n} are left.", { k: k + 1 }));
  }

  list.addEventListener("change", () => {
    held = list.selectedIndex - 1;
    show();
  });

  function show() {
    const all = own() ? points() : [];
    if (held >= all.length) held = -1;
    const words = [phrase("a new point"), ...all.map((point, k) => `${k + 1}: ${point.join(", ").replaceAll("-", "−")}`)];
    while (list.length > words.length) list.remove(list.length - 1);
    words.forEach((one, k) => {
      const entry = list.options[k] ?? html("option", "", list);
      if (entry.textContent !== one) entry.textContent = one;
    });
    list.selectedIndex = held + 1;
    add.disabled = held >= 0;
    remove.disabled = held < 0;
    over.disabled = all.length < 2;
    if (held >= 0) [x, y].forEach((input, k) => { input.value = String(all[held][k]); });
  }

  function release() {
    held = -1;
    show();
  }

  // ---- by mouse or finger, on the chart ------------------------------------

  /** The ends of both axes of a chart. @param {DOMRect} box */
  function endsOf({ width, height }) {
    return [[CHART.left, width - CHART.right], [height - CHART.bottom, CHART.top]];
  }

  /** @param {PointerEvent} event @param {SVGSVGElement} chart @returns {[number, number]} */
  function placeOf({ clientX, clientY }, chart) {
    const place = new DOMPoint(clientX, clientY).matrixTransform(chart.getScreenCTM()?.inverse());
    return [place.x, place.y];
  }

  /** From a place on the chart to a point, whose axes the chart has on it.
   * @param {[number, number]} place @param {SVGSVGElement} chart @returns {Point} */
  function pointAt(place, { dataset, viewBox }) {
    const ends = endsOf(viewBox.baseVal);
    return /** @type {Point} */ ([dataset.x, dataset.y].map((axis, k) => {
      const [low, high] = String(axis).split(" ").map(Number);
      const [from, to] = ends[k];
      return low + (place[k] - from) / (to - from) * (high - low);
    }));
  }

  /** The point of the reader's at a place, or -1.
   * @param {[number, number]} place @param {SVGSVGElement} chart */
  function found(place, { dataset, viewBox }) {
    const ends = endsOf(viewBox.baseVal);
    const far = (own() ? points() : []).map((point) => Math.hypot(...[dataset.x, dataset.y].map((axis, k) => {
      const [low, high] = String(axis).split(" ").map(Number);
      const [from, to] = ends[k];
      return from + (point[k] - low) / (high - low) * (to - from) - place[k];
    })));
    const nearest = far.indexOf(Math.min(...far));
    return far[nearest] < NEAR ? nearest : -1;
  }

  /** @param {SVGSVGElement} chart */
  function listen(chart) {
    /** @type {[number, number] | null} */
    let begun = null;
    let taken = -1;
    let moved = false;
    const ends = endsOf(chart.viewBox.baseVal);
    chart.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      begun = placeOf(event, chart);
      taken = found(begun, chart);
      moved = false;
      if (taken >= 0) chart.setPointerCapture(event.pointerId);
    });
    chart.addEventListener("pointermove", (event) => {
      if (!begun || taken < 0) return;
      const place = placeOf(event, chart);
      moved ||= Math.hypot(place[0] - begun[0], place[1] - begun[1]) > STILL;
      if (moved) movePoint(taken, pointAt(place, chart));
    });
    chart.addEventListener("pointerup", (event) => {
      if (!begun) return;
      const place = placeOf(event, chart);
      const outside = place.some((one, k) => (one - ends[k][0]) * (one - ends[k][1]) > 0);
      begun = null;
      if (taken < 0 && !outside) addPoint(pointAt(place, chart));
      else if (taken >= 0 && !moved) removePoint(taken);
      else if (taken >= 0) release();
    });
    chart.addEventListener("pointercancel", () => { begun = null; });
    // A finger on a point moves it, not the page.
    chart.addEventListener("touchstart", (event) => {
      if (taken >= 0) event.preventDefault();
    }, { passive: false });
  }

  // The chart is made after its controls.
  queueMicrotask(() => {
    const chart = box.closest(".live-figure")?.querySelector(`[data-sets="${name}"]`);
    if (chart) listen(/** @type {SVGSVGElement} */ (chart));
  });

  return (value) => {
    const words = `${value} ${own()} ${held}`;
    if (words === written) return;
    written = words;
    show();
  };
};
