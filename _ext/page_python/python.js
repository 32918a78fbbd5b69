"use strict";

/* Python in this page: its files, its worker, and jobs for it (see PARTS at the top).

   bookPython.start(onProgress)    get the files and start, unless that is done
   bookPython.run(job, onOutput)   a promise of what inside.answer(job, emit) returns
   bookPython.stop()               end the job; a promise of { kept }: are variables there?
   bookPython.state                "off", "loading", "ready", "busy"

   Its events: "state"; "progress", whose detail is { loaded, total, words }; "slow", after
   ten seconds of one job; "lost", when the worker has died, and all variables with it.
   What cannot be had or done is an Error whose message is for readers. Its name is
   "Stopped" where a reader has ended the job, "Lost" where the worker has died. */

/** @typedef {{ loaded: number, total: number, words: string }} Progress */
/** @typedef {{ job: object, onOutput?: (output: any) => void, begun: boolean,
       resolve: (answer: any) => void, reject: (why: Error) => void }} Task */

const bookPython = (() => {
  const FOLDER = new URL("python/", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const FROM_DISK = location.protocol === "file:";
  const FIRST = ["script", "engine", "library", "book"];
  const NAMES = /** @type {Record<string, string>} */ ({ drawing: "Matplotlib" });
  const PACKAGES = /** @type {Record<string, string>} */ ({ matplotlib: "drawing" });
  const SLOW = 10_000;
  // How long Python has to notice that it is to stop.
  const PATIENCE = 2_000;

  const problem = (/** @type {string} */ message, name = "Error") =>
    Object.assign(new Error(message), { name });

  const STOPPED = problem("Stopped.", "Stopped");

  const missing = (/** @type {string} */ file) =>
    problem(
      FROM_DISK
        ? `Python cannot start: the file ${file} is missing or damaged in the folder of ` +
            "this book, _static/python. Copy the whole book again."
        : `Python cannot start: the file ${file} did not arrive whole. See that you are ` +
            "online, and try again.",
    );

  const mb = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

  /** From disk, files come as scripts, which call bookPython.arrived.

      @type {Record<string, (blob: Blob) => void>} */
  const expected = {};

  class Python extends EventTarget {
    /** @type {"off" | "loading" | "ready" | "busy"} */
    state = "off";
    /** @type {Record<string, Promise<Blob>>} */
    #files = {};
    /** @type {WebAssembly.Module | null} */
    #engine = null;
    /** @type {Worker | null} */
    #worker = null;
    /** @type {Promise<void> | null} */
    #starting = null;
    /** @type {((why: Error) => void)} */
    #giveUp = () => {};
    /** @type {Task[]} */
    #tasks = [];
    #interrupt = self.crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : null;
    #again = false;
    #timer = 0;

    /** @param {(progress: Progress) => void} [onProgress] */
    async start(onProgress) {
      const heard = (/** @type {any} */ { detail }) => onProgress?.(detail);
      this.addEventListener("progress", heard);
      try {
        await (this.#starting ??= this.#begin());
      } finally {
        this.removeEventListener("progress", heard);
      }
    }

    /** @param {object} job
        @param {(output: any) => void} [onOutput] */
    run(job, onOutput) {
      return new Promise((resolve, reject) => {
        this.#tasks.push({ job, onOutput, begun: false, resolve, reject });
        this.start().then(() => this.#next(), (why) => this.#drop(why));
      });
    }

    /** End the job, and forget those that wait. */
    async stop() {
      const task = this.#tasks[0];
      if (!task?.begun) {
        this.#drop(STOPPED);
        return { kept: true };
      }
      if (this.#interrupt && this.#worker) {
        this.#tasks.splice(1).forEach(({ reject }) => reject(STOPPED));
        this.#interrupt[0] = 2;
        const worker = this.#worker;
        for (let wait = 0; wait < PATIENCE && this.#tasks[0] === task; wait += 50)
          await new Promise((done) => setTimeout(done, 50));
        if (this.#tasks[0] !== task) return { kept: this.#worker === worker };
      }
      this.#end();
      this.#drop(STOPPED);
      this.start().catch(() => {});
      return { kept: false };
    }

    /** A file that came from disk as a script, in base64.

        @param {string} name
        @param {string} text */
    arrived(name, text) {
      const characters = atob(text);
      const bytes = new Uint8Array(characters.length);
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = characters.charCodeAt(i);
      expected[name]?.(new Blob([bytes]));
    }

    /** @param {string} type
        @param {object} [detail] */
    #tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    /** @param {"off" | "loading" | "ready" | "busy"} state */
    #is(state) {
      if (state === this.state) return;
      this.state = state;
      this.#tell("state", { state });
    }

    async #begin() {
      this.#is("loading");
      try {
        const files = await this.#load(FIRST, "Python");
        this.#tell("progress", { ...this.#sum(FIRST), words: "Python starts." });
        await this.#launch(files);
        this.#is("ready");
      } catch (why) {
        this.#end();
        throw why;
      }
    }

    /** @param {string[]} names */
    #sum(names) {
      const total = names.reduce((sum, name) => sum + bookPythonParts[name].bytes, 0);
      return { loaded: total, total };
    }

    /** Get files, unless they are here.

        @param {string[]} names
        @param {string} what
        @returns {Promise<Record<string, Blob>>} */
    async #load(names, what) {
      const lacking = names.filter((name) => !this.#files[name]);
      const { total } = this.#sum(lacking);
      let loaded = 0;
      const more = (/** @type {number} */ bytes) => {
        loaded += bytes;
        const words = `${what}: ${mb(loaded)} of ${mb(total)} MB`;
        this.#tell("progress", { loaded, total, words });
      };
      for (const name of lacking)
        this.#files[name] = FROM_DISK ? this.#read(name, more) : this.#fetch(name, more);
      const all = await Promise.allSettled(names.map((name) => this.#files[name]));
      names.forEach((name, i) => all[i].status === "rejected" && delete this.#files[name]);
      const failed = all.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
      const blobs = await Promise.all(names.map((name) => this.#files[name]));
      return Object.fromEntries(names.map((name, i) => [name, blobs[i]]));
    }

    /** @param {string} name
        @param {(bytes: number) => void} more
        @returns {Promise<Blob>} */
    async #fetch(name, more) {
      const { file } = bookPythonParts[name];
      try {
        // The name changes with the content, so that a copy is right for ever, unless
        // it came damaged, or what is kept is that there was none.
        const cache = this.#again ? "reload" : "force-cache";
        const answer = await fetch(new URL(`${file}.bin`, FOLDER), { cache });
        if (!answer.ok || !answer.body) throw new TypeError();
        const reader = answer.body.getReader();
        const pieces = [];
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
          pieces.push(piece.value);
          more(piece.value.length);
        }
        return new Blob(pieces);
      } catch {
        throw this.#damaged(name);
      }
    }

    /** @param {string} name
        @param {(bytes: number) => void} more
        @returns {Promise<Blob>} */
    #read(name, more) {
      const { file, bytes } = bookPythonParts[name];
      const script = document.createElement("script");
      return new Promise((resolve, reject) => {
        expected[name] = (blob) => {
          more(bytes);
          resolve(blob);
        };
        // If it has run and not called, it is not what it was.
        script.onload = script.onerror = () => reject(missing(`${file}.js`));
        script.src = String(new URL(`${file}.js`, FOLDER));
        document.head.append(script);
      }).finally(() => script.remove());
    }

    /** Start a worker with the files.

        @param {Record<string, Blob>} files */
    async #launch({ script, ...files }) {
      const source = script.stream().pipeThrough(new DecompressionStream("gzip"));
      const code = await new Response(source).blob().catch(() => {
        throw this.#damaged("script");
      });
      const address = URL.createObjectURL(code);
      const name = `bookPython ${performance.now()} ${Math.random()}`;
      const worker = new Worker(address);
      this.#worker = worker;
      await new Promise((/** @type {(_: void) => void} */ resolve, reject) => {
        this.#giveUp = reject;
        worker.onmessage = ({ data }) => {
          if (data.ready) {
            // Granted when the worker has ended, in whatever way.
            navigator.locks?.request(name, () => this.#lose(worker)).catch(() => {});
            resolve();
          } else if (data.engine) this.#engine = data.engine;
          else if (worker === this.#worker) this.#hear(data);
        };
        worker.onerror = ({ message }) => this.#lose(worker, message);
        const engine = this.#engine;
        worker.postMessage({ files, engine, interrupt: this.#interrupt, name });
      }).finally(() => URL.revokeObjectURL(address));
    }

    /** @param {string} name */
    #damaged(name) {
      delete this.#files[name];
      this.#again = true;
      return missing(bookPythonParts[name].file + (FROM_DISK ? ".js" : ".bin"));
    }

    /** @param {any} data what the worker says */
    #hear(data) {
      if (data.wanted) this.#bring(data.wanted);
      else if (data.outputs) data.outputs.forEach((/** @type {any} */ one) => this.#tasks[0]?.onOutput?.(one));
      else if ("answer" in data) this.#done()?.resolve(data.answer);
      else if (data.dead) this.#lose(this.#worker, data.dead);
      else {
        const why = this.#reason(data);
        if (this.state === "busy") this.#done()?.reject(why);
        else this.#giveUp(why);
      }
      if (this.state === "ready") this.#next();
    }

    /** @param {any} data what the worker says */
    #reason({ damaged, stopped, failed }) {
      if (damaged) return this.#damaged(damaged);
      if (stopped) return STOPPED;
      const last = failed.trim().split("\n").pop();
      return Object.assign(problem(`Python could not answer: ${last}`), { detail: failed });
    }

    #done() {
      clearTimeout(this.#timer);
      this.#is("ready");
      return this.#tasks.shift();
    }

    #next() {
      const task = this.#tasks[0];
      if (!task || task.begun || this.state !== "ready") return;
      task.begun = true;
      if (this.#interrupt) this.#interrupt[0] = 0;
      this.#is("busy");
      this.#watch(task);
      this.#worker?.postMessage({ job: task.job });
    }

    /** @param {Task} task */
    #watch({ job }) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tell("slow", { job, seconds: SLOW / 1000 }), SLOW);
    }

    /** Get the files of a package for the job, whose time does not count yet.

        @param {string} name */
    async #bring(name) {
      const worker = this.#worker;
      const part = PACKAGES[name];
      clearTimeout(this.#timer);
      try {
        const { [part]: file } = await this.#load([part], NAMES[part]);
        if (worker !== this.#worker) return;
        this.#watch(this.#tasks[0]);
        worker?.postMessage({ file });
      } catch (why) {
        if (worker === this.#worker) this.#done()?.reject(/** @type {Error} */ (why));
      }
    }

    /** A worker has died by itself.

        @param {Worker | null} worker
        @param {string} [detail] */
    #lose(worker, detail) {
      if (!worker || worker !== this.#worker) return;
      const why = Object.assign(
        problem("Python has ended, and all variables with it. It starts anew when you run something.", "Lost"),
        { detail },
      );
      this.#giveUp(why);
      this.#end();
      this.#drop(why);
      this.#tell("lost", why);
    }

    #end() {
      clearTimeout(this.#timer);
      this.#worker?.terminate();
      this.#worker = null;
      this.#starting = null;
      this.#is("off");
    }

    /** @param {Error} why */
    #drop(why) {
      this.#tasks.splice(0).forEach(({ reject }) => reject(why));
    }
  }

  return new Python();
})();
