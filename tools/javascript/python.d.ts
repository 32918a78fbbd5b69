// What stands before the pages' Python when the book is built (_ext/page_python).
declare const bookPythonParts: Record<string, { file: string; bytes: number }>;
declare const LOCK: object;
declare const ENVIRONMENT: object;
declare function loadPyodide(options: object): Promise<any>;

// What the pages know of it before its script has come (_ext/page_cells/static/asking.js).
interface BookPython {
  addEventListener(type: string, hear: (event: any) => void): void;
  removeEventListener(type: string, hear: (event: any) => void): void;
  state: "off" | "loading" | "ready" | "busy";
  start(): Promise<void>;
  run(job: object, onOutput?: (output: any) => void): Promise<any>;
  stop(job?: object): Promise<{ kept: boolean }>;
}

// What stands beneath a row in the editor. Notes with the same key look alike.
interface Note {
  row: number;
  key: string;
  element: () => HTMLElement;
}

interface Editor {
  text: string;
  readonly focused: boolean;
  annotate: (notes: Note[]) => void;
  focus: () => void;
  remove: () => void;
}

// The editor (_ext/editor), whose script comes when it is needed.
declare const bookEditor: {
  create(options: {
    parent: HTMLElement;
    text: string;
    label: string;
    wraps: boolean;
    onChange: (text: string) => void;
    onRun: () => void;
  }): Editor;
};

// What sets formulas, and how (_ext/practice/formula.js).
interface Temml {
  renderToString: (tex: string, options: object) => string;
}
declare const temml: Temml;
declare var bookReadings: (mathml: string) => string;
declare var bookFormula: (setter: Temml, tex: string, display: boolean) => string;

// What pages say in another language (_ext/phrases.py), and what says it.
declare var bookPhrases: Record<string, string> | undefined;
declare function phrase(text: string, values?: Record<string, unknown>): string;
declare function phraseCount(n: number, one: string, many: string, values?: Record<string, unknown>): string;
