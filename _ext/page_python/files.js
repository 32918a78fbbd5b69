"use strict";

/* The files of Python for this page (see PARTS at the top): from a server, or from disk,
   where a page may not fetch, as scripts that call bookPythonFiles.arrived.

   bookPythonFiles.load(names, what, tell)   a promise of ArrayBuffers, by name; tells meanwhile
   bookPythonFiles.damaged(name)             get it anew the next time; why, as an Error
   bookPythonFiles.total(names)              their bytes */

/** @typedef {{ loaded: number, total: number, words: string }} Progress */

const bookPythonFiles = (() => {
  const FOLDER = new URL("python/", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const FROM_DISK = location.protocol === "file:";
  /** @type {Record<string, Promise<ArrayBuffer>>} */
  const files = {};
  /** @type {Record<string, (file: ArrayBuffer) => void>} */
  const expected = {};
  let again = false;

  const mb = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

  const total = (/** @type {string[]} */ names) =>
    names.reduce((sum, name) => sum + bookPythonParts[name].bytes, 0);

  const damaged = (/** @type {string} */ name) => {
    delete files[name];
    again = true;
    const file = bookPythonParts[name].file + (FROM_DISK ? ".js" : ".bin");
    const drawing = name === "drawing";
    if (FROM_DISK) {
      return new Error(drawing
        ? phrase("Nothing can be drawn: the file {file} is missing or damaged in the folder of this book, _static/python. Copy the whole book again.", { file })
        : phrase("Python cannot start: the file {file} is missing or damaged in the folder of this book, _static/python. Copy the whole book again.", { file }));
    }
    return new Error(drawing
      ? phrase("Nothing can be drawn: the file {file} did not arrive whole. See that you are online, and try again.", { file })
      : phrase("Python cannot start: the file {file} did not arrive whole. See that you are online, and try again.", { file }));
  };

  /** @param {string} name
      @param {(bytes: number) => void} more
      @returns {Promise<ArrayBuffer>} */
  const fetched = async (name, more) => {
    try {
      // The name changes with the content, so that a copy is right for ever, unless
      // it came damaged, or what is kept is that there was none.
      const cache = again ? "reload" : "force-cache";
      const answer = await fetch(new URL(`${bookPythonParts[name].file}.bin`, FOLDER), { cache });
      if (!answer.ok || !answer.body) throw new TypeError();
      const reader = answer.body.getReader();
      const pieces = [];
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        pieces.push(piece.value);
        more(piece.value.length);
      }
      return await new Blob(pieces).arrayBuffer();
    } catch {
      throw damaged(name);
    }
  };

  /** @param {string} name
      @param {(bytes: number) => void} more
      @returns {Promise<ArrayBuffer>} */
  const read = async (name, more) => {
    const { file, bytes } = bookPythonParts[name];
    const script = document.createElement("script");
    try {
      const content = await new Promise((/** @type {(file: ArrayBuffer) => void} */ resolve, reject) => {
        expected[name] = resolve;
        // If it has run and not called, it is not what it was.
        script.onload = script.onerror = reject;
        script.src = String(new URL(`${file}.js`, FOLDER));
        document.head.append(script);
      });
      more(bytes);
      return content;
    } catch {
      throw damaged(name);
    } finally {
      script.remove();
    }
  };

  return {
    damaged,
    total,

    /** Get files, unless they are here.

        @param {string[]} names
        @param {string} what
        @param {(progress: Progress) => void} tell
        @returns {Promise<Record<string, ArrayBuffer>>} */
    async load(names, what, tell) {
      const lacking = names.filter((name) => !files[name]);
      const all = total(lacking);
      let loaded = 0;
      const more = (/** @type {number} */ bytes) => {
        loaded += bytes;
        tell({ loaded, total: all, words: phrase("{what}: {loaded} of {all} MB", { what, loaded: mb(loaded), all: mb(all) }) });
      };
      for (const name of lacking) files[name] = (FROM_DISK ? read : fetched)(name, more);
      const ends = await Promise.allSettled(names.map((name) => files[name]));
      const failed = ends.find(({ status }) => status === "rejected");
      if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
      return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await files[name]])));
    },

    /** @param {string} name
        @param {string} text the file, in base64 */
    arrived(name, text) {
      const characters = atob(text);
      const bytes = new Uint8Array(characters.length);
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = characters.charCodeAt(i);
      expected[name]?.(bytes.buffer);
    },
  };
})();
