// A figure: its words, its controls and its drawings, and what answers them.
import { asked } from "./asked.js";
import { chart } from "./chart.js";
import { makeControl, reached } from "./controls.js";
import { diagram } from "./diagram.js";
import { html, put, unique } from "./elements.js";
import { entries } from "./entries.js";
import { equations } from "./equations.js";
import { formula } from "./formula.js";
import { linking } from "./linking.js";
import { matrix } from "./matrix.js";
import { network } from "./network.js";
import { news } from "./news.js";
import { paths } from "./paths.js";
import { phrase } from "./phrase.js";
import { makePlayer } from "./player.js";
import { row } from "./row.js";
import { copyLink, save, savePng, wholePicture } from "./taking.js";
import { markup } from "./words.js";

/**
 * Build a figure inside an element and let a source answer its controls.
 * @param {HTMLElement} element
 * @param {Spec} spec
 * @param {Source} source
 * @param {Settings} settings
 * @param {boolean} linkable whether the page's address can hold the settings
 * @returns {(changes: Settings) => void} what changes settings
 */
export function mount(element, spec, source, settings, linkable) {
  const held = element.contains(document.activeElement);
  const focus = held && /** @type {HTMLElement} */ (document.activeElement).dataset.control;
  element.classList.add("live-figure");
  element.classList.toggle("live-small", spec.small);
  element.classList.remove("live-laid-out");
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", spec.title);
  element.replaceChildren();
  markup(html("p", "live-heading", element), spec.title);
  markup(html("p", "live-question", element), spec.question);
  const panel = html("div", "live-controls", element);
  const heard = html("div", "live-heard", element);
  heard.setAttribute("role", "status");
  const told = news(spec, heard);
  const prefix = unique(spec.id);
  /** @type {Object<string, Handle>} */
  const handles = {};
  /** @type {Arrays} */
  let shown = {};
  /** @type {Settings} */
  const positions = {};
  /** @type {(() => void)[]} */
  const answered = [];
  for (const control of spec.controls) {
    handles[control.name] = () => {};
    if (control.hidden) continue;
    handles[control.name] = makeControl(control, `${prefix}-${control.name}`, exact(control), panel,
      (changes) => set(completed(control, changes)), () => [settings, shown]);
    const input = /** @type {HTMLElement} */ (panel.lastElementChild?.querySelector("input, select, [tabindex]"));
    input.dataset.control = control.name;
    if (held && (focus === control.name || !panel.querySelector(":focus"))) input.focus({ preventScroll: true });
    if (control.plays) {
      const carry = (/** @type {1 | -1} */ way) => carried(control, way);
      answered.push(makePlayer(control, panel, () => Number(settings[control.name]), change(control), carry, told.plays));
    }
  }
  const body = html("div", "live-drawings", element);
  const make = { asked, chart, diagram, entries, equations, matrix, network, paths, row, text: formula };
  const linked = linking(spec, settings, set);
  const parts = spec.drawings.map((drawing, k) => {
    const part = make[drawing.kind](drawing, { set, reach, linked });
    // What takes turns has one place, and one title.
    const first = spec.drawings.findIndex(({ title }) => title && title === drawing.title);
    part.element.style.gridArea = `d${first < 0 ? k : first}`;
    body.append(part.element);
    return part;
  });
  if (spec.layout.length) {
    element.classList.add("live-laid-out");
    spec.layout.forEach((lines, k) => {
      body.style.setProperty(`--live-areas-${k}`, lines.map((line) => `"${line}"`).join(" "));
    });
  }
  const foot = html("div", "live-foot", element);
  const reply = html("span", "live-news", foot);
  reply.setAttribute("role", "status");
  if (linkable && !spec.small) button(phrase("Copy link"), () => copyLink(spec, settings, reply));
  if (spec.layout.length && document.fullscreenEnabled) {
    button(phrase("Fill the screen"), () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else element.requestFullscreen();
    });
  }
  if (!spec.small) {
    button(phrase("Save SVG"), () => save(new Blob([wholePicture(element)], { type: "image/svg+xml" }), `${spec.id}.svg`));
    button(phrase("Save PNG"), () => savePng(wholePicture(element), `${spec.id}.png`));
  }

  /** @param {string} name @param {() => void} act */
  function button(name, act) {
    const made = html("button", "", foot);
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
  }

  /** What chooses among the arrays' entries has no values between them.
   * @param {Control} control */
  function exact({ view }) {
    return source.exact && !view;
  }

  /** @param {Settings} changes */
  function set(changes) {
    Object.assign(settings, changes);
    for (const name in changes) handles[name](changes[name]);
    note();
    source.ask(settings);
  }

  /** Where sliders stand among their values, for those who pick by that. */
  function note() {
    for (const { name, values } of spec.controls) {
      if (values) positions[`${name}:position`] = values.indexOf(Number(settings[name]));
    }
  }

  /**
   * Changes by a control that has another go to its end.
   * @param {Control} control
   * @param {Settings} changes
   */
  function completed({ completes }, changes) {
    const other = spec.controls.find(({ name }) => name === completes);
    return other ? { ...changes, [completes]: other.values[other.values.length - 1] } : changes;
  }

  /** @param {Control} control */
  function change(control) {
    return (/** @type {number} */ value) => set(completed(control, { [control.name]: value }));
  }

  /**
   * At the end of one control, go on with another, and begin anew.
   * @param {Control} control
   * @param {1 | -1} way
   */
  function carried({ name, values, carries }, way) {
    const other = spec.controls.find((one) => one.name === carries);
    const now = Number(settings[carries]);
    const onwards = way > 0 ? other?.values : [...other?.values ?? []].reverse();
    const next = onwards?.find((value) => way * (value - now) > 0);
    if (next === undefined) return false;
    set({ [carries]: next, [name]: values[way > 0 ? 0 : values.length - 1] });
    return true;
  }

  /** @param {Settings} wish */
  function reach(wish) {
    /** @type {Settings} */
    const changes = {};
    for (const control of spec.controls) {
      if (!(control.name in wish)) continue;
      const value = reached(control, Number(wish[control.name]), exact(control));
      if (value !== settings[control.name]) changes[control.name] = value;
    }
    if (Object.keys(changes).length) set(changes);
  }

  for (const name in settings) handles[name](settings[name]);
  source.connect((now, arrays, early) => {
    Object.assign(settings, now);
    for (const name in now) handles[name](now[name]);
    shown = arrays;
    linked.renew(arrays);
    const fallen = linked.fallen();
    Object.assign(settings, fallen);
    for (const name in fallen) handles[name](fallen[name]);
    note();
    const all = { ...settings, ...positions };
    parts.forEach((part, k) => {
      const { when } = spec.drawings[k];
      const hidden = Object.keys(when).some((name) => !when[name].includes(String(settings[name])));
      if (part.element.hidden !== hidden) part.element.hidden = hidden;
      if (!hidden) part.draw(arrays, all);
    });
    linked.tell();
    if (early) return;
    put(element, "data-ready", "yes");
    told.heard(arrays, all);
    for (const hear of answered) hear();
  });
  source.ask(settings);
  return set;
}
