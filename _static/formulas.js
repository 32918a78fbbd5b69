// A formula wider than its box scrolls, and is given the focus so that keys scroll it.

addEventListener("load", async () => {
  await document.fonts.ready;
  const boxes = document.querySelectorAll("div.math, .math.long");
  const sizes = new ResizeObserver((changes) => {
    const formulas = changes.map(({ target }) => target);
    const wide = formulas.filter((formula) => formula.scrollWidth > formula.clientWidth);
    for (const formula of formulas) formula.removeAttribute("tabindex");
    for (const formula of wide) formula.setAttribute("tabindex", "0");
  });
  for (const box of boxes) sizes.observe(box);
});
