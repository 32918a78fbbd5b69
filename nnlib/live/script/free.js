// Frees the figures of a page: Python in the page answers for any value in range, with
// nnlib's own functions. It comes when a reader asks for it.
import "./pad.js";
import "./settable.js";
import { html } from "./elements.js";
import { mount } from "./figure.js";
import { phrase } from "./phrase.js";

// Epochs that are trained at once: so few that what a reader does next is not kept
// waiting, and what comes of them is seen.
const LEAP = 200;
const PATIENCE = 400;
const READY = phrase("Any value in range now. With Shift, arrow keys go in small steps.");
const WAITING = phrase("What you see is not yet what is set: Python in this page is at something else.");
const BACK = phrase("The figure shows recorded values again, those nearest to yours.");
const ENDED = phrase("Python has ended.");

/**
 * The arrays as they are drawn: float64, the lowest byte first.
 * @param {Object<string, {shape: number[], data: string}>} arrays
 * @returns {Arrays}
 */
function views(arrays) {
  /** @type {Arrays} */
  const found = {};
  for (const name in arrays) {
    const { shape, data } = arrays[name];
    const letters = atob(data);
    const bytes = new Uint8Array(letters.length);
    for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
    found[name] = { shape, data: new Float64Array(bytes.buffer) };
  }
  return found;
}

/**
 * Answers from Python in the page. While it computes, only the newest wish is kept.
 * @param {any} python bookPython
 * @param {string} name of the figure
 * @param {Control[]} controls
 * @param {[Settings, Arrays]} first what it has answered before
 * @param {(waits: boolean) => void} waiting
 * @param {(why: Error) => void} failed called once, if it cannot answer any more
 * @returns {Source}
 */
function answered(python, name, controls, [settled, arrays], waiting, failed) {
  const clock = controls.find(({ strides }) => strides?.length);
  let last = settled;
  /** @type {Answer} */
  let answer = () => {};
  /** @type {Settings | null} */
  let wanted = null;
  let busy = false;

  /** The next settings on the way to some, which may be many epochs away.
   * @param {Settings} settings */
  function towards(settings) {
    if (!clock) return settings;
    const same = controls.every((one) => one === clock || settings[one.name] === last[one.name]);
    const [at, to] = [Number(last[clock.name]), Number(settings[clock.name])];
    return { ...settings, [clock.name]: Math.min(to, (same && at <= to ? at : clock.low) + LEAP) };
  }

  /** @param {Settings} settings */
  async function go(settings) {
    busy = true;
    const next = towards(settings);
    const timer = setTimeout(() => waiting(true), PATIENCE);
    try {
      const found = views(await asked(python, name, next));
      waiting(false);
      last = next;
      const there = !clock || next[clock.name] === settings[clock.name];
      const newer = wanted ?? (there ? null : settings);
      busy = false;
      wanted = null;
      if (newer) go(newer);
      answer(newer ? {} : settings, found, Boolean(newer));
    } catch (why) {
      // A reader who stops a cell ends what waits behind it.
      if (/** @type {Error} */ (why).name === "Stopped") go(wanted ?? settings);
      else failed(/** @type {Error} */ (why));
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    exact: true,
    connect: (to) => {
      answer = to;
      answer({}, arrays, true);
    },
    ask: (settings) => {
      if (busy) wanted = { ...settings };
      else go({ ...settings });
    },
  };
}

/**
 * @param {any} python
 * @param {string} name
 * @param {Settings} settings
 */
async function asked(python, name, settings) {
  const { status, text, arrays } = await python.run({ kind: "figure", name, settings });
  if (status !== "ok") throw new Error(text);
  return arrays;
}

/**
 * Free a figure: start Python and let it answer.
 * @param {HTMLElement} element
 * @param {HTMLElement} place where it is said how far that is
 * @param {Spec} spec of the figure, once it is free
 * @param {Settings} wish
 * @param {(settings: Settings, words: string) => void} back
 */
export async function free(element, place, spec, wish, back) {
  const name = spec.id.replace("live-", "");
  /** @type {Settings} */
  const settings = {};
  for (const control of spec.controls) settings[control.name] = wish[control.name] ?? control.value;
  const python = await bookAsking.start(place);
  const clock = spec.controls.find(({ strides }) => strides?.length);
  const start = clock ? { ...settings, [clock.name]: clock.low } : settings;
  /** @type {[Settings, Arrays]} */
  const first = [start, views(await asked(python, name, start))];
  let over = false;
  const lost = () => failed(new Error(ENDED));
  python.addEventListener("lost", lost);

  /** @param {Error} why */
  function failed({ name: kind, message }) {
    if (over) return;
    over = true;
    python.removeEventListener("lost", lost);
    back({ ...settings }, `${kind === "Lost" ? ENDED : message} ${BACK}`);
  }

  const row = html("div", "live-free");
  row.setAttribute("role", "status");
  const waiting = (/** @type {boolean} */ waits) => {
    const words = waits ? WAITING : READY;
    if (row.textContent !== words) row.textContent = words;
  };
  mount(element, spec, answered(python, name, spec.controls, first, waiting, failed), settings, true);
  waiting(false);
  element.append(row);
}
