// A formula wider than its box scrolls, and is given the focus so that keys scroll it.

addEventListener("load", async () => {
  await document.fonts.ready;
  const sizes = new ResizeObserver((changes) => {
    const formulas = changes.map(({ target }) => target);
    const wide = formulas.filter((formula) => formula.scrollWidth > formula.clientWidth);
    for (const formula of formulas) formula.removeAttribute("tabindex");
    for (const formula of wide) formula.setAttribute("tabindex", "0");
  });
  for (const formula of document.querySelectorAll("mjx-container")) sizes.observe(formula);
});
