// Answers from values recorded while the book was built.

/** @param {number[]} sizes */
const product = (sizes) => sizes.reduce((all, size) => all * size, 1);

/**
 * Undo nnlib.live.recording: inflate, join the two bytes of each code, add up the
 * differences along the axes they were taken.
 * @param {Recording} recording
 * @param {Control[]} controls
 */
async function unpack({ tracks, data }, controls) {
  const packed = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let start = 0;
  return tracks.map((track) => {
    const sizes = track.controls.map((name) => listed(controls, name).length);
    const dimensions = [...sizes, ...track.shape];
    const count = product(dimensions);
    const codes = new Uint16Array(count);
    for (let k = 0; k < count; k++) codes[k] = bytes[start + k] + 256 * bytes[start + count + k];
    for (const axis of [...track.along].reverse()) {
      const stride = product(dimensions.slice(axis + 1));
      const block = stride * dimensions[axis];
      for (let from = 0; from < count; from += block) {
        for (let k = from + stride; k < from + block; k++) codes[k] += codes[k - stride];
      }
    }
    start += 2 * count;
    return { ...track, sizes, codes };
  });
}

/**
 * The values that some codes stand for.
 * @param {{low: number, step: number, log: boolean}} track
 * @param {ArrayLike<number>} codes
 */
function values({ low, step, log }, codes) {
  const found = new Float64Array(codes.length);
  for (let k = 0; k < codes.length; k++) {
    const value = low + step * codes[k];
    found[k] = codes[k] === 65535 ? NaN : log ? 10 ** value : value;
  }
  return found;
}

/** @param {Control[]} controls @param {string} name @returns {(number | string)[]} */
export function listed(controls, name) {
  const control = controls.find((one) => one.name === name);
  if (!control) throw new Error(`no control ${name}`);
  return control.kind === "choice" ? control.options : control.values;
}

/**
 * Answers from values recorded when the book was built.
 * @param {(part: string) => Recording | Promise<Recording>} recording a part is what a
 *   control has one for each option of, and is asked for when it is needed
 * @param {string} by that control; without one there is one part, named ""
 * @param {Control[]} controls
 * @param {First[]} start what is shown until they are there
 * @param {() => void} failed what to do where they cannot be had
 * @returns {Source}
 */
export function recorded(recording, by, controls, start = [], failed = () => {}) {
  /** @type {Record<string, Awaited<ReturnType<typeof unpack>> | null>} */
  const parts = {};
  /** @type {Answer} */
  let answer = () => {};
  /** @type {Settings} */
  let wanted = {};

  function reply() {
    const part = by ? String(wanted[by]) : "";
    const tracks = parts[part];
    if (tracks === undefined) load(part);
    if (!tracks) return;
    /** @type {Arrays} */
    const arrays = {};
    for (const track of tracks) {
      const { name, controls: names, grows, shape, sizes, codes } = track;
      const count = product(shape);
      const seen = grows ? listed(controls, grows).indexOf(wanted[grows]) : count;
      let entry = 0;
      names.forEach((control, k) => {
        entry = entry * sizes[k] + listed(controls, control).indexOf(wanted[control]);
      });
      const data = values(track, codes.subarray(entry * count, (entry + 1) * count));
      arrays[name] = { shape, data: data.fill(NaN, seen + 1) };
    }
    answer(wanted, arrays);
  }

  /** @param {string} part */
  async function load(part) {
    parts[part] = null;
    try {
      parts[part] = await unpack(await recording(part), controls);
    } catch {
      delete parts[part];
      return failed();
    }
    reply();
  }

  return {
    exact: false,
    connect: (to) => {
      answer = to;
      if (start.length === 0) return;
      /** @type {Arrays} */
      const arrays = {};
      for (const track of start) {
        arrays[track.name] = { shape: track.shape, data: values(track, track.codes) };
      }
      answer({}, arrays, true);
    },
    ask: (settings) => {
      wanted = settings;
      reply();
    },
  };
}
