// A picture that is painted on a pad: by mouse, finger or pen, or by keys.
import { makers } from "./controls.js";
import { html, put, svg } from "./elements.js";
import { signed } from "./numbers.js";
import { phrase } from "./phrase.js";
import { sayIn } from "./settable.js";

const BLACK = 15;
/** How far from its middle the pen is black, and how far it reaches, in pixels. */
const [CORE, REACH] = [0.5, 1.25];
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @typedef {[number, number]} Spot x and y, in pixels */

/**
 * How far a spot is from a straight stroke.
 * @param {Spot} spot @param {Spot} from @param {Spot} to
 */
function beside([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}

makers.picture = ({ name, hint, choice, option, side }, id, box, set) => {
  const label = /** @type {HTMLLabelElement} */ (box.firstElementChild);
  label.removeAttribute("for");
  label.id = `${id}-label`;
  const pad = svg("svg", {
    id, class: "live-pad", viewBox: `0 0 ${side} ${side}`, tabindex: 0, role: "application",
    "aria-labelledby": label.id, "aria-describedby": `${id}-hint`,
  }, box);
  const cells = Array.from({ length: side ** 2 }, (_, k) =>
    svg("rect", { x: k % side, y: Math.floor(k / side), width: 1, height: 1 }, pad));
  const cursor = svg("rect", { class: "live-cursor", width: 1, height: 1 }, pad);
  const clear = html("button", "", box);
  clear.type = "button";
  clear.textContent = phrase("Clear");
  const words = html("span", "live-hint", box);
  words.id = `${id}-hint`;
  words.textContent = `${hint} ${phrase("By keys: arrows move, Space paints or erases.")}`;
  /** @type {number[]} */
  let ink = [];
  let [row, column] = [0, 0];

  function changed() {
    set({ [choice]: option, [name]: ink.map((one) => one.toString(16)).join("") });
  }

  /** @param {Spot} from @param {Spot} to */
  function stroke(from, to) {
    ink = ink.map((before, k) => {
      const far = beside([k % side + 0.5, Math.floor(k / side) + 0.5], from, to);
      const now = Math.round(BLACK * Math.min(1, (REACH - far) / (REACH - CORE)));
      return Math.max(before, now);
    });
    changed();
  }

  function say() {
    const now = ink[row * side + column];
    const here = { row: row + 1, column: column + 1 };
    if (now === BLACK) sayIn(box, phrase("Row {row}, column {column}, black.", here));
    else if (now) sayIn(box, phrase("Row {row}, column {column}, grey.", here));
    else sayIn(box, phrase("Row {row}, column {column}, white.", here));
  }

  function moveCursor() {
    put(cursor, "x", String(column));
    put(cursor, "y", String(row));
  }

  // ---- by hand ----

  /** @type {Spot | null} */
  let last = null;

  /** @param {MouseEvent} event @returns {Spot} */
  function spotOf({ clientX, clientY }) {
    const { left, top, width, height } = pad.getBoundingClientRect();
    return [((clientX - left) / width) * side, ((clientY - top) / height) * side];
  }

  pad.addEventListener("pointerdown", (event) => {
    if (event.button || !event.isPrimary) return;
    pad.setPointerCapture(event.pointerId);
    last = spotOf(event);
    stroke(last, last);
  });
  pad.addEventListener("pointermove", (event) => {
    if (!last || !event.isPrimary) return;
    const next = spotOf(event);
    stroke(last, next);
    last = next;
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    pad.addEventListener(end, () => { last = null; });
  }

  // ---- by keys ----

  pad.addEventListener("focus", say);
  pad.addEventListener("keydown", (event) => {
    const move = MOVES[/** @type {keyof MOVES} */ (event.key)];
    if (event.key === " ") {
      const k = row * side + column;
      if (ink[k] === BLACK) {
        ink[k] = 0;
        changed();
      } else stroke([column + 0.5, row + 0.5], [column + 0.5, row + 0.5]);
    } else if (move) {
      row = Math.max(0, Math.min(side - 1, row + move[0]));
      column = Math.max(0, Math.min(side - 1, column + move[1]));
      moveCursor();
    } else return;
    event.preventDefault();
    say();
  });
  clear.addEventListener("click", () => {
    ink.fill(0);
    changed();
    sayIn(box, phrase("The pad is empty."));
  });

  moveCursor();
  return (value) => {
    ink = Array.from(String(value), (digit) => parseInt(digit, 16));
    ink.forEach((one, k) => {
      const fill = signed(one, BLACK);
      if (cells[k].style.fill !== fill) cells[k].style.fill = fill;
    });
  };
};
