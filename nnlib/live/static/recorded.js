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

  const PYTHON = typeof WebAssembly === "object" && typeof DecompressionStream === "function";
  const UNRECORDED = "This link asks for values that were not recorded. Free the figure to see them: until then, these are the nearest.";
  const PAIR = /^-?\d+(\.\d+)?_-?\d+(\.\d+)?$/;

  /**
   * What a word in the page's address sets a control to, if it can be set to that.
   * @param {Control} control
   * @param {string} word
   */
  function parsed({ kind, options, values: listing, low, high, whole, most, across, up }, word) {
    /** @param {number} value @param {ArrayLike<number>} range */
    const within = (value, range) => value >= range[0] && value <= range[range.length - 1];
    if (kind === "choice") return options.includes(word) ? word : undefined;
    if (kind === "points") {
      const points = word.split(" ");
      const good = points.every((point) => {
        const [x, y] = point.split("_").map(Number);
        return PAIR.test(point) && within(x, across) && within(y, up);
      });
      return good && points.length <= most ? word : undefined;
    }
    const value = Number(word);
    const good = word.trim() !== "" && within(value, listing ?? [low, high]);
    return good && !(whole && value % 1) ? value : undefined;
  }

  /**
   * Whether all that a control can be set to is recorded.
   * @param {Control} control
   */
  function complete({ kind, values: listing, whole }) {
    if (kind !== "slider") return kind === "choice";
    return whole && listing[listing.length - 1] - listing[0] === listing.length - 1;
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
  function nearest({ options, values: listing, value: start }, wish) {
    if (options) return options.includes(String(wish)) ? String(wish) : start;
    if (wish === undefined) return start;
    const far = (/** @type {number} */ value) => Math.abs(value - Number(wish));
    return listing.reduce((best, value) => (far(value) < far(best) ? value : best));
  }

  /** @type {Object<string, (recording: Recording) => void>} */
  const waiting = {};
  /** @type {Object<string, Promise<unknown>>} */
  const loaded = {};

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
   * @typedef {{spec: Spec, freed?: Spec, free?: string[], source: Source}} Data of a
   *   page's figure: what is drawn of it once it is free, if that is other, and the
   *   scripts that free it
   */

  /**
   * Make the figure of a built page whose data stand in the element with this id.
   * @param {string} id
   */
  function page(id) {
    const element = document.getElementById(id);
    if (!element) return;
    const data = JSON.parse(element.querySelector("script")?.textContent || "");
    const { spec, start, recording } = data;
    const coming = typeof recording === "string" ? fetched(id, recording) : recording;
    data.source = recorded(coming, spec.controls, start, () => {
      const news = element.querySelector(".live-news");
      if (news) news.textContent = "The numbers of this figure did not load. Load the page again to see it move.";
    });
    const wish = settingsInAddress(data.freed ?? spec);
    show(element, data, wish, (other) => (other ? UNRECORDED : ""));
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
    const set = nnlibLive.mount(element, spec, source, settings, true);
    /** @type {Settings} */
    const near = {};
    for (const control of spec.controls) near[control.name] = nearest(control, wish[control.name]);
    set(near);
    if (!free || freed.controls.every(complete) || !PYTHON) return;
    const other = freed.controls.some(({ name, value }) => (wish[name] ?? value) !== (near[name] ?? value));
    offer(element, free, words(other), (place) => {
      // What was moved since then counts, and else the wish.
      const moved = Object.entries(settings).filter(([name, value]) => value !== near[name]);
      return /** @type {any} */ (nnlibLive).free(element, place, freed, { ...near, ...wish, ...Object.fromEntries(moved) },
        (/** @type {Settings} */ kept, /** @type {string} */ why) => show(element, data, kept, () => why));
    });
  }

  /**
   * Offer to free a figure, beneath it.
   * @param {HTMLElement} element
   * @param {string[]} scripts
   * @param {string} words
   * @param {(place: HTMLElement) => Promise<void>} begin
   */
  function offer(element, scripts, words, begin) {
    const row = nnlibLive.html("div", "live-free", element);
    const button = nnlibLive.html("button", "", row);
    button.type = "button";
    button.textContent = "Free this figure";
    const place = nnlibLive.html("div", "live-place", row);
    if (words) {
      // What is new in a place that was there is read out.
      place.setAttribute("role", "status");
      setTimeout(() => { place.textContent = words; }, 100);
    } else place.textContent = "Any value in range: Python starts in this page, 9 MB once.";
    let busy = false;
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      // Not disabled, for then it would lose the focus.
      button.setAttribute("aria-disabled", "true");
      try {
        for (const script of scripts) await load(script);
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
        reject(new Error("A file of this book could not be loaded. Try again."));
      });
      script.src = address;
      document.head.append(script);
    }));
  }

  return { arrived, page, recorded };
})());
