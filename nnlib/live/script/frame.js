// What a drawing stands in: its title and its picture.
import { html, put, svg } from "./elements.js";
import { markup } from "./words.js";

/** @param {Drawing} drawing @param {number} width @param {number} height */
export function frame(drawing, width, height) {
  const element = html("div", "live-drawing");
  element.style.flexGrow = String(drawing.width);
  element.style.flexBasis = `${drawing.width * 15}rem`;
  const title = html("div", "live-title", element);
  markup(title, drawing.title);
  const picture = svg("svg", { "aria-hidden": "true" }, element);
  span(picture, 0, width, height);
  return { element, picture, title };
}

/**
 * Say how large a picture is, in its own units. Styles know it too: slides draw nothing so
 * small that it cannot be read.
 * @param {SVGElement} picture @param {number} corner @param {number} wide @param {number} high
 */
export function span(picture, corner, wide, high) {
  put(picture, "viewBox", `${corner} ${corner} ${wide} ${high}`);
  picture.style.setProperty("--live-wide", String(wide));
  picture.style.setProperty("--live-high", String(high));
}
