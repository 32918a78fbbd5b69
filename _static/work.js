"use strict";

/* What a reader has written, kept in this browser and sent nowhere: one record for each
   exercise and each cell, so that two tabs do not overwrite each other's.

   bookWork.read(name)             a record, {} if there is none
   bookWork.change(name, changes)  put something into it
   bookWork.forget(name)
   bookWork.names(beginning)       those of the records that begin so
   bookWork.heard(listener)        called with the name of a record that has changed,
                                   and whether it was in another tab
   bookWork.refused                whether this browser keeps nothing, or no more
   bookWork.UNKEPT                 what is then said */

/** @typedef {{ source?: string, hints?: number, status?: string, text?: string,
       checked?: string, sight?: string, done?: boolean, shown?: boolean, count?: number,
       of?: number, kind?: string, seed?: number, times?: number, due?: string }} Work */

const bookWork = (() => {
  const PREFIX = "backpropagation-work:";
  /** @type {Record<string, string>} */
  const TYPES = {
    source: "string", hints: "number", status: "string", text: "string", checked: "string", sight: "string",
    done: "boolean", shown: "boolean", count: "number", of: "number", kind: "string", seed: "number", times: "number",
    due: "string",
  };
  /** What cannot be kept lasts as long as the page.

      @type {Record<string, Work>} */
  const unkept = {};
  let refused = false;
  /** @type {((name: string, elsewhere: boolean) => void)[]} */
  const listeners = [];
  addEventListener("storage", ({ key }) => {
    if (!key?.startsWith(PREFIX)) return;
    for (const listener of listeners) listener(key.slice(PREFIX.length), true);
  });

  /** @param {string} name @returns {Work} */
  function read(name) {
    if (Object.hasOwn(unkept, name)) return unkept[name];
    try {
      const found = JSON.parse(localStorage.getItem(PREFIX + name) ?? "{}");
      // There may be something else under this name.
      return Object.fromEntries(Object.entries(found ?? {}).filter(([key, value]) => typeof value === TYPES[key]));
    } catch {
      return {};
    }
  }

  /** @param {string} name @param {Work} changes */
  function change(name, changes) {
    const work = { ...read(name), ...changes };
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(work));
      delete unkept[name];
    } catch {
      unkept[name] = work;
      refused = true;
    }
    for (const listener of listeners) listener(name, false);
  }

  /** @param {string} name */
  function forget(name) {
    delete unkept[name];
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      // It keeps nothing.
    }
    for (const listener of listeners) listener(name, false);
  }

  /** @param {string} beginning */
  function names(beginning) {
    /** @type {string[]} */
    let kept = [];
    try {
      kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    } catch {
      // It keeps nothing.
    }
    return [...new Set([...kept, ...Object.keys(unkept)])].filter((name) => name.startsWith(beginning));
  }

  return {
    get UNKEPT() {
      return phrase("This browser keeps nothing of this page, or has no room left. What you write here lasts until you leave.");
    },
    read,
    change,
    forget,
    names,
    get refused() {
      return refused;
    },
    /** @param {(name: string, elsewhere: boolean) => void} listener */
    heard: (listener) => listeners.push(listener),
  };
})();
