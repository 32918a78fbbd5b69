import js from "@eslint/js";

// The names that a browser gives to a script.
const BROWSER = [
  "Blob", "DecompressionStream", "Image", "Response", "URL", "URLSearchParams", "XMLSerializer",
  "atob", "cancelAnimationFrame", "clearTimeout", "document", "getComputedStyle", "history",
  "location", "matchMedia", "navigator", "performance", "requestAnimationFrame", "setTimeout",
  "window",
];

export default [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])),
    },
    rules: {
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      // Pages and notebooks use it by its name.
      "no-unused-vars": ["error", { varsIgnorePattern: "^nnlibLive$", argsIgnorePattern: "^_$" }],
    },
  },
  { files: ["eslint.config.js"], languageOptions: { sourceType: "module" } },
];
