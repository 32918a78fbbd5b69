// Lines of text with the current numbers.
import { html } from "./elements.js";
import { markup, written } from "./words.js";

/** @param {Drawing} drawing @returns {Part} */
export function formula(drawing) {
  const element = html("div", "live-drawing live-text");
  element.style.flexGrow = String(drawing.width);
  element.style.flexBasis = `${drawing.width * 15}rem`;
  if (drawing.title) markup(html("div", "live-title", element), drawing.title);
  const longest = Math.max(...Object.values(drawing.lines).map((lines) => lines.length));
  const rows = Array.from({ length: longest }, () => html("div", "live-row", element));
  return {
    element,
    draw(arrays, settings) {
      const lines = written(drawing, arrays, settings);
      // An empty row keeps its height, so that nothing below it moves.
      rows.forEach((row, k) => markup(row, lines[k] || " "));
    },
  };
}
