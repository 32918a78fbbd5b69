// What the key `?` shows: the keys that do something on these slides, in the language of
// the page, and what the two arrows are called. reveal.js says all that in English, and has
// a list with keys for other slides.

const KEYS = [
  [phrase("Space, N, → or Page Down"), phrase("The next slide")],
  [phrase("Shift and Space, P, ← or Page Up"), phrase("The slide before")],
  [phrase("Home or End"), phrase("The first or the last slide")],
  ["G", phrase("A slide by its number")],
  [phrase("O or Esc"), phrase("All slides")],
  ["S", phrase("Your notes, in a window of their own")],
  ["F", phrase("The whole screen, and back")],
  [phrase("B or full stop"), phrase("A black screen, and back")],
  ["T", phrase("Light or dark")],
  ["?", phrase("These keys")],
];

function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

/** Call the arrows by what they do. */
export function sayArrows() {
  const arrows = { right: phrase("The next slide"), left: phrase("The slide before") };
  for (const [way, does] of Object.entries(arrows)) document.querySelector(`.navigate-${way}`).setAttribute("aria-label", does);
}

/** Put our own words in the place of those that are shown, and the focus among them. */
export function sayKeys() {
  const title = element("p", phrase("Keys"));
  title.className = "title";
  title.id = "keys-title";
  const rows = KEYS.map(([key, does]) => element("tr", element("td", key), element("td", does)));
  const head = element("tr", element("th", phrase("Key")), element("th", phrase("What it does")));
  document.querySelector(".r-overlay-help-content").replaceChildren(title, element("table", head, ...rows));
  hold(document.querySelector(".r-overlay-help"), title);
}

let before = null;

// A dialog is read as one, and has the focus, which goes nowhere else while it is open.
function hold(dialog, title) {
  before = document.activeElement;
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Tab") event.preventDefault();
  });
  dialog.querySelector("button").focus();
}

/** Give the focus back once the keys are closed. */
export function giveBack() {
  before?.focus();
  before = null;
}

/** Say what the key `G` asks for, in the language of the page.

    @param {FocusEvent} event */
export function sayWhichSlide({ target }) {
  if (!target.matches(".jump-to-slide-input")) return;
  target.placeholder = phrase("A slide by its number");
  target.setAttribute("aria-label", target.placeholder);
}
