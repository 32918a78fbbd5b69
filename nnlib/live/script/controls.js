// The controls of a figure.
import { html, put } from "./elements.js";
import { significant, text } from "./numbers.js";
import { phrase } from "./phrase.js";
import { markup } from "./words.js";

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
 * What a slider reaches nearest to a value.
 * @param {Control} control
 * @param {number} value
 * @param {boolean} exact
 */
export function reached(control, value, exact) {
  const within = Math.min(control.values[control.values.length - 1], Math.max(control.values[0], value));
  const position = positionOf(control, within);
  return valueAt(control, exact ? position : Math.round(position));
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
export const makers = {};

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
export function makeControl(control, id, exact, parent, set, now) {
  const box = html("div", `live-control live-${control.kind}`, parent);
  const label = html("label", "", box);
  label.htmlFor = id;
  markup(label, control.label);
  if (makers[control.kind]) return makers[control.kind](control, id, box, set, now);
  const changed = (/** @type {number | string} */ value) => set({ [control.name]: value });
  if (control.kind === "choice") {
    const select = html("select", "", box);
    select.id = id;
    for (const option of control.options) {
      const entry = html("option", "", select);
      entry.value = option;
      entry.textContent = phrase(option);
    }
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
