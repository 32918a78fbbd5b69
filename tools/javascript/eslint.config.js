import js from "@eslint/js";

// The names that a browser gives to a script.
const BROWSER = [
  "Blob", "DecompressionStream", "Event", "Image", "IntersectionObserver", "ResizeObserver", "Response", "URL", "URLSearchParams",
  "XMLSerializer", "addEventListener", "atob", "cancelAnimationFrame", "clearTimeout", "document", "getComputedStyle", "history",
  "localStorage", "location", "matchMedia", "navigator", "performance", "requestAnimationFrame", "setTimeout",
  "window",
];

// What the pages' Python has besides, in a page and in its worker.
const PYTHON = [
  "CustomEvent", "ENVIRONMENT", "EventTarget", "LOCK", "SharedArrayBuffer", "TextDecoder", "WebAssembly", "Worker",
  "bookPythonParts", "fetch", "loadPyodide", "phrase", "self",
];

// What the scripts of the pages know of one another.
const OURS = [
  "CustomEvent", "DOMParser", "HTMLTextAreaElement", "WebAssembly", "bookAsking", "bookCode", "bookDerivation", "bookEditor", "bookExercises", "bookFormula", "bookNotebook", "bookOutputs", "bookPredictions", "bookReadings",
  "bookPython", "bookScrolling", "bookWork", "dispatchEvent", "phrase", "phraseCount", "temml",
];

// And those that Node gives.
const NODE = ["Buffer", "console", "module", "process", "require"];

function readonly(names) {
  return Object.fromEntries(names.map((name) => [name, "readonly"]));
}

export default [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: readonly(BROWSER),
    },
    rules: {
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      // A script may define what others know by its name.
      "no-redeclare": ["error", { builtinGlobals: false }],
      // Pages and notebooks use it by its name.
      "no-unused-vars": ["error", { varsIgnorePattern: "^book[A-Z]\\w*$", argsIgnorePattern: "^_$" }],
    },
  },
  { files: ["_static/*.js", "_ext/page_cells/static/*.js", "_ext/predict/static/*.js", "_ext/practice/static/*.js"], languageOptions: { globals: readonly(OURS) } },
  {
    files: ["nnlib/live/script/*.js"],
    languageOptions: {
      sourceType: "module",
      globals: readonly(["DOMPoint", "WebAssembly", "bookAsking", "globalThis", "nnlibLive", "queueMicrotask"]),
    },
  },
  { files: ["_ext/*.js", "_ext/page_python/compile.js", "_ext/practice/formula.js", "_ext/page_cells/readings.js", "tools/ebook/speech/speak.js", "tests/book/read.js"], languageOptions: { globals: readonly(NODE) } },
  {
    files: ["files", "python", "worker"].map((name) => `_ext/page_python/${name}.js`),
    languageOptions: { globals: readonly(PYTHON) },
  },
  { files: ["_ext/page_python/python.js"], languageOptions: { globals: readonly(["bookPythonFiles"]) } },
  {
    files: ["_ext/slides/turning.js"],
    languageOptions: { sourceType: "module", globals: readonly(["innerHeight", "innerWidth", "nnlibLive", "phrase"]) },
  },
  { files: ["_ext/editor/editor.js", "eslint.config.js"], languageOptions: { sourceType: "module" } },
];
