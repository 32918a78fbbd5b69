// What is answered in a lecture is forgotten with it: readers' own answers (work.js) are
// neither shown to a class nor changed.
"use strict";

const bookWork = (() => {
  /** @type {Record<string, object>} */
  const works = {};
  /** @type {((name: string, elsewhere: boolean) => void)[]} */
  const listeners = [];
  /** @param {string} name @param {object | null} work */
  function keep(name, work) {
    if (work) works[name] = work;
    else delete works[name];
    for (const listener of listeners) listener(name, false);
  }
  return {
    UNKEPT: "",
    refused: false,
    read: (/** @type {string} */ name) => works[name] ?? {},
    change: (/** @type {string} */ name, /** @type {object} */ changes) => keep(name, { ...works[name], ...changes }),
    forget: (/** @type {string} */ name) => keep(name, null),
    names: (/** @type {string} */ beginning) => Object.keys(works).filter((name) => name.startsWith(beginning)),
    heard: (/** @type {(name: string, elsewhere: boolean) => void} */ listener) => listeners.push(listener),
  };
})();
