// A mark beside each chapter that was read to its end, and how many of its exercises are
// done: kept in this browser and sent nowhere.

addEventListener("DOMContentLoaded", () => {
  const key = "backpropagation-read";
  const root = new URL(document.documentElement.dataset.content_root ?? "", document.baseURI);

  /** @returns {string[]} the chapters that were read, as their addresses within the book */
  function finished() {
    // A browser may keep nothing, or something else under this name.
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  /** @param {HTMLAnchorElement} link */
  const chapter = (link) => link.pathname.slice(root.pathname.length);

  /** @param {HTMLAnchorElement} link */
  function mark(link) {
    if (link.querySelector(".read-mark")) return;
    const sign = document.createElement("span");
    sign.className = "read-mark";
    sign.textContent = "✓";
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", phrase("(read)"));
    link.append(sign);
  }

  /** @type {NodeListOf<HTMLAnchorElement>} in the sidebar the story and the course come first */
  const links = document.querySelectorAll(".bd-toc-item > ul:nth-of-type(-n + 2) a");
  function markFinished() {
    for (const link of links) if (finished().includes(chapter(link))) mark(link);
  }
  markFinished();

  /** @param {HTMLAnchorElement} link */
  function markDone(link) {
    const { count = 0, of = 0 } = bookWork.read(chapter(link));
    const found = link.querySelector(".done-mark");
    if (count === 0) return found?.remove();
    const sign = found ?? document.createElement("span");
    sign.className = "done-mark";
    sign.textContent = `${count}/${of}`;
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", phrase("({n} of {all} exercises done)", { n: count, all: of }));
    link.append(sign);
  }
  links.forEach(markDone);
  bookWork.heard((name) => links.forEach((link) => chapter(link) === name && markDone(link)));

  // Read to its end in another tab, or a moment ago on the page before.
  addEventListener("storage", markFinished);

  const here = [...links].find((link) => link.classList.contains("current"));
  const end = document.querySelector(".prev-next-footer");
  if (!here || !end || finished().includes(chapter(here))) return;
  new IntersectionObserver((changes, observer) => {
    if (!changes.some((change) => change.isIntersecting)) return;
    observer.disconnect();
    mark(here);
    try {
      localStorage.setItem(key, JSON.stringify([...finished(), chapter(here)]));
    } catch {
      // Then the mark is for this visit alone.
    }
  }).observe(end);
});
