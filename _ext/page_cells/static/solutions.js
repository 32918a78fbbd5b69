"use strict";

/* A solution stays folded until an answer was tried, or the reader insists. */

(() => {
  if (!bookAsking.possible) return;
  for (const cell of document.querySelectorAll(".cell[id^='cell-solution-'][id$='-code']")) {
    const name = cell.id.replace(/^cell-solution-|-code$/g, "");
    const section = cell.closest("section");
    // The derivation, and the code.
    const parts = [...(section?.querySelectorAll("details") ?? [])].filter(
      (part) => cell.contains(part) || part.querySelector("summary")?.textContent?.trim() === phrase("Solution"),
    );
    for (const part of parts) guard(part, name);
  }

  /** @param {HTMLDetailsElement} part @param {string} name */
  function guard(part, name) {
    const summary = /** @type {HTMLElement} */ (part.querySelector("summary"));
    summary.addEventListener("click", (event) => {
      const { status, shown } = bookWork.read(name);
      if (part.open || status || shown) return;
      event.preventDefault();
      if (part.nextElementSibling?.classList.contains("solution-guard")) return;
      const line = document.createElement("p");
      line.className = "solution-guard";
      line.setAttribute("role", "status");
      const back = document.createElement("a");
      back.href = `../chapters/${location.pathname.split("/").pop()}#cell-exercise-${name}-answer`;
      back.textContent = phrase("Try it first");
      const show = document.createElement("button");
      show.type = "button";
      show.textContent = phrase("Show it all the same");
      show.addEventListener("click", () => {
        bookWork.change(name, { shown: true });
        line.remove();
        part.open = true;
        summary.focus();
      });
      line.append(`${phrase("You have not checked an answer of your own yet.")} `, back, " ", show);
      part.after(line);
      show.focus();
    });
  }
})();
