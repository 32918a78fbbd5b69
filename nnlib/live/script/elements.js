// Elements of a page, and how they are changed.

export const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Object<string, string | number>} [attributes]
 * @param {Element} [parent]
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, parent) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, String(attributes[key]));
  parent?.append(element);
  return element;
}

/**
 * Set an attribute, if that changes it: what is set, a browser lays out and paints
 * again, even where it stays what it was. The same goes for text.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function put(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @param {Element} element @param {string} words */
export function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} className
 * @param {Element} [parent]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function html(name, className, parent) {
  const element = document.createElement(name);
  if (className) element.className = className;
  parent?.append(element);
  return element;
}

/**
 * Make a group hold so many elements of a kind, keeping those it has.
 * @param {SVGElement} group
 * @param {string} name
 * @param {number} count
 * @param {Object<string, string | number>} attributes
 */
export function reuse(group, name, count, attributes) {
  while (group.childElementCount > count) group.lastElementChild?.remove();
  while (group.childElementCount < count) svg(name, attributes, group);
  return /** @type {SVGElement[]} */ (/** @type {unknown} */ ([...group.children]));
}

let count = 0;

/** A name that no other element has. @param {string} name */
export function unique(name) {
  return `${name}-${count++}`;
}
