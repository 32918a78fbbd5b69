// Reads back what a live figure shows, as text and pixels, for the tests to compare, and
// sets its controls.
// Whatever it returns was taken from the page itself, never from the figure's data.
"use strict";

(() => {
  /**
   * Text with *italics*, _{subscripts} and ^{superscripts}, from the elements shown.
   * @param {Element | null} element
   */
  function marked(element) {
    return [...(element?.childNodes ?? [])].map((node) => {
      const words = node.textContent ?? "";
      const [before, after] = { I: ["*", "*"], SUB: ["_{", "}"], SUP: ["^{", "}"] }[node.nodeName] ?? ["", ""];
      return before + words + after;
    }).join("");
  }

  /** @param {Element} element @param {string} name */
  const number = (element, name) => Number(element.getAttribute(name));

  /** @param {Element} part @param {string} selector */
  const all = (part, selector) => [...part.querySelectorAll(selector)];

  /**
   * The text beside a tick, with its power apart: "10" and "-3" are ["10", "-3"].
   * @param {Element} tick
   */
  const words = (tick) => [...tick.childNodes].map((node) => node.textContent);

  /** @param {Element} svg */
  function readChart(svg) {
    const ticks = all(svg, ".live-axis text");
    const isAcross = (/** @type {Element} */ tick) => tick.getAttribute("text-anchor") === "middle";
    return {
      // The lines of the grid are where the values are; the words stand beside them.
      grid: all(svg, ".live-axis path").map((path) => path.getAttribute("d")),
      across: ticks.filter(isAcross).map(words),
      up: ticks.filter((tick) => !isAcross(tick)).map(words),
      domains: /** @type {SVGElement} */ (svg).dataset,
      marks: all(svg, ":scope > g > [data-array]").map((mark) => ({
        array: mark.getAttribute("data-array"),
        path: mark.getAttribute("d"),
        circles: all(mark, "circle").map((circle) => [number(circle, "cx"), number(circle, "cy")]),
        cells: all(mark, "rect").map((rect) => [
          number(rect, "x") + number(rect, "width") / 2,
          number(rect, "y") + number(rect, "height") / 2,
          Number(/** @type {SVGElement} */ (rect).style.fillOpacity),
        ]),
      })),
    };
  }

  /** @param {Element} svg */
  function readMatrix(svg) {
    const shown = all(svg, ":scope > g > g").filter((cell) => getComputedStyle(cell).display !== "none");
    return shown.map((cell) => ({
      place: cell.getAttribute("transform"),
      number: cell.querySelector("text")?.textContent,
      lit: Number(/live-lit-(\d)/.exec(cell.getAttribute("class") ?? "")?.[1] ?? 0),
      bold: cell.classList.contains("live-bold"),
      fill: cell.querySelector("rect")?.style.fill,
    }));
  }

  /** @param {Element} svg */
  function readNetwork(svg) {
    return {
      nodes: all(svg, ".live-nodes circle").map((node) => [number(node, "cx"), number(node, "cy")]),
      radii: all(svg, ".live-nodes circle").map((node) => number(node, "r")),
      names: all(svg, ".live-inside text").map((name) => name.textContent),
      numbers: all(svg, ".live-numbers text").map((word) => word.textContent),
      edges: all(svg, ".live-edges path").map((edge) => ({
        path: edge.getAttribute("d"),
        sign: edge.getAttribute("class"),
        opacity: number(edge, "opacity"),
        // Firefox adds the unit, px.
        width: parseFloat(/** @type {SVGElement} */ (edge).style.strokeWidth),
      })),
    };
  }

  /** @param {Element} element */
  function readControl(element) {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (element.querySelector("input, select"));
    return {
      label: marked(element.querySelector("label")),
      value: control.value,
      shown: marked(element.querySelector(".live-value")),
      spoken: control.getAttribute("aria-valuetext"),
    };
  }

  /**
   * Everything a figure shows once it has drawn what was last asked of it.
   * @param {Element} figure
   */
  async function readFigure(figure) {
    await new Promise(requestAnimationFrame);
    return {
      height: figure.getBoundingClientRect().height,
      controls: all(figure, ".live-control").map(readControl),
      drawings: all(figure, ".live-drawing").map((drawing) => {
        const svg = drawing.querySelector(":scope > svg");
        return {
          title: marked(drawing.querySelector(".live-title")),
          size: drawing.querySelector(".live-size")?.textContent,
          rows: all(drawing, ".live-row").map(marked),
          legend: all(drawing, ".live-legend span span").map(marked),
          chart: svg && readChart(svg),
          matrix: svg && readMatrix(svg),
          network: svg && readNetwork(svg),
        };
      }),
    };
  }

  /**
   * Set a control as its own events do, without keys and mouse.
   * @param {HTMLInputElement | HTMLSelectElement} control
   * @param {string} value
   */
  function setControl(control, value) {
    control.value = value;
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  }

  Object.assign(window, { readFigure, setControl });
})();
