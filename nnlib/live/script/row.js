// Drawings side by side.
import { html } from "./elements.js";
import { entries } from "./entries.js";

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function row({ title, drawings }, shared) {
  const element = html("div", "live-drawing live-line-up");
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", title);
  const parts = drawings.map((drawing) => {
    const part = entries(drawing, shared);
    element.append(part.element);
    return part;
  });
  return {
    element,
    draw(arrays, settings) {
      for (const part of parts) part.draw(arrays, settings);
    },
  };
}
