// Makes the figures of a built page answer, from values recorded while the book was
// built; live.js, which comes before, draws them.
"use strict";

Object.assign(nnlibLive, (() => {
  /**
   * @typedef {{name: string, controls: string[], grows: string, shape: number[], low: number,
   *   step: number, log: boolean, along: number[]}} Track one recorded array
   * @typedef {{tracks: Track[], data: string}} Recording
   * @typedef {{name: string, shape: number[], low: number, step: number, log: boolean,
   *   codes: number[]}} Start one array as it is to begin with
   */

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
  function listed(controls, name) {
    const control = controls.find((one) => one.name === name);
    if (!control) throw new Error(`no control ${name}`);
    return control.kind === "choice" ? control.options : control.values;
  }

  /**
   * Answers from values recorded when the book was built.
   * @param {Recording | Promise<Recording>} recording
   * @param {Control[]} controls
   * @param {Start[]} start what is shown until they are there
   * @param {() => void} failed what to do where they cannot be had
   * @returns {Source}
   */
  function recorded(recording, controls, start = [], failed = () => {}) {
    /** @type {Awaited<ReturnType<typeof unpack>> | null} */
    let tracks = null;
    /** @type {Answer} */
    let answer = () => {};
    /** @type {Settings} */
    let wanted = {};

    function reply() {
      if (tracks === null) return;
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

    Promise.resolve(recording).then((whole) => unpack(whole, controls)).then((unpacked) => {
      tracks = unpacked;
      reply();
    }, failed);
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

  /**
   * The settings in the page's address; what does not fit is left out.
   * @param {Spec} spec
   * @returns {Settings}
   */
  function settingsInAddress(spec) {
    const asked = new URLSearchParams(location.search);
    /** @type {Settings} */
    const found = {};
    for (const control of spec.controls) {
      const word = asked.get(`${spec.id}.${control.name}`);
      if (word === null) continue;
      if (control.kind === "choice") {
        if (control.options.includes(word)) found[control.name] = word;
      } else if (word.trim() !== "" && control.values.includes(Number(word))) {
        found[control.name] = Number(word);
      }
    }
    return found;
  }

  /** @type {Object<string, (recording: Recording) => void>} */
  const waiting = {};

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
    const { spec, start, recording } = JSON.parse(element.querySelector("script")?.textContent || "");
    const coming = typeof recording === "string" ? fetched(id, recording) : recording;
    /** @type {Settings} */
    const settings = {};
    for (const control of spec.controls) settings[control.name] = control.value;
    const source = recorded(coming, spec.controls, start, () => {
      const news = element.querySelector(".live-news");
      if (news) news.textContent = "The numbers of this figure did not load. Load the page again to see it move.";
    });
    const set = nnlibLive.mount(element, spec, source, settings, true);
    set(settingsInAddress(spec));
  }

  return { arrived, page, recorded };
})());
