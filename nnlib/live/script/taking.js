// Links and pictures of a figure, to take away.
import { SVG, html, svg } from "./elements.js";
import { phrase } from "./phrase.js";

/** @param {Spec} spec @param {Settings} settings @param {HTMLElement} news */
export async function copyLink(spec, settings, news) {
  const address = new URL(location.href);
  for (const { name } of spec.controls) {
    address.searchParams.set(`${spec.id}.${name}`, String(settings[name]));
  }
  address.hash = spec.id;
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address.href);
    news.textContent = phrase("Link copied.");
  } catch {
    news.textContent = phrase("The link is in the address bar.");
  }
}

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray",
  "stroke-linejoin", "font-size", "font-family", "font-style", "font-weight", "text-anchor"];

/** @param {Element} from @param {Element} to */
function keepStyle(from, to) {
  const style = getComputedStyle(from);
  for (const name of KEPT) {
    // Other programs know rgb(); browsers answer a mixed colour as color(srgb).
    const value = style.getPropertyValue(name).replace(/color\(srgb (\S+) (\S+) (\S+)\)/,
      (_, ...rgb) => `rgb(${rgb.slice(0, 3).map((c) => Math.round(255 * Number(c))).join(" ")})`);
    /** @type {SVGElement} */ (to).style.setProperty(name, value);
  }
  [...from.children].forEach((child, k) => keepStyle(child, to.children[k]));
}

/**
 * All drawings of a figure as one SVG, laid out and coloured as on the screen.
 * @param {HTMLElement} element
 */
export function wholePicture(element) {
  const box = element.getBoundingClientRect();
  const whole = svg("svg", {
    xmlns: SVG, width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}`,
  });
  svg("rect", { width: "100%", height: "100%", fill: getComputedStyle(element).backgroundColor }, whole);
  for (const part of element.querySelectorAll(".live-drawings svg")) {
    const copy = /** @type {SVGElement} */ (part.cloneNode(true));
    keepStyle(part, copy);
    const place = part.getBoundingClientRect();
    copy.setAttribute("x", String(place.x - box.x));
    copy.setAttribute("y", String(place.y - box.y));
    copy.setAttribute("width", String(place.width));
    copy.setAttribute("height", String(place.height));
    whole.append(copy);
  }
  const words = ".live-heading, .live-title, .live-size, .live-row, .live-legend span span, label, .live-value";
  for (const part of element.querySelectorAll(words)) {
    const place = part.getBoundingClientRect();
    const style = getComputedStyle(part);
    const line = svg("text", { x: place.x - box.x, y: place.y - box.y + place.height * 0.75 }, whole);
    line.textContent = part.textContent;
    line.setAttribute("style", `font: ${style.fontWeight} ${style.fontSize} sans-serif; fill: ${style.color}`);
  }
  return new XMLSerializer().serializeToString(whole);
}

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = html("a", "");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {string} source @param {string} name */
export async function savePng(source, name) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = html("canvas", "");
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(blob, name));
}
