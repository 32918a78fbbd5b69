// On the map at the head of a chapter, a mark beside the section that was read last: kept in
// this browser and sent nowhere.

addEventListener("DOMContentLoaded", () => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const found = document.querySelectorAll(".road ol a");
  const links = [...found];
  if (links.length === 0) return;
  const root = new URL(document.documentElement.dataset.content_root ?? "", document.baseURI);
  const key = `backpropagation-place:${location.pathname.slice(root.pathname.length)}`;
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

  const sign = document.createElement("span");
  sign.className = "here-mark";
  sign.textContent = phrase("you are here");

  /** @param {string | null} id */
  function mark(id) {
    const at = sections.findIndex((section) => section?.id === id);
    for (const [index, link] of links.entries()) {
      if (index === at) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    if (at >= 0) links[at].after(sign);
  }

  try {
    mark(localStorage.getItem(key));
  } catch {
    // Then it shows where one has come to on this visit.
  }
  const observer = new IntersectionObserver(
    (changes) => {
      const id = changes.find((change) => change.isIntersecting)?.target.id;
      if (!id) return;
      mark(id);
      try {
        localStorage.setItem(key, id);
      } catch {
        // As above.
      }
    },
    // What crosses a line a third of the way down the window is being read.
    { rootMargin: "-33% 0px -66% 0px" },
  );
  for (const section of sections) if (section) observer.observe(section);
});
