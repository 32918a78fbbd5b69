// What turns the slides: reveal.js. Here is what a lecture asks for besides: a figure that
// begins once its slide is shown, each slide as large as there is room, and the keys that
// presenters' remotes send, wherever the focus is.

import Reveal from "reveal.js";
import Notes from "reveal.js/plugin/notes";
import { giveBack, sayArrows, sayKeys, sayWhichSlide } from "./help.js";
import { inViews } from "./views.js";

const WIDTH = 1280;
const HEIGHT = [720, 960];
const LEAST = 20;
const SIZES = { statement: 44, formula: 38, question: 34 };
const SIZE = 32;
// Of a figure: how much it may be enlarged, and how high its drawings may be.
const ZOOMS = [2, 1.8, 1.6, 1.5, 1.4, 1.35, 1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.6];
const TALL = { least: 90, most: 460 };
const LEGIBLE = { zoom: 1.4, least: 0.9, tall: 300, laidOut: 150 };
// How many of a drawing's own units a letter takes, and whether the figure asks its question.
const WAYS = [
  { letters: 12, asks: true },
  { letters: 14, asks: true },
  { letters: 14, asks: false },
  { letters: 16, asks: false },
];
const UNBEGUN = '.body > [id^="live-"]:not(.live-figure)';
const LAID_OUT = ".live-laid-out";
const PHONE = "(max-width: 640px)";

const TURNS = {
  PageDown: () => Reveal.next(),
  PageUp: () => Reveal.prev(),
  Home: () => Reveal.slide(0),
  End: () => Reveal.slide(Reveal.getTotalSlides() - 1),
  // By its sign: reveal.js knows the key where it is on an American keyboard.
  "?": () => Reveal.toggleHelp(),
  " ": (event) => (event.shiftKey ? Reveal.prev() : Reveal.next()),
};
const WRITES = 'input:is([type="number"], [type="text"], :not([type])), textarea';
const MOVES = /^(Arrow|Enter$)/;

// The width is the same on each screen, and what is higher has more room.
function size() {
  const high = (WIDTH * innerHeight) / innerWidth;
  return { width: WIDTH, height: Math.min(Math.max(high, HEIGHT[0]), HEIGHT[1]) };
}

function begin(slide) {
  const figure = slide?.querySelector(UNBEGUN);
  if (!figure) return;
  nnlibLive.page(figure.id);
  if (figure.matches(LAID_OUT)) inViews(figure, () => fit(slide));
}

function tooLarge(body) {
  if (body.scrollHeight > body.clientHeight + 1) return true;
  const wide = [body, ...body.querySelectorAll(".math, pre, table")];
  return wide.some((part) => part.scrollWidth > part.clientWidth + 1);
}

function kind(slide) {
  return Object.keys(SIZES).find((name) => slide.classList.contains(name)) ?? "";
}

// Text as large as the slide has room for.
function fitText(body, most) {
  for (let one = most; one >= LEAST; one--) {
    body.style.setProperty("--size", `${one}px`);
    if (!tooLarge(body)) return;
  }
}

// A figure as large as there is room: what is written in it and what is drawn compete. Where
// there is little, letters take more of a drawing, and at last the speaker has to ask.
function fitFigure(body, figure) {
  // A figure that is laid out needs the width for that.
  const laidOut = figure.matches(LAID_OUT);
  const [zooms, tall] = laidOut
    ? [ZOOMS.filter((one) => one <= LEGIBLE.zoom), LEGIBLE.laidOut]
    : [ZOOMS.filter((one) => one >= LEGIBLE.least), LEGIBLE.tall];
  for (const { letters, asks } of laidOut ? WAYS.slice(0, 1) : WAYS) {
    body.style.setProperty("--letters", String(letters));
    figure.classList.toggle("unasked", !asks);
    if (fitAmong(zooms, tall, body, figure)) return;
  }
  if (!fitAmong(ZOOMS, tall, body, figure)) putFigure(body, 0.5, TALL.least);
}

function putFigure(body, zoom, tall) {
  body.style.setProperty("--zoom", String(zoom));
  body.style.setProperty("--tall", `${tall}px`);
  return !tooLarge(body);
}

// Choose of several zooms the best; say whether there is one with which the slide is whole.
function fitAmong(zooms, tall, body, figure) {
  const drawings = [...figure.querySelectorAll(".live-drawing > svg")];
  const high = () => Math.max(0, ...drawings.map((one) => one.getBoundingClientRect().height)) / Reveal.getScale();
  let best = { worth: -1 };
  for (const zoom of zooms) {
    if (!putFigure(body, zoom, TALL.least)) continue;
    let { least, most } = TALL;
    while (most - least > 10) {
      const middle = (least + most) / 2;
      if (putFigure(body, zoom, middle)) least = middle;
      else most = middle;
    }
    putFigure(body, zoom, least);
    const parts = [zoom / LEGIBLE.zoom, high() / tall];
    const worth = parts.map((one) => Math.min(one, 1) + one / 20).reduce((a, b) => a * b);
    if (worth > best.worth) best = { worth, zoom, tall: least };
  }
  return best.worth >= 0 && putFigure(body, best.zoom, best.tall);
}

function fit(slide) {
  const body = slide?.querySelector(".body");
  if (!body || slide.matches(".title, .opening")) return;
  const figure = body.querySelector(".live-figure");
  if (figure) fitFigure(body, figure);
  else fitText(body, SIZES[kind(slide)] ?? SIZE);
}

function shown(slide) {
  begin(slide);
  fit(slide);
  watching.disconnect();
  for (const part of slide.querySelectorAll(".predict, .live-drawings")) watching.observe(part);
}

// What is unfolded, or told of a prediction, needs room, and so does a figure that grows.
// One that shrinks stays as it is, or it would change under the hand that moves it.
const watching = new ResizeObserver(() => requestAnimationFrame(() => {
  const slide = Reveal.getCurrentSlide();
  if (!slide.matches(".figure") || tooLarge(slide.querySelector(".body"))) fit(slide);
}));

// The key `F` of reveal.js fills the screen, and does not leave it.
function leaveByKey() {
  if (document.fullscreenElement) Reveal.addKeyBinding({ keyCode: 70 }, () => document.exitFullscreen());
  else Reveal.removeKeyBinding(70);
}

// Whether the focus came to where it is by a hand, and not by key.
let byHand = false;

function turnByKey(event) {
  if (event.key === "Tab") byHand = false;
  const turn = TURNS[event.key];
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!turn) {
    // While a slider has the focus reveal.js takes no key.
    const isForSlides = event.key.length === 1 || event.key === "Escape";
    if (isForSlides && isFree(event) && target.matches?.("input")) target.blur();
    return;
  }
  if (target.matches?.(WRITES) && !event.key.startsWith("Page")) return;
  // Who has come to a button by key presses it with the space bar; who has clicked it
  // goes on with it to the next slide.
  const presses = target.matches?.('button, summary, select, a, input:not([type="range"])');
  if (event.key === " " && presses && !byHand) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // Nothing is turned that cannot be seen: behind a black screen, or behind the keys.
  if (Reveal.isPaused()) {
    Reveal.togglePause(false);
    return;
  }
  if (event.key !== "?") {
    Reveal.toggleHelp(false);
    target.blur?.();
  }
  turn(event);
}

// Whether a key is left to reveal.js: neither turned by above nor taken by a control, which
// knows letters only if it is written in.
function isFree({ key, target }) {
  if (key in TURNS || target.closest?.(`${WRITES}, select`)) return false;
  return !MOVES.test(key) || !target.closest?.("input, .live-figure [tabindex], .predict svg");
}

function changeTheme() {
  const { dataset } = document.documentElement;
  dataset.theme = dataset.theme === "dark" ? "light" : "dark";
}

function beginAll() {
  for (const figure of document.querySelectorAll(UNBEGUN)) nnlibLive.page(figure.id);
}
addEventListener("beforeprint", beginAll);

// Where nothing turns the slides, a link leads to one all the same.
function goToLinked() {
  document.getElementById(location.hash.slice(2))?.scrollIntoView();
}

async function present() {
  await document.fonts.ready;
  const deck = document.querySelector(".deck");
  // On a phone the slides stand one beneath another.
  if (matchMedia(PHONE).matches) {
    beginAll();
    addEventListener("hashchange", goToLinked);
    goToLinked();
    document.documentElement.dataset.ready = "true";
    return;
  }
  deck.classList.add("reveal");
  addEventListener("keydown", turnByKey, true);
  addEventListener("pointerdown", () => { byHand = true; }, true);
  await Reveal.initialize({
    ...size(),
    margin: 0,
    minScale: 0.1,
    maxScale: 10,
    center: false,
    display: "flex",
    transition: "none",
    backgroundTransition: "none",
    hash: true,
    slideNumber: "c/t",
    scrollActivationWidth: 0,
    keyboardCondition: isFree,
    plugins: [Notes],
  });
  Reveal.addKeyBinding({ keyCode: 84 }, changeTheme);
  addEventListener("fullscreenchange", leaveByKey);
  sayArrows();
  Reveal.on("showhelp", sayKeys);
  Reveal.on("closeoverlay", giveBack);
  addEventListener("focusin", sayWhichSlide);
  Reveal.on("slidechanged", ({ currentSlide }) => shown(currentSlide));
  addEventListener("resize", () => {
    Reveal.configure(size());
    fit(Reveal.getCurrentSlide());
  });
  shown(Reveal.getCurrentSlide());
  document.documentElement.dataset.ready = "true";
}

addEventListener("DOMContentLoaded", present);
