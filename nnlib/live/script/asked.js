// The number that is asked for: from what, by which rule, in which line of nnlib.
import { html, say } from "./elements.js";
import { phrase } from "./phrase.js";
import { markup } from "./words.js";

/** @param {Drawing} drawing @param {Shared} shared @returns {Part} */
export function asked({ title }, { linked }) {
  const element = html("div", "live-drawing live-asked-for");
  // On a narrow screen it may have to be scrolled, by keys too.
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", phrase("Where the number comes from"));
  const rows = Array.from({ length: 3 }, () => html("div", "live-row", element));
  markup(rows[0], title);
  const spoken = html("div", "live-spoken", element);
  spoken.setAttribute("role", "status");
  let saying = 0;
  linked.heard(({ lines, words }) => {
    rows.forEach((row, k) => {
      const [plain, code, rest] = (lines[k] ?? (k ? "" : title)).split("`");
      markup(row, plain);
      if (!code) return;
      html("code", "", row).textContent = code;
      if (rest) row.append(rest);
      // It holds more than its markup, and is to be written anew.
      delete row.dataset.source;
    });
    // Who goes on at once need not hear of what was passed.
    clearTimeout(saying);
    saying = setTimeout(() => say(spoken, words), 400);
  });
  return { element, draw() {} };
}
