"use strict";

/* What a reader's code shows, in an element: bookOutputs(element).add(output). */

/** @typedef {{ output_type: string, name?: string, text?: string, data?: Record<string, any>,
       count?: number }} Output as a notebook stores it, and { output_type: "left_out", count } */

const bookOutputs = (() => {
  /** @param {string} className @param {string} text */
  function block(className, text) {
    const pre = document.createElement("pre");
    pre.className = className;
    pre.textContent = text;
    // What scrolls can be scrolled by keys.
    pre.tabIndex = 0;
    return pre;
  }

  /** @param {Record<string, any>} data by media type */
  function value(data) {
    if (data["image/png"]) {
      const picture = document.createElement("img");
      picture.src = `data:image/png;base64,${data["image/png"]}`;
      picture.alt = phrase("What your code has drawn.");
      return picture;
    }
    if (data["application/mathml+xml"]) {
      const formulas = bookAsking.element("div", "reader-formulas");
      formulas.tabIndex = 0;
      formulas.append(...bookAsking.formulas(data["application/mathml+xml"]));
      return formulas;
    }
    return block("output", data["text/plain"] ?? "");
  }

  /** @param {HTMLElement} element @returns {{ add: (output: Output) => void }} */
  return (element) => {
    /** @type {HTMLElement | null} */
    let last = null;
    let stream = "";
    return {
      add(output) {
        const { output_type: type, name = "", text = "" } = output;
        if (type === "stream" && last && stream === name) {
          last.append(text);
          return;
        }
        stream = type === "stream" ? name : "";
        if (type === "stream") last = block(`output ${name}`, text);
        else if (type === "error") last = block("output fault", text);
        else if (type === "left_out") last = block("output", phraseCount(output.count ?? 0, "(One more output is left out.)", "({n} more outputs are left out.)"));
        else last = value(output.data ?? {});
        element.append(last);
      },
    };
  };
})();
