// What a line of a figure says aloud. Its marks are heard as those of the book's formulas
// are: a layer and a transpose are no powers.
import { INDICES, MARKS, WORDS } from "./signs.js";

/** @type {Record<string, string>} in a figure's lines alone */
const SIGNS = { "/": "over", "⟹": "so", "←": "becomes", "→": "gives", "½": "one half", "²": "squared", "√": "the square root of", "∑": "the sum of" };
const BARS = /‖([^‖]+)‖(_\{F\})?(\^\{2\})?/g;
const SLOPE = /∂(\*\w\*)\/∂(?=\*\w\*)/g;
const LOWERED = { "₁": "1", "₂": "2", "₃": "3", "₄": "4" };

/** @param {string} signs such as l+1 */
const inside = (signs) => signs.replace(/[-+−]/g, (sign) => ` ${WORDS[sign]} `);

/** @param {string} signs */
function raised(signs) {
  const [, index, mark] = /^(\[[^\]]+\])?(.*)$/.exec(signs) ?? [];
  const layer = index ? ` ${INDICES["["].words} ${inside(index.slice(1, -1))}` : "";
  if (mark === "⊤") return `${layer}, ${WORDS[mark]}`;
  if (mark in MARKS) return `${mark && ` ${MARKS[mark]}`}${layer}`;
  return mark === "2" ? " squared" : ` to the ${inside(mark)}`;
}

/** @param {string} signs such as 12, ij or 60,3 */
const lowered = (signs) => ` sub ${(signs.includes(",") ? signs.split(",") : [...signs]).join(" ")}`;

/** @param {string} line with *italics*, _{subscripts} and ^{superscripts} */
export function spoken(line) {
  return line
    .replace(BARS, (_, what, frobenius, squared) => `the ${squared ? "squared " : ""}${frobenius ? "Frobenius " : ""}norm of ${what}`)
    .replace(SLOPE, "the derivative of $1 with respect to ")
    .replace(/(\^\{\[[^\]]+\])\}′/g, "$1′}")
    .replace(/(\w\*?)((?:[₁-₄])+)/g, (_, base, signs) => `${base}_{${[...signs].map((sign) => LOWERED[/** @type {"₁"} */ (sign)]).join("")}}`)
    .replace(/(_\{[^}]*\})?\^\{([^}]*)\}/g, (_, low = "", high) => low + raised(high))
    .replace(/_\{([^}]*)\}/g, (_, signs) => lowered(signs))
    .replace(/ᵀ/g, `, ${WORDS["⊤"]}`)
    .replace(/(\w\*?)′/g, `$1 ${MARKS["′"]}`)
    .replace(/(\d) × (?=\d)/g, "$1 by ")
    .replace(/[−+=·×⊙/⟹←→½²√∑]/g, (sign) => ` ${SIGNS[sign] ?? WORDS[sign]} `)
    .replace(/\*/g, "").replace(/(?<=\() +| +(?=[,.:;)]|$)/g, "").replace(/ {2,}/g, " ").trim();
}
