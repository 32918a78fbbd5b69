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
  ["F", phrase("The whole screen")],
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

/** Put our own words in the place of those that are shown. */
export function sayKeys() {
  const title = element("p", phrase("Keys"));
  title.className = "title";
  const rows = KEYS.map(([key, does]) => element("tr", element("td", key), element("td", does)));
  const head = element("tr", element("th", phrase("Key")), element("th", phrase("What it does")));
  document.querySelector(".r-overlay-help-content").replaceChildren(title, element("table", head, ...rows));
}
