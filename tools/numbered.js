/* Prepares the book, as one page, to be printed with the numbers of its pages: a list of
   contents, and what is referred to. For pdf.py, which writes the numbers in.

   Each place for a number is an element of the class "on-page" that names its target. */

(() => {
  const article = document.querySelector("article");
  const chapters = [...article.querySelectorAll(".toctree-wrapper > section")];
  const chapterOf = (element) =>
    chapters.find((chapter) => chapter.contains(element)) ?? article;
  const targetOf = (link) => link.getAttribute("href").split("#")[1];

  function make(name, className, ...content) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...content);
    return element;
  }

  /* Sections of several chapters have the same name, and links mean their own. */
  function tellApart() {
    const seen = new Set();
    for (const element of article.querySelectorAll("[id]")) {
      const { id } = element;
      if (seen.has(id)) {
        const chapter = chapterOf(element);
        element.id = `${chapter.id}-${id}`;
        for (const link of chapter.querySelectorAll(`a[href="#${CSS.escape(id)}"]`)) {
          link.setAttribute("href", `#${element.id}`);
        }
      }
      seen.add(element.id);
    }
  }

  function place(target) {
    const span = make("span", "on-page", "000");
    span.dataset.target = target;
    return span;
  }

  /* A section may begin at the foot of a page, and its heading on the next one. */
  function headingOf(section) {
    const heading = section.querySelector(":scope > :is(h1, h2, h3, h4)");
    if (!heading) return section;
    heading.id ||= `heading-${section.id}`;
    return heading;
  }

  function entry(section, depth) {
    const heading = headingOf(section);
    const title = heading.cloneNode(true);
    for (const link of title.querySelectorAll(".headerlink")) link.remove();
    const link = make("a", `entry depth-${depth}`);
    link.href = `#${heading.id}`;
    const leader = make("span", "leader");
    leader.setAttribute("aria-hidden", "true");
    link.append(make("span", "", ...title.childNodes), leader, place(heading.id));
    return link;
  }

  function contents() {
    const list = make("nav", "contents", make("h2", "", "Contents"));
    list.setAttribute("aria-label", "Contents");
    for (const chapter of chapters) {
      list.append(entry(chapter, 1));
      const sections = chapter.querySelectorAll(":scope > section:has(> h3)");
      for (const section of sections) list.append(entry(section, 2));
    }
    article.querySelector(".toctree-wrapper")?.before(list);
  }

  /* Words of the glossary and works that are cited are found by their letters. */
  const FOUND_OTHERWISE = ".xref.std-term, .bibtex-citation a, dt a, .citation a, .label a";

  function refer(link) {
    const named = targetOf(link);
    let element = named && document.getElementById(named);
    if (!element || !article.contains(element)) return;
    // The name of a chapter stands before it.
    if (named.startsWith("document-")) element = element.nextElementSibling ?? element;
    if (element.matches("section")) element = headingOf(element);
    const target = element.id;
    if (link.matches(FOUND_OTHERWISE) || link.querySelector(FOUND_OTHERWISE)) return;
    const equation = target.startsWith("equation-");
    if (equation && chapterOf(element) === chapterOf(link)) return;
    link.setAttribute("href", `#${target}`);
    if (equation && link.textContent.endsWith(")")) {
      const last = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
      let text = last.nextNode();
      while (last.nextNode()) text = last.currentNode;
      text.data = text.data.slice(0, -1);
      text.after(make("span", "", ", page ", place(target), ")"));
    } else {
      link.append(make("span", "", " (page ", place(target), ")"));
    }
  }

  tellApart();
  for (const link of article.querySelectorAll("a.reference.internal")) refer(link);
  contents();
})();
