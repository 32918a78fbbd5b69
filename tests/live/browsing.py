"""Watches what the pages say and ask for."""

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from drawn import READER
from playwright.sync_api import TimeoutError

# Style sheets are not fetched once more, to be read; what passes is not listed.
OPTIONS = {"preload": False, "resultTypes": ["violations"]}
# These compare colours, for which axe first measures the whole page: they are asked
# together. The first takes longest, so one text of each look will do.
COLOURS = ["color-contrast", "link-in-text-block"]
OF_COLOURS = {"runOnly": COLOURS}
# A dark page differs from the light one in its colours alone.
OF_ALL_ELSE = {"rules": {name: {"enabled": False} for name in COLOURS}}
# Axe takes as long for a word of code as for a paragraph, so of code whose colours
# were all seen before only the text stays.
COLOURS_ONCE = """() => {
  const seen = new Set();
  for (const code of document.querySelectorAll(".highlight pre")) {
    const names = [...code.querySelectorAll("span")].map((one) => one.className);
    if (names.every((name) => seen.has(name))) code.textContent = code.textContent;
    for (const name of names) seen.add(name);
  }
}"""
# What moves by itself, and within what.
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const names = sources.map(({ node }) => node?.parentElement?.className);
      window.shifts.push([value, names.join(" | ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
# Axe is slow, and of parts that are alike in markup and in looks the first will do, on
# whichever page it stands: they differ in their words alone. Whether there are any
# counts as markup.
ONE_OF_ALIKE = """(before) => {
  const TOLD = /^(aria-|role$|type$|tabindex$|open$|disabled$|href$|lang$)/;
  const WORDS = new Set(["href", "aria-label"]);
  const PARTS = "p, li, pre, td, th, dt, dd, a, .math, math, svg g";
  // A fold has its name from its parts, and what scrolls is reached by its links.
  const NEEDED = "summary, .bd-sidebar-secondary";
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "fontSize",
    "fontWeight", "textDecorationLine", "opacity", "display", "visibility", "fill"];
  const own = (one) => {
    const looks = getComputedStyle(one);
    const attributes = [...one.attributes].map(({ name, value }) =>
      name + (TOLD.test(name) && !WORDS.has(name) ? value : Boolean(value.trim())));
    const words = [...one.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    return [one.localName, one.getAttribute("class"), ...attributes.sort(), words,
      ...LOOKS.map((name) => looks[name])].join();
  };
  const known = new Map();
  const above = (one) => {
    if (!one) return "";
    if (!known.has(one)) known.set(one, above(one.parentElement) + "/" + own(one));
    return known.get(one);
  };
  const whole = (one) => `${own(one)}(${[...one.children].map(whole).join(";")})`;
  for (const one of document.querySelectorAll("[data-alike]")) {
    one.removeAttribute("data-alike");
  }
  // In place of a long text, a number that hardly two of them share.
  const short = (text) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let k = 0; k < text.length; k++) {
      a = Math.imul(a ^ text.charCodeAt(k), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(k), 1597334677);
    }
    return (a >>> 0) * 2 ** 21 + (b >>> 11);
  };
  const [seen, found] = [new Set(before), []];
  for (const one of document.querySelectorAll(PARTS)) {
    if (one.closest(`[data-alike], ${NEEDED}`)) continue;
    const text = short(above(one.parentElement) + whole(one));
    if (seen.has(text)) one.setAttribute("data-alike", "");
    else found.push(text);
    seen.add(text);
  }
  return found;
}"""
# The first text of each colour, size and weight on each ground. In a picture, what is
# behind a text may be drawn beside it, so there each counts.
ONE_OF_EACH_LOOK = """([texts, others, before]) => {
  const grounds = new Map([[null, ""]]);
  const ground = (one) => {
    if (!grounds.has(one)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
      grounds.set(one, [ground(one.parentElement), backgroundColor, backgroundImage,
        opacity].join());
    }
    return grounds.get(one);
  };
  for (const one of document.querySelectorAll("[data-look]")) {
    one.removeAttribute("data-look");
  }
  const seen = new Set(before);
  const says = (one) => [...one.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const one of document.querySelectorAll(texts)) {
    if (!one.checkVisibility() || !says(one) || one.closest(others)) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const look = [color, fontSize, fontWeight, ground(one)].join();
    if (!seen.has(look) || one.closest("svg")) one.setAttribute("data-look", "");
    seen.add(look);
  }
  return [...seen];
}"""
# Of each element axe asks for each rule whether it stands in a part that is left out;
# what cannot be seen it passes over at once. Unseen, a part keeps its place.
UNSEEN = """(parts) => {
  const sheet = new CSSStyleSheet();
  const all = `:is(${parts}), :is(${parts}) *`;
  sheet.replaceSync(`${all} { visibility: hidden !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
SEEN = "() => { document.adoptedStyleSheets = []; }"
ALIKE = "[data-alike]"
# What no other text is compared with. In a picture, what is behind a text may be drawn
# beside it, and a link is compared with what is in its line.
BLOCKS = f":is(p, li, pre, td, th, dt, dd){ALIKE}:not(svg *)"
AUDITED = {}
"""What axe has seen already, by scheme and width."""
# The shortest page of a book.
SHORT = """() => new URL(
  document.documentElement.dataset.content_root + "_static/documentation_options.js",
  document.baseURI).href"""
KEPT = """([text, kept]) => kept === Object.values(localStorage).some(
  (value) => value.includes(JSON.stringify(text).slice(1, -1)))"""
UNFOLD = """for (const part of document.querySelectorAll("details")) part.open = true"""


def watched(context, own):
    """Open a page that notes down what a reader should never meet.

    Parameters
    ----------
    own : the beginning of every address the page may ask for.

    Returns
    -------
    The page; its ``faults`` are errors, warnings and requests to others.
    """
    context.add_init_script(path=READER)
    page = context.new_page()
    page.faults = []
    allowed = (own, "data:", "blob:")

    def heard(message):
        where = message.location["url"]
        # A page without an icon of its own is asked for one; the book's have theirs.
        icon = where.endswith("/favicon.ico")
        if message.type in ("error", "warning") and not icon:
            page.faults.append(f"console: {message.text} ({where})")

    def asked(request):
        if not request.url.startswith(allowed):
            page.faults.append(f"request: {request.url}")

    def failed(request):
        # A page that is left gives up what it asked for; one without JavaScript
        # refuses its scripts.
        if request.failure not in ("net::ERR_ABORTED", "csp"):
            page.faults.append(f"failed, {request.failure}: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: page.faults.append(f"error: {error}"))
    page.on("request", asked)
    page.on("requestfailed", failed)
    return page


def settled(page):
    """Wait until a loaded page has its fonts, and what its scripts bring late."""
    page.evaluate("document.fonts.ready.then(() => null)")
    page.wait_for_timeout(800)


def attached(page):
    """Return a page that shares what it keeps with others, loaded anew until it does.

    From disk, and on a busy machine, Chromium now and then gives a page a storage of
    its own, of which no other page knows, and which is gone when the page is left: 3 of
    163 loads. The next load shares it again.
    """
    for k in range(5):
        other = page.context.new_page()
        other.goto(page.evaluate(SHORT))
        name = f"asked-{k}"
        page.evaluate("name => localStorage.setItem(name, '')", name)
        try:
            other.wait_for_function(
                "name => localStorage.getItem(name) !== null", arg=name, timeout=3000
            )
            return page
        except TimeoutError:
            page.reload()
        finally:
            page.evaluate("name => localStorage.removeItem(name)", name)
            other.close()
    raise AssertionError("No page shares what it keeps.")


def until_kept(page, text, kept=True):
    """Wait until the browser keeps a text of a page, or no more: another page tells."""
    other = page.context.new_page()
    other.goto(page.evaluate(SHORT))
    other.wait_for_function(KEPT, arg=[text, kept])
    other.close()


def audited(page, include, scheme, exclude=()):
    """Return what axe finds wrong in some parts of a page, light or dark."""
    page.evaluate(COLOURS_ONCE)
    place = (include, scheme, page.viewport_size["width"])
    alike, looks = AUDITED.setdefault(place, ([], []))
    alike += page.evaluate(ONE_OF_ALIKE, alike)
    left_out = [*exclude, ALIKE]
    texts = f":is({include}, {include} *)"
    looks[:] = page.evaluate(ONE_OF_EACH_LOOK, [texts, ", ".join(left_out), looks])
    found = []
    coloured = f"[data-look], :is({include}) a"
    if page.locator(coloured).count():
        page.evaluate(UNSEEN, BLOCKS)
        found += asked(page, coloured, left_out, OF_COLOURS)
    if scheme == "light":
        page.evaluate(UNSEEN, ALIKE)
        # What is not seen need not be left out as well.
        left_out = [f"{part}:not({ALIKE}, {ALIKE} *)" for part in exclude]
        found += asked(page, include, left_out, OF_ALL_ELSE)
    page.evaluate(SEEN)
    return AxeResults({"violations": found})


def asked(page, include, exclude, options):
    """Return what axe finds wrong; a page is given it once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    job = [{"include": [include], "exclude": exclude}, OPTIONS | options]
    return page.evaluate("async (job) => (await axe.run(...job)).violations", job)
