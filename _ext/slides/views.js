// A figure that is laid out for a whole screen holds more than a hall can read. On a
// slide its drawings are shown some at a time, larger, and buttons choose which.

const WEIGHT = ":has(+ .live-text + .live-equations)";
const VIEWS = [
  [phrase("Both passes"), ".live-diagram, .live-equations, .live-equations + .live-text, .live-asked-for"],
  [phrase("Numbers"), ".live-line-up, .live-asked-for"],
  [phrase("One weight"), `.live-diagram, ${WEIGHT}, :has(+ .live-equations)`],
  [phrase("Its paths"), ".live-paths"],
  [phrase("Training"), `:has(> svg):not(.live-diagram, ${WEIGHT})`],
];

/** Show some of a figure's drawings, and tell when others are chosen. */
export function inViews(figure, chosen) {
  const panel = document.createElement("div");
  panel.className = "views";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", phrase("What is shown"));
  const buttons = VIEWS.map(([name], k) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      show(k);
      chosen();
    });
    return button;
  });
  panel.append(...buttons);
  figure.before(panel);

  function show(which) {
    for (const [k, one] of buttons.entries()) one.setAttribute("aria-pressed", String(k === which));
    for (const part of figure.querySelectorAll(".live-drawings > *")) {
      part.classList.toggle("unseen", !part.matches(VIEWS[which][1]));
    }
  }
  show(0);
}
