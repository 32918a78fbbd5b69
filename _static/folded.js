// Paper cannot unfold: what is folded is printed open, and folded again afterwards.

{
  /** @type {NodeListOf<HTMLDetailsElement>} */
  let folded;

  addEventListener("beforeprint", () => {
    folded = document.querySelectorAll("details.dropdown:not([open])");
    for (const part of folded) part.open = true;
  });

  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
}
