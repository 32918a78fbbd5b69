// The figures of a built page.
import { complete, nearest, settingsInAddress } from "./address.js";
import { CHART } from "./chart.js";
import { makers } from "./controls.js";
import { html, put, svg } from "./elements.js";
import { mount } from "./figure.js";
import { signed } from "./numbers.js";
import { phrase, phraseCount } from "./phrase.js";
import { recorded } from "./recorded.js";

const PYTHON = typeof WebAssembly === "object" && typeof DecompressionStream === "function";

/** @type {Object<string, (recording: Recording) => void>} */
const waiting = {};

/** @type {Object<string, Promise<unknown>>} */
const loaded = {};

/**
 * Sets a figure of this page as the search of an address asks.
 * @type {Object<string, (search: string) => void>}
 */
const byLink = {};

// A link to a figure of this page sets it, and the page is not loaded anew.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const id = link.hash.slice(1);
  if (link.origin !== location.origin || link.pathname !== location.pathname || !byLink[id]) return;
  event.preventDefault();
  byLink[id](link.search);
  const figure = /** @type {HTMLElement} */ (document.getElementById(id));
  figure.scrollIntoView();
  /** @type {HTMLElement | null} */ (figure.querySelector("input, select"))?.focus({ preventScroll: true });
});

/**
 * Load a script that hands over a recording (a page from disk may load nothing else),
 * once the page itself is there: a page is for reading first.
 * @param {string} id
 * @param {string} address
 * @returns {Promise<Recording>}
 */
async function fetched(id, address) {
  if (document.readyState !== "complete") {
    await new Promise((done) => addEventListener("load", done, { once: true }));
  }
  return new Promise((resolve, reject) => {
    waiting[id] = resolve;
    const script = document.createElement("script");
    script.addEventListener("error", reject);
    script.src = address;
    document.head.append(script);
  });
}

/**
 * What such a script calls.
 * @param {string} id
 * @param {Recording} recording
 */
function arrived(id, recording) {
  waiting[id](recording);
}

/**
 * Make the figure of a built page whose data stand in the element with this id.
 * @param {string} id
 */
function page(id) {
  const element = document.getElementById(id);
  if (!element) return;
  const data = JSON.parse(element.querySelector("script")?.textContent || "");
  const { spec, start, recording } = data;
  const coming = (/** @type {string} */ part) => fetched(part ? `${id}.${part}` : id, recording[part]);
  data.freed &&= changed(spec, data.freed);
  data.source = recorded(coming, spec.parts, spec.controls, start, () => {
    const news = element.querySelector(".live-news");
    if (news) news.textContent = phrase("The numbers of this figure did not load. Load the page again to see it move.");
  });
  const wish = settingsInAddress(data.freed ?? spec);
  show(element, data, wish, (other) => (other
    ? phrase("This link asks for values that were not recorded. Free the figure to see them: until then, these are the nearest.")
    : ""));
}

/** @param {Spec} spec @param {Changes} changes @returns {Spec} */
function changed(spec, { drawings = spec.drawings, ...changes }) {
  const whole = drawings.map((one) => (typeof one === "number" ? spec.drawings[one] : one));
  return { ...spec, ...changes, drawings: whole };
}

/**
 * Show what was recorded nearest to some wishes.
 * @param {HTMLElement} element
 * @param {Data} data
 * @param {Settings} wish
 * @param {(other: boolean) => string} words what is said, knowing whether the wish is
 *   for something else
 */
function show(element, data, wish, words) {
  const { spec, freed = spec, source, free } = data;
  /** @type {Settings} */
  const settings = {};
  for (const control of spec.controls) settings[control.name] = control.value;
  const set = mount(element, spec, source, settings, true);
  /** @type {Settings} */
  const near = {};
  for (const control of spec.controls) near[control.name] = nearest(control, wish[control.name]);
  set(near);
  byLink[spec.id] = (search) => {
    const other = settingsInAddress(spec, search);
    set(Object.fromEntries(spec.controls.map((control) => [control.name, nearest(control, other[control.name])])));
  };
  if (!free || spec.small || freed.controls.every(complete) || !PYTHON) return;
  const other = freed.controls.some(({ name, value }) => (wish[name] ?? value) !== (near[name] ?? value));
  offer(element, free, words(other), (place) => {
    // What was moved since then counts, and else the wish.
    const moved = Object.entries(settings).filter(([name, value]) => value !== near[name]);
    delete byLink[spec.id];
    return nnlibLive.free(element, place, freed, { ...near, ...wish, ...Object.fromEntries(moved) },
      (/** @type {Settings} */ kept, /** @type {string} */ why) => show(element, data, kept, () => why));
  });
}

/**
 * Offer to free a figure, beneath it.
 * @param {HTMLElement} element
 * @param {string} script
 * @param {string} words
 * @param {(place: HTMLElement) => Promise<void>} begin
 */
function offer(element, script, words, begin) {
  const row = html("div", "live-free", element);
  const button = html("button", "", row);
  button.type = "button";
  button.textContent = phrase("Free this figure");
  const place = html("div", "live-place", row);
  if (words) {
    // What is new in a place that was there is read out.
    place.setAttribute("role", "status");
    setTimeout(() => { place.textContent = words; }, 100);
  } else place.textContent = phrase("Any value in range: Python starts in this page, 9 MB once.");
  let busy = false;
  button.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    // Not disabled, for then it would lose the focus.
    button.setAttribute("aria-disabled", "true");
    try {
      await load(script);
      await begin(place);
    } catch (why) {
      // What goes wrong with Python stands there already.
      if (!place.querySelector("p")) place.textContent = /** @type {Error} */ (why).message;
    }
    busy = false;
    button.removeAttribute("aria-disabled");
  });
}

/**
 * Load a script, once.
 * @param {string} address
 * @returns {Promise<unknown>}
 */
function load(address) {
  return (loaded[address] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => {
      delete loaded[address];
      reject(new Error(phrase("A file of this book could not be loaded. Try again.")));
    });
    script.src = address;
    document.head.append(script);
  }));
}

// The names under which pages, and what comes later, know all this: nnlibLive.
export { CHART, arrived, html, makers, mount, page, phrase, phraseCount, put, recorded, signed, svg };
