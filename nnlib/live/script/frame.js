// What a drawing stands in: its title and its picture.
import { html, svg } from "./elements.js";
import { markup } from "./words.js";

/** @param {Drawing} drawing @param {number} width @param {number} height */
export function frame(drawing, width, height) {
  const element = html("div", "live-drawing");
  element.style.flexGrow = String(drawing.width);
  element.style.flexBasis = `${drawing.width * 15}rem`;
  const title = html("div", "live-title", element);
  markup(title, drawing.title);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, element);
  return { element, picture, title };
}
