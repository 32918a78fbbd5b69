// Text with numbers put in, and with italics and the like.
import { significant, text } from "./numbers.js";
import { phrase } from "./phrase.js";

/**
 * Put text with *italics*, _{subscripts} and ^{superscripts} into an element.
 * @param {Element} element
 * @param {string} source
 */
export function markup(element, source) {
  if (/** @type {HTMLElement} */ (element).dataset.source === source) return;
  /** @type {HTMLElement} */ (element).dataset.source = source;
  element.replaceChildren();
  // Read aloud where it stands, w with a raised 2 is "w 2"; w² is its square.
  for (const piece of source.replaceAll("^{2}", "²").split(/(\*[^*]+\*|[_^]\{[^}]*\})/)) {
    const tag = { "*": "i", "_": "sub", "^": "sup" }[piece[0]];
    if (tag && piece.length > 2) {
      const child = document.createElement(tag);
      child.textContent = piece.replace(/^[_^]\{|\}$|\*/g, "");
      element.append(child);
    } else element.append(piece);
  }
}

/**
 * Fill in a template: <name>, <name:2> with two digits, <name[3]:2> for one entry.
 * <name:2s> asks for at least two significant digits. A negative number after an operator
 * gets brackets. <name:2|was> also says what it was before, if it was another.
 * @param {string} template
 * @param {Arrays} arrays
 * @param {Settings} settings
 * @param {[Arrays, Settings]} [before]
 */
export function fill(template, arrays, settings, before) {
  return template.replace(
    /<(\w+)(?:\[([\w,]+)\])?(?::(\d)(s?))?(\|was)?>/g,
    (place, name, entry, digits, least, was, start) => {
      const shown = number(name, entry, digits, least, arrays, settings);
      const earlier = was && before ? number(name, entry, digits, least, ...before) : shown;
      const goesOn = /^ \w/.test(template.slice(start + place.length));
      if (earlier !== shown) return `${phrase("{now}, was {before}", { now: shown, before: earlier })}${goesOn ? "," : ""}`;
      return shown[0] === "−" && /[+−·] $/.test(template.slice(0, start)) ? `(${shown})` : shown;
    },
  );
}

/**
 * @param {string} name
 * @param {string | undefined} entry
 * @param {string | undefined} digits
 * @param {string | undefined} least
 * @param {Arrays} arrays
 * @param {Settings} settings
 */
function number(name, entry, digits, least, arrays, settings) {
  const value = name in arrays ? arrays[name].data[indexOf(entry, arrays[name].shape, settings)] : settings[name];
  if (typeof value !== "number") return phrase(String(value));
  return least ? significant(value, Number(digits)) : text(value, Number(digits || 0), name in arrays);
}

/**
 * Where an entry stands among the data: "3" is the fourth; "weight,turn" is the one in the row
 * and at the position that two controls choose, "weight" the one that a control chooses.
 * @param {string | undefined} entry
 * @param {number[]} shape
 * @param {Settings} settings
 */
function indexOf(entry = "0", shape, settings) {
  if (/^\d+$/.test(entry)) return Number(entry);
  const [row, column] = entry.split(",");
  const at = Math.min(Number(settings[row]), shape[0]) - 1;
  return column ? at * shape[1] + Number(settings[`${column}:position`]) : at;
}

/**
 * The lines of a drawing for the chosen option, filled in.
 * @param {Drawing} drawing
 * @param {Arrays} arrays
 * @param {Settings} settings
 */
export function written({ by, lines }, arrays, settings) {
  return (lines[by ? String(settings[by]) : ""] ?? lines[""] ?? []).map((line) => fill(line, arrays, settings));
}
