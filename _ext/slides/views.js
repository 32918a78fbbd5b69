// A figure that is laid out for a whole screen holds more than a hall can read. On a
// slide its drawings are shown some at a time, larger, and buttons choose which.

const WEIGHT = ":has(+ .live-text + .live-equations)";
const VIEWS = {
  "Both passes": ".live-diagram, .live-equations, .live-equations + .live-text, .live-asked-for",
  Numbers: ".live-line-up, .live-asked-for",
  "One weight": `.live-diagram, ${WEIGHT}, :has(+ .live-equations)`,
  "Its paths": ".live-paths",
  Training: `:has(> svg):not(.live-diagram, ${WEIGHT})`,
};

/** Show some of a figure's drawings, and tell when others are chosen. */
export function inViews(figure, chosen) {
  const panel = document.createElement("div");
  panel.className = "views";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "What is shown");
  const buttons = Object.keys(VIEWS).map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      show(name);
      chosen();
    });
    return button;
  });
  panel.append(...buttons);
  figure.before(panel);

  function show(name) {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.textContent === name));
    for (const part of figure.querySelectorAll(".live-drawings > *")) {
      part.classList.toggle("unseen", !part.matches(VIEWS[name]));
    }
  }
  show("Both passes");
}
