// Paper cannot unfold: hints and solutions, with their code, are printed open, and folded
// again afterwards.

{
  /** @type {NodeListOf<HTMLDetailsElement>} */
  let folded;

  addEventListener("beforeprint", () => {
    folded = document.querySelectorAll(
      ":is(details.dropdown, .tag_hide-cell > details):not([open])",
    );
    for (const part of folded) part.open = true;
  });

  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
}
