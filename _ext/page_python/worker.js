"use strict";

/* The worker in which Python runs. Pyodide's own code stands before this, with LOCK
   and ENVIRONMENT.

   From the page: { files, engine, interrupt } to start, { job } to do, { file } that was
   asked for. To the page: { alive } once it holds its lock, { engine } for the next worker,
   { ready }, { wanted }, { outputs }, { answer }, { stopped }, { failed }, { damaged },
   { dead }. */

/** @typedef {{ files: Record<string, ArrayBuffer>, engine: WebAssembly.Module | null,
       interrupt: Uint8Array | null, name: string }} Start */

(() => {
  const post = (/** @type {object} */ message) => self.postMessage(message);

  /** What an archive of the book holds, which is damaged if its checksum says so.

      @param {string} name
      @param {ArrayBuffer} file no Blob: from disk, WebKit reads none of the page's */
  const inflated = async (name, file) => {
    const body = /** @type {ReadableStream} */ (new Response(file).body);
    const stream = body.pipeThrough(new DecompressionStream("gzip"));
    try {
      return await new Response(stream).arrayBuffer();
    } catch {
      throw Object.assign(new Error(), { damaged: name });
    }
  };

  /** The files in a packed one: the length of the list, the list, the contents.

      @param {ArrayBuffer} buffer
      @returns {[string, Uint8Array][]} */
  const unpacked = (buffer) => {
    const length = new DataView(buffer).getUint32(0, true);
    const list = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    let at = 4 + length;
    return list.map((/** @type {[string, number]} */ [path, size]) => {
      at += size;
      return [path, new Uint8Array(buffer, at - size, size)];
    });
  };

  /** Put files in their places; their bytes are not copied.

      @param {any} FS
      @param {[string, Uint8Array][]} files */
  const place = (FS, files) => {
    const made = new Set();
    for (const [path, bytes] of files) {
      const folder = `/${path.slice(0, path.lastIndexOf("/"))}`;
      if (!made.has(folder)) FS.mkdirTree(folder);
      made.add(folder);
      FS.writeFile(`/${path}`, bytes, { canOwn: true });
    }
  };

  /** @type {any} */
  let python;
  /** @type {any} */
  let answering;
  /** @type {(file: ArrayBuffer) => void} */
  let arrived;
  const brought = new Set();

  /** @param {Start} start */
  const begin = async ({ files, engine, interrupt, name }) => {
    // The page hears that this worker has ended, however that comes about: then it gets
    // the lock.
    const held = () => {
      post({ alive: true });
      return new Promise(() => {});
    };
    navigator.locks?.request(name, held).catch(() => {});
    const [library, book, module] = await Promise.all([
      inflated("library", files.library).then(unpacked),
      inflated("book", files.book).then(unpacked),
      engine ?? inflated("engine", files.engine).then((bytes) => WebAssembly.compile(bytes)),
    ]);
    if (!engine) post({ engine: module });
    WebAssembly.instantiateStreaming = async (_, imports) => ({
      module,
      instance: await WebAssembly.instantiate(module, /** @type {any} */ (imports)),
    });
    const standard = library.findIndex(([path]) => path.endsWith(".zip"));
    const [[, zip]] = library.splice(standard, 1);
    const lock = JSON.stringify(LOCK);
    // Python asks for these three, and there is nothing else to be had.
    /** @type {Record<string, any>} */
    const here = { "python_stdlib.zip": zip, "pyodide-lock.json": lock, "pyodide.asm.wasm": "" };
    self.fetch = async (address) => {
      const content = here[String(address).replace(/.*\//, "")];
      if (content === undefined) throw new TypeError("A page's Python reaches no network.");
      return new Response(content);
    };
    python = await loadPyodide({
      indexURL: "https://python.invalid/",
      env: { HOME: "/home/pyodide", ...ENVIRONMENT },
      fsInit: async (/** @type {any} */ FS) => place(FS, [...library, ...book]),
    });
    if (interrupt) python.setInterruptBuffer(interrupt);
    python._api.on_fatal = (/** @type {unknown} */ error) => post({ dead: String(error) });
    python.runPython("import numpy, nnlib, inside");
    answering = python.pyimport("answering");
    post({ ready: true });
  };

  /** @param {string} name */
  const bring = async (name) => {
    const file = new Promise((resolve) => {
      arrived = resolve;
    });
    post({ wanted: name });
    place(python.FS, unpacked(await inflated(name, await file)));
    python.runPython("import importlib; importlib.invalidate_caches()");
    brought.add(name);
  };

  /** @param {object} job */
  const work = async (job) => {
    const text = JSON.stringify(job);
    const needs = answering.needs(text);
    for (const name of needs.toJs()) if (!brought.has(name)) await bring(name);
    needs.destroy();
    const outputs = (/** @type {string} */ batch) => post({ outputs: JSON.parse(batch) });
    post({ answer: JSON.parse(answering.answer(text, outputs)) });
  };

  /** @param {any} error */
  const failed = (error) => {
    if (error?.damaged) post({ damaged: error.damaged });
    else if (error?.type === "KeyboardInterrupt") post({ stopped: true });
    else post({ failed: String(error?.message ?? error) });
  };

  self.onmessage = ({ data }) => {
    if (data.file) arrived(data.file);
    else (data.job ? work(data.job) : begin(data)).catch(failed);
  };
})();
