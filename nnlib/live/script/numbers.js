// Numbers as text, and as colours.
import { phrase } from "./phrase.js";

/**
 * A number as text, with a true minus sign; very large and small ones as a x 10^b.
 * @param {number} value
 * @param {number} digits after the point
 * @param {boolean} [rounded] whether what rounds to 0 is written as 0
 */
export function text(value, digits, rounded) {
  if (!Number.isFinite(value)) return phrase("too large");
  const size = Math.abs(value);
  if (size >= 1e6 || (!rounded && size && size < Math.min(1e-4, 0.5 * 10 ** -digits))) {
    const [front, power] = value.toExponential(1).split("e");
    return `${front.replace("-", "−")}×10^{${power.replace("+", "").replace("-", "−")}}`;
  }
  const shown = value.toFixed(digits);
  return Number(shown) === 0 ? (0).toFixed(digits) : shown.replace("-", "−");
}

/** @param {number} value @param {number} digits that it has at least, but for zeros */
export function significant(value, digits) {
  const size = Math.abs(value);
  return text(value, size < 1e-4 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}

/**
 * The colour of a signed number: one hue for each sign, paler towards 0.
 * @param {number} value
 * @param {number} limit the size that gets the full colour
 */
export function signed(value, limit) {
  const share = Math.min(1, Math.abs(value) / limit) * 100;
  const hue = value < 0 ? "negative" : "positive";
  return `color-mix(in srgb, var(--live-${hue}) ${share.toFixed(0)}%, var(--live-zero))`;
}

/** @param {ArrayLike<number>} data */
export function largest(data) {
  let limit = 1e-12;
  for (let k = 0; k < data.length; k++) limit = Math.max(limit, Math.abs(data[k]) || 0);
  return limit;
}
