// What stands before the pages' Python when the book is built (_ext/page_python).
declare const bookPythonParts: Record<string, { file: string; bytes: number }>;
declare const LOCK: object;
declare function loadPyodide(options: object): Promise<any>;
