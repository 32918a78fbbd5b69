// Play, step forward and back, and reset.
import { html } from "./elements.js";
import { phrase } from "./phrase.js";

/**
 * Play, step and reset for a control that plays.
 * @param {Control} control
 * @param {Element} parent
 * @param {() => number} now
 * @param {(value: number) => void} go
 * @param {(way: 1 | -1) => boolean} carry what to do at an end, if there is more
 * @param {(on: boolean, asked: boolean) => void} told hears when it begins and ends to
 *   play, and whether a reader had asked for it
 * @returns {() => void} to be told when an answer has come
 */
export function makePlayer(control, parent, now, go, carry, told) {
  const { values, low, high, strides } = control;
  const first = values ? values[0] : low;
  const box = html("div", "live-player", parent);
  const [play, back, step, reset] = [phrase("Play"), phrase("Back"), phrase("Step"), phrase("Reset")].map((name) => {
    const button = html("button", "", box);
    button.type = "button";
    button.textContent = name;
    return button;
  });
  let stride = 1;
  if (strides) {
    const select = html("select", "", html("label", "", box));
    select.before(`${control.by} `);
    for (const one of strides) html("option", "", select).textContent = String(one);
    select.selectedIndex = strides.length >> 1;
    select.addEventListener("change", () => { stride = Number(select.value); });
    stride = Number(select.value);
  }
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false;
  let asked = false;
  let answered = true;
  let last = 0;

  /** @param {boolean} on @param {boolean} byReader */
  function setPlaying(on, byReader = asked) {
    asked = byReader;
    if (on !== playing) told(on, asked);
    playing = on;
    play.textContent = on ? phrase("Pause") : phrase("Play");
    last = performance.now();
    if (on) requestAnimationFrame(tick);
  }
  /** @param {number} by negative for the way back */
  function advance(by) {
    const next = !values ? Math.max(low, Math.min(high, now() + by))
      : by > 0 ? values.find((value) => value > now()) : [...values].reverse().find((value) => value < now());
    if (next === undefined || next === now()) return carry(by > 0 ? 1 : -1);
    answered = false;
    go(next);
    return true;
  }
  /** @param {number} time in milliseconds */
  function tick(time) {
    if (!playing || !parent.isConnected) return;
    // Whoever asks for less motion gets two pictures a second.
    if (answered && time - last > Math.max(1000 * (control.pace || 0), still.matches ? 500 : 0)) {
      last = time;
      if (!advance(stride)) return setPlaying(false);
    }
    requestAnimationFrame(tick);
  }
  /** @param {boolean} byReader */
  function playOn(byReader) {
    setPlaying(true, byReader);
    if (now() >= (values ? values[values.length - 1] : high)) go(first);
  }
  // It begins by itself once it is in view, unless the reader was first.
  let begins = control.begins && !still.matches;
  const inView = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    inView.disconnect();
    playOn(false);
  }, { threshold: 1 });
  for (const kind of ["click", "input", "keydown"]) parent.addEventListener(kind, readerWasFirst);
  function readerWasFirst() {
    begins = false;
    inView.disconnect();
  }
  play.addEventListener("click", () => (playing ? setPlaying(false, true) : playOn(true)));
  for (const [button, way] of /** @type {const} */ ([[back, -1], [step, 1]])) {
    button.addEventListener("click", () => {
      setPlaying(false, true);
      advance(way);
    });
  }
  reset.addEventListener("click", () => {
    setPlaying(false, true);
    go(first);
  });
  return () => {
    answered = true;
    if (begins) inView.observe(box);
    begins = false;
  };
}
