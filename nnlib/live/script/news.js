// What is read out once a reader has moved something and stopped: what that has changed.
import { spoken } from "./spoken.js";
import { text } from "./numbers.js";
import { phrase } from "./phrase.js";
import { fill, written } from "./words.js";

// Who goes on at once need not hear of what was passed.
const PAUSE = 600;

/**
 * @param {Spec} spec
 * @param {Element} place an element that is read out when its text changes
 */
export function news(spec, place) {
  /** @type {[Arrays, Settings] | undefined} what was heard last, or seen at the start */
  let before;
  let timer = 0;
  let playing = false;

  /** @param {string} name @param {Settings} settings */
  const moved = (name, settings) => before?.[1][name] !== settings[name];

  /**
   * What there is to say of the controls that were moved.
   * @param {Arrays} arrays
   * @param {Settings} settings
   */
  function sentences(arrays, settings) {
    const controls = spec.controls.filter(({ name }) => moved(name, settings));
    const shown = spec.drawings.filter(({ told, when }) => told?.some((name) => moved(name, settings))
      && Object.keys(when).every((name) => when[name].includes(String(settings[name]))));
    const lines = shown.map((drawing) => written(drawing, arrays, settings).filter((line) => line.trim()).join(", "));
    const summaries = controls.map(({ name }) => spec.words[name] ?? spec.summary);
    const all = [...lines, ...new Set(summaries)].filter(Boolean);
    // What has a place in none of them is named.
    const named = controls.filter(({ name, kind, hidden }) => !hidden && !["points", "picture"].includes(kind)
      && !shown.some(({ told }) => told.includes(name)) && !all.some((one) => RegExp(`<${name}\\b`).test(one)));
    const head = named.map(({ name, label, digits }) => {
      const value = settings[name];
      return `${label}, ${typeof value === "number" ? text(value, digits || 0) : phrase(String(value))}: `;
    });
    const filled = all.map((one) => fill(one, arrays, settings, before));
    return spoken(`${head.join("")}${filled.join(". ")}`);
  }

  /** @param {Arrays} arrays @param {Settings} settings */
  function tell(arrays, settings) {
    const words = sentences(arrays, settings);
    before = [arrays, { ...settings }];
    if (words) place.textContent = words;
  }

  /** @type {[Arrays, Settings]} */
  let now;

  return {
    /** Hear of an answer. @param {Arrays} arrays @param {Settings} settings */
    heard(arrays, settings) {
      now = [arrays, settings];
      clearTimeout(timer);
      if (!before) before = [arrays, { ...settings }];
      else if (!playing) timer = setTimeout(() => tell(arrays, settings), PAUSE);
    },
    /**
     * Of what plays, the beginning and the end are told, and nothing if no reader began it.
     * @param {boolean} on
     * @param {boolean} asked
     */
    plays(on, asked) {
      clearTimeout(timer);
      playing = on;
      if (on) place.textContent = asked ? phrase("Playing.") : "";
      else if (asked) timer = setTimeout(() => tell(...now), PAUSE);
      else before = [now[0], { ...now[1] }];
    },
  };
}
