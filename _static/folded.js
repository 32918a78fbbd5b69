// Paper cannot unfold: what is folded is printed open, and folded again afterwards.

/** @type {HTMLDetailsElement[]} */
let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.dropdown")].filter(
    /** @returns {part is HTMLDetailsElement} */
    (part) => part instanceof HTMLDetailsElement && !part.open,
  );
  for (const part of opened) part.open = true;
});

addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});
