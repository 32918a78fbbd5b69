// Play, step and reset.
import { html } from "./elements.js";

/**
 * Play, step and reset for a control that plays.
 * @param {Control} control
 * @param {Element} parent
 * @param {() => number} now
 * @param {(value: number) => void} go
 * @returns {() => void} to be told when an answer has come
 */
export function makePlayer(control, parent, now, go) {
  const { values, low, high, strides } = control;
  const first = values ? values[0] : low;
  const box = html("div", "live-player", parent);
  const [play, step, reset] = ["Play", "Step", "Reset"].map((name) => {
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
  let answered = true;
  let last = 0;

  /** @param {boolean} on */
  function setPlaying(on) {
    playing = on;
    play.textContent = on ? "Pause" : "Play";
    last = performance.now();
    if (on) requestAnimationFrame(tick);
  }
  /** @param {number} by */
  function advance(by) {
    const next = values ? values.find((value) => value > now()) : Math.min(high, now() + by);
    if (next === undefined || next === now()) return false;
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
  function playOn() {
    if (now() >= (values ? values[values.length - 1] : high)) go(first);
    setPlaying(true);
  }
  // It begins by itself once it is in view, unless the reader was first.
  const inView = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    inView.disconnect();
    playOn();
  }, { threshold: 1 });
  for (const kind of ["click", "input", "keydown"]) parent.addEventListener(kind, () => inView.disconnect());
  play.addEventListener("click", () => (playing ? setPlaying(false) : playOn()));
  step.addEventListener("click", () => {
    setPlaying(false);
    advance(1);
  });
  reset.addEventListener("click", () => {
    setPlaying(false);
    go(first);
  });
  let begins = control.begins && !still.matches;
  return () => {
    answered = true;
    if (begins) inView.observe(box);
    begins = false;
  };
}
