// Reads back what the opened network shows, for the tests to compare.
"use strict";

(() => {
  /** @param {Element} part @param {string} selector */
  const all = (part, selector) => [...part.querySelectorAll(selector)];

  Object.assign(window, {
    /** @param {Element} figure */
    readOpened: (figure) => ({
      matrices: Object.fromEntries(all(figure, ".live-entries > svg").map((svg) => [
        /** @type {SVGElement} */ (svg).dataset.array,
        {
          name: svg.getAttribute("aria-label"),
          box: svg.getAttribute("viewBox"),
          fills: all(svg, "g > g > rect").map((rect) => /** @type {SVGElement} */ (rect).style.fill),
          numbers: all(svg, "g > g > text").map((text) => text.textContent),
          lit: all(svg, "g > g").map((cell) => Number(/live-lit-(\d)/.exec(cell.getAttribute("class") ?? "")?.[1] ?? 0)),
          whole: svg.parentElement?.classList.contains("live-whole"),
        },
      ])),
      edges: all(figure, ".live-diagram .live-edges > g").map((edge) => ({
        value: Number(edge.children[1].getAttribute("data-value")),
        sign: edge.children[1].getAttribute("class"),
        lit: edge.classList.contains("live-lit"),
        path: edge.children[0].getAttribute("display") !== "none",
      })),
      nodes: all(figure, ".live-diagram .live-nodes > g").map((node) => ({
        number: node.textContent,
        lit: node.classList.contains("live-lit"),
      })),
      asked: all(figure, ".live-asked-for > .live-row").map((row) => row.textContent),
      spoken: figure.querySelector(".live-spoken")?.textContent,
      equation: all(figure, ".live-equation.live-asked").map((line) => line.textContent),
      paths: all(figure, ".live-paths li").map((line) => line.textContent),
      foot: all(figure, ".live-path-foot > .live-row").map((row) => row.textContent),
      rows: all(figure, ".live-text:not([hidden]) .live-row").map((row) => row.textContent),
    }),
  });
})();
