// The settings of a figure in the page's address.

const PAIR = /^-?\d+(\.\d+)?_-?\d+(\.\d+)?$/;
const PIXELS = /^[0-9a-f]+$/;
/**
 * What an option was called before, in addresses that somebody has kept.
 * @type {Record<string, string>}
 */
const BEFORE = { step: "stair" };

/**
 * What a word in the page's address sets a control to, if it can be set to that.
 * @param {Control} control
 * @param {string} word
 */
function parsed({ kind, options, values: listing, low, high, whole, most, across, up, side, view }, word) {
  /** @param {number} value @param {ArrayLike<number>} range */
  const within = (value, range) => value >= range[0] && value <= range[range.length - 1];
  if (kind === "choice") return [word, BEFORE[word]].find((one) => options.includes(one));
  if (kind === "points") {
    const points = word.split(" ");
    const good = points.every((point) => {
      const [x, y] = point.split("_").map(Number);
      return PAIR.test(point) && within(x, across) && within(y, up);
    });
    return good && points.length <= most ? word : undefined;
  }
  if (kind === "picture") return PIXELS.test(word) && word.length === side ** 2 ? word : undefined;
  const value = Number(word);
  const good = word.trim() !== "" && within(value, listing ?? [low, high]);
  return good && !(whole && value % 1) && !(view && !listing.includes(value)) ? value : undefined;
}

/**
 * Whether all that a control can be set to is recorded.
 * @param {Control} control
 */
export function complete({ kind, values: listing, whole, view }) {
  if (view) return true;
  if (kind !== "slider") return kind === "choice";
  return whole && listing[listing.length - 1] - listing[0] === listing.length - 1;
}

/**
 * The settings in an address, or in the page's own; what does not fit is left out.
 * @param {Spec} spec
 * @param {string} search
 * @returns {Settings}
 */
export function settingsInAddress(spec, search = location.search) {
  const asked = new URLSearchParams(search);
  /** @type {Settings} */
  const found = {};
  for (const control of spec.controls) {
    const word = asked.get(`${spec.id}.${control.name}`);
    const value = word === null ? undefined : parsed(control, word);
    if (value !== undefined) found[control.name] = value;
  }
  return found;
}

/**
 * What is recorded for a control nearest to a wish.
 * @param {Control} control
 * @param {number | string | undefined} wish
 */
export function nearest({ options, values: listing, value: start }, wish) {
  if (options) return options.includes(String(wish)) ? String(wish) : start;
  if (wish === undefined) return start;
  const far = (/** @type {number} */ value) => Math.abs(value - Number(wish));
  return listing.reduce((best, value) => (far(value) < far(best) ? value : best));
}
