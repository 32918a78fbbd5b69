// What a line of a figure says aloud. Its marks are heard as those of the book's formulas
// are: a layer and a transpose are no powers.
import { phrase } from "./phrase.js";
import { INDICES, MARKS, WORDS } from "./signs.js";

/** @type {Record<string, string>} in a figure's lines alone */
const SIGNS = { "/": "over", "⟹": "so", "←": "becomes", "→": "gives", "½": "one half", "²": "squared", "√": "the square root of", "∑": "the sum of" };
const BARS = /‖([^‖]+)‖(_\{F\})?(\^\{2\})?/g;
const SLOPE = /∂(\*\w\*)\/∂(?=\*\w\*)/g;
const LOWERED = { "₁": "1", "₂": "2", "₃": "3", "₄": "4" };

/** @param {string} signs such as l+1 */
const inside = (signs) => signs.replace(/[-+−]/g, (sign) => ` ${phrase(WORDS[sign])} `);

/** @param {string} signs */
function raised(signs) {
  const [, index, mark] = /^(\[[^\]]+\])?(.*)$/.exec(signs) ?? [];
  const layer = index ? ` ${phrase(INDICES["["].words)} ${inside(index.slice(1, -1))}` : "";
  if (mark === "⊤") return `${layer}, ${phrase(WORDS[mark])}`;
  if (mark in MARKS) return `${mark && ` ${phrase(MARKS[mark])}`}${layer}`;
  return mark === "2" ? ` ${phrase("squared")}` : ` ${phrase("to the {power}", { power: inside(mark) })}`;
}

/** @param {string} signs such as 12, ij or 60,3 */
const lowered = (signs) => ` ${phrase("sub {index}", { index: (signs.includes(",") ? signs.split(",") : [...signs]).join(" ") })}`;

/** @param {string} line with *italics*, _{subscripts} and ^{superscripts} */
export function spoken(line) {
  return line
    .replace(BARS, (_, what, frobenius, squared) => {
      if (frobenius && squared) return phrase("the squared Frobenius norm of {what}", { what });
      if (frobenius) return phrase("the Frobenius norm of {what}", { what });
      return squared ? phrase("the squared norm of {what}", { what }) : phrase("the norm of {what}", { what });
    })
    .replace(SLOPE, (_, of) => `${phrase("the derivative of {f} with respect to", { f: of })} `)
    .replace(/(\^\{\[[^\]]+\])\}′/g, "$1′}")
    .replace(/(\w\*?)((?:[₁-₄])+)/g, (_, base, signs) => `${base}_{${[...signs].map((sign) => LOWERED[/** @type {"₁"} */ (sign)]).join("")}}`)
    .replace(/(_\{[^}]*\})?\^\{([^}]*)\}/g, (_, low = "", high) => low + raised(high))
    .replace(/_\{([^}]*)\}/g, (_, signs) => lowered(signs))
    .replace(/ᵀ/g, `, ${phrase(WORDS["⊤"])}`)
    .replace(/(\w\*?)′/g, `$1 ${phrase(MARKS["′"])}`)
    .replace(/(\d) × (?=\d)/g, `$1 ${phrase("by")} `)
    .replace(/[−+=·×⊙/⟹←→½²√∑]/g, (sign) => ` ${phrase(SIGNS[sign] ?? WORDS[sign])} `)
    .replace(/\*/g, "").replace(/(?<=\() +| +(?=[,.:;)]|$)/g, "").replace(/ {2,}/g, " ").trim();
}
