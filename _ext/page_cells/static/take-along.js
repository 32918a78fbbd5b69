"use strict";

/* A reader takes the answers along, as the notebook of the exercises with the answers in
   it, and brings such a notebook back. */

{
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".take-along"));
  if (place && bookAsking.possible) takeAlong(place);
}

/** @param {HTMLElement} place */
function takeAlong(place) {
  const address = place.dataset.notebook ?? "";
  const names = bookExercises.map(({ name }) => name);
  const [take, bring] = place.querySelectorAll("button");
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = ".ipynb";
  const news = document.createElement("p");
  news.setAttribute("role", "status");
  place.append(news);

  const begun = () => bookExercises.filter(({ code }) => code.changed);
  const answers = () => Object.fromEntries(begun().map(({ name, cell }) => [name, cell]));

  take.addEventListener("click", async () => {
    try {
      const notebook = await bookNotebook.load(`${address}.js`);
      const file = new Blob([bookNotebook.filled(notebook, answers())], { type: "application/x-ipynb+json" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${address.split("/").pop()}.ipynb`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      news.textContent = phrase("Saved: {n} of {all} exercises have an answer of yours.", { n: begun().length, all: names.length });
    } catch (why) {
      news.textContent = /** @type {Error} */ (why).message;
    }
  });

  bring.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files ?? [];
    chooser.value = "";
    if (!file) return;
    try {
      const text = file.size > bookNotebook.LARGEST ? "" : await file.text();
      const found = bookNotebook.answersIn(text, names, file.size);
      /** @type {Record<string, string>} */
      const brought = {};
      for (const one of bookExercises) if (one.name in found) brought[one.name] = one.fromCell(found[one.name]);
      // Dots that nobody has filled in replace nothing.
      const different = bookExercises.filter(({ name, code }) =>
        name in brought && brought[name] !== code.text && brought[name] !== code.original);
      const before = different.map(({ code }) => code.text);
      for (const { name, code } of different) code.text = brought[name];
      news.textContent = `${told(different.length)} `;
      const undo = document.createElement("button");
      undo.type = "button";
      undo.textContent = phrase("Undo");
      undo.addEventListener("click", () => {
        // What was written since then stays.
        const still = different.filter(({ name, code }) => code.text === brought[name]);
        for (const exercise of still) exercise.code.text = before[different.indexOf(exercise)];
        news.textContent = still.length === different.length
          ? phrase("Your answers are as they were.")
          : phrase("Your answers are as they were, but for those that you have changed since.");
      });
      if (different.length > 0) news.append(undo);
    } catch (why) {
      news.textContent = /** @type {Error} */ (why).message;
    }
  });

  /** @param {number} n */
  const told = (n) => (
    n === 0 ? phrase("Brought nothing new.") : phraseCount(n, "Brought one answer.", "Brought {n} answers.")
  );
}
