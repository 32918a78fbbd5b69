// What stands before the pages' Python when the book is built (_ext/page_python).
declare const bookPythonParts: Record<string, { file: string; bytes: number }>;
declare const LOCK: object;
declare function loadPyodide(options: object): Promise<any>;

// What the pages know of it before its script has come (_static/asking.js).
interface BookPython extends EventTarget {
  state: "off" | "loading" | "ready" | "busy";
  start(onProgress?: (progress: { loaded: number; total: number; words: string }) => void): Promise<void>;
  run(job: object, onOutput?: (output: any) => void): Promise<any>;
  stop(): Promise<{ kept: boolean }>;
}
