// Axes: their range, their ticks, and where a value stands on them.

/**
 * Values at which an axis is marked: 1, 2 or 5 times a power of ten, or, on a
 * logarithmic axis, powers of ten.
 * @param {number} low
 * @param {number} high
 * @param {boolean} log
 * @param {number} room how many pixels there are
 */
export function ticks(low, high, log, room) {
  const most = Math.min(5, Math.max(2, Math.floor(room / 22)));
  const found = [];
  if (log) {
    const first = Math.ceil(Math.log10(low) - 1e-9);
    const last = Math.floor(Math.log10(high) + 1e-9);
    const stride = Math.max(1, Math.ceil((last - first) / most));
    for (let power = first; power <= last; power += stride) found.push(10 ** power);
    return found;
  }
  const rough = (high - low) / most;
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
export function domain(axis, columns) {
  if (axis.domain) return axis.domain;
  let low = axis.zero ? 0 : Infinity;
  let high = axis.zero ? 0 : -Infinity;
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
export function scale([low, high], log, from, to) {
  const bend = log ? Math.log10 : (/** @type {number} */ v) => v;
  const start = bend(low);
  const factor = (to - from) / (bend(high) - start);
  return (/** @type {number} */ value) => from + (bend(value) - start) * factor;
}

/**
 * The way back: the value that stands at a pixel.
 * @param {number[]} range
 * @param {boolean} log
 * @param {number} from
 * @param {number} to
 */
export function unscale([low, high], log, from, to) {
  return (/** @type {number} */ pixel) => {
    const share = (pixel - from) / (to - from);
    return log ? low * (high / low) ** share : low + share * (high - low);
  };
}
