"use strict";

/* Python in this page: its worker, and jobs for it. Its files are bookPythonFiles'.

   bookPython.start()              get the files and start, unless that is done
   bookPython.run(job, onOutput)   a promise of what inside.answer(job, emit) returns
   bookPython.stop(job)            end a job; a promise of { kept }: are variables there?
   bookPython.state                "off", "loading", "ready", "busy"

   Its events: "state"; "progress", whose detail is { loaded, total, words }; "begin" and,
   after ten seconds, "slow", whose detail is { job }; "lost", when the worker has died, and all variables with it.
   What cannot be had or done is an Error whose message is for readers. Its name is
   "Stopped" where a reader has ended the job, "Lost" where the worker has died. */

/** @typedef {{ job: object, onOutput?: (output: any) => void, begun: boolean,
       resolve: (answer: any) => void, reject: (why: Error) => void }} Task */

const bookPython = (() => {
  const FIRST = ["script", "engine", "library", "book"];
  const NAMES = /** @type {Record<string, string>} */ ({ drawing: "Matplotlib" });
  const PACKAGES = /** @type {Record<string, string>} */ ({ matplotlib: "drawing" });
  const SLOW = 10_000;
  // How long Python has to notice that it is to stop.
  const PATIENCE = 3_000;

  const problem = (/** @type {string} */ message, name = "Error") =>
    Object.assign(new Error(message), { name });

  const STOPPED = problem(phrase("Stopped."), "Stopped");

  class Python extends EventTarget {
    /** @type {"off" | "loading" | "ready" | "busy"} */
    state = "off";
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
    // WebKit may say that a page is isolated, and have no memory to share all the same.
    #interrupt = self.crossOriginIsolated && typeof SharedArrayBuffer === "function"
      ? new Uint8Array(new SharedArrayBuffer(1))
      : null;
    #timer = 0;

    async start() {
      await (this.#starting ??= this.#begin());
    }

    /** @param {object} job
        @param {(output: any) => void} [onOutput] */
    run(job, onOutput) {
      return new Promise((resolve, reject) => {
        this.#tasks.push({ job, onOutput, begun: false, resolve, reject });
        this.start().then(() => this.#next(), (why) => this.#drop(why));
      });
    }

    /** End a job, or forget it while it waits. Others go on.

        @param {object} [job] the one that runs, unless told otherwise */
    async stop(job = this.#tasks[0]?.job) {
      const place = this.#tasks.findIndex((one) => one.job === job);
      const task = this.#tasks[place];
      if (!task?.begun) {
        this.#tasks.splice(place, task ? 1 : 0);
        task?.reject(STOPPED);
        return { kept: true };
      }
      if (this.#interrupt && this.#worker) {
        const worker = this.#worker;
        for (let wait = 0; wait < PATIENCE && this.#tasks[0] === task; wait += 50) {
          // Where Python happens to be, it may let an interrupt go by.
          if (wait % 500 === 0) this.#interrupt[0] = 2;
          await new Promise((done) => setTimeout(done, 50));
        }
        if (this.#tasks[0] !== task) return { kept: this.#worker === worker };
      }
      this.#end();
      this.#tasks.shift()?.reject(STOPPED);
      this.start().then(() => this.#next(), (why) => this.#drop(why));
      return { kept: false };
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
        const total = bookPythonFiles.total(FIRST);
        this.#tell("progress", { loaded: total, total, words: phrase("Python starts.") });
        await this.#launch(files);
        this.#is("ready");
      } catch (why) {
        this.#end();
        throw why;
      }
    }

    /** @param {string[]} names
        @param {string} what */
    #load(names, what) {
      return bookPythonFiles.load(names, what, (progress) => this.#tell("progress", progress));
    }

    /** Start a worker with the files.

        @param {Record<string, ArrayBuffer>} files */
    async #launch({ script, ...files }) {
      const stream = new Blob([script]).stream().pipeThrough(new DecompressionStream("gzip"));
      const code = await new Response(stream).blob().catch(() => {
        throw bookPythonFiles.damaged("script");
      });
      const address = URL.createObjectURL(code);
      const name = `bookPython ${performance.now()} ${Math.random()}`;
      const worker = new Worker(address);
      this.#worker = worker;
      await new Promise((/** @type {(_: void) => void} */ resolve, reject) => {
        this.#giveUp = reject;
        worker.onmessage = ({ data }) => {
          // Granted when the worker has ended, in whatever way.
          if (data.alive) navigator.locks.request(name, () => this.#lose(worker));
          else if (data.ready) resolve();
          else if (data.engine) this.#engine = data.engine;
          else if (worker === this.#worker) this.#hear(data);
        };
        worker.onerror = ({ message }) => this.#lose(worker, message);
        const engine = this.#engine;
        worker.postMessage({ files, engine, interrupt: this.#interrupt, name });
      }).finally(() => URL.revokeObjectURL(address));
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
      if (damaged) return bookPythonFiles.damaged(PACKAGES[damaged] ?? damaged);
      if (stopped) return STOPPED;
      const last = failed.trim().split("\n").pop();
      return Object.assign(problem(phrase("Python could not answer: {why}", { why: last })), { detail: failed });
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
      this.#tell("begin", { job: task.job });
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
        if (worker !== this.#worker) return;
        this.#done()?.reject(/** @type {Error} */ (why));
        this.#next();
      }
    }

    /** A worker has died by itself.

        @param {Worker | null} worker
        @param {string} [detail] */
    #lose(worker, detail) {
      if (!worker || worker !== this.#worker) return;
      const why = Object.assign(
        problem(phrase("Python has ended, and all variables with it. It starts anew when you run something."), "Lost"),
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
