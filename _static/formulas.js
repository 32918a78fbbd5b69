// A formula wider than its box scrolls, and is given the focus so that keys scroll it.
// What comes later is given to bookScrolling by the script that brings it.

const bookScrolling = new ResizeObserver((changes) => {
  const formulas = changes.map(({ target }) => target);
  const wide = formulas.filter((formula) => formula.scrollWidth > formula.clientWidth);
  for (const formula of formulas) formula.removeAttribute("tabindex");
  for (const formula of wide) formula.setAttribute("tabindex", "0");
});

addEventListener("load", async () => {
  await document.fonts.ready;
  for (const box of document.querySelectorAll("div.math, .math.long")) bookScrolling.observe(box);
});
