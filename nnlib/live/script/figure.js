// A figure: its words, its controls and its drawings, and what answers them.
import { chart } from "./chart.js";
import { makeControl, reached } from "./controls.js";
import { html, put, unique } from "./elements.js";
import { formula } from "./formula.js";
import { matrix } from "./matrix.js";
import { network } from "./network.js";
import { makePlayer } from "./player.js";
import { copyLink, save, savePng, wholePicture } from "./taking.js";
import { fill, markup } from "./words.js";

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
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", spec.title);
  element.replaceChildren();
  markup(html("p", "live-heading", element), spec.title);
  markup(html("p", "live-question", element), spec.question);
  const panel = html("div", "live-controls", element);
  const prefix = unique(spec.id);
  /** @type {Object<string, Handle>} */
  const handles = {};
  /** @type {Arrays} */
  let shown = {};
  /** @type {() => void} */
  let answered = () => {};
  for (const control of spec.controls) {
    handles[control.name] = makeControl(control, `${prefix}-${control.name}`, source.exact, panel, set,
      () => [settings, shown]);
    const input = /** @type {HTMLElement} */ (panel.lastElementChild?.querySelector("input, select"));
    input.dataset.control = control.name;
    if (held && (focus === control.name || !panel.querySelector(":focus"))) input.focus({ preventScroll: true });
    if (control.plays) {
      answered = makePlayer(control, panel, () => Number(settings[control.name]),
        (value) => set({ [control.name]: value }));
    }
  }
  const body = html("div", "live-drawings", element);
  const make = { matrix, network, text: formula };
  const parts = spec.drawings.map((drawing) => {
    const part = drawing.kind === "chart" ? chart(drawing, reach) : make[drawing.kind](drawing, set);
    body.append(part.element);
    return part;
  });
  const foot = html("div", "live-foot", element);
  const news = html("span", "live-news", foot);
  news.setAttribute("role", "status");
  let announcing = 0;
  if (linkable && !spec.small) {
    button("Copy link", () => {
      clearTimeout(announcing);
      copyLink(spec, settings, news);
    });
  }
  if (!spec.small) {
    button("Save SVG", () => save(new Blob([wholePicture(element)], { type: "image/svg+xml" }), `${spec.id}.svg`));
    button("Save PNG", () => savePng(wholePicture(element), `${spec.id}.png`));
  }

  /** @param {string} name @param {() => void} act */
  function button(name, act) {
    const made = html("button", "", foot);
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
  }

  /** @param {Settings} changes */
  function set(changes) {
    Object.assign(settings, changes);
    for (const name in changes) handles[name](changes[name]);
    source.ask(settings);
  }

  /** @param {Settings} wish */
  function reach(wish) {
    /** @type {Settings} */
    const changes = {};
    for (const control of spec.controls) {
      if (!(control.name in wish)) continue;
      const value = reached(control, Number(wish[control.name]), source.exact);
      if (value !== settings[control.name]) changes[control.name] = value;
    }
    if (Object.keys(changes).length) set(changes);
  }

  for (const name in settings) handles[name](settings[name]);
  source.connect((now, arrays, early) => {
    Object.assign(settings, now);
    for (const name in now) handles[name](now[name]);
    shown = arrays;
    for (const part of parts) part.draw(arrays, settings);
    if (early) return;
    const first = !element.dataset.ready;
    put(element, "data-ready", "yes");
    answered();
    clearTimeout(announcing);
    if (first) return;
    announcing = setTimeout(() => {
      news.textContent = fill(spec.summary, arrays, settings).replace(/[\^_{}*]/g, "");
    }, 600);
  });
  source.ask(settings);
  return set;
}
