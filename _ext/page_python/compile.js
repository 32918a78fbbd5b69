"use strict";

/* Compile Python with the Python that will run it: the one for pages, here in Node.

   node compile.js <folder of Pyodide> <zip in> <zip out>

   A file of the zip is named as the path it will have. Each .py becomes a .pyc that no
   longer asks for its source. */

const [pyodide, from, to] = process.argv.slice(2);
const { readFileSync, writeFileSync } = require("node:fs");
const { loadPyodide } = require(`${pyodide}/pyodide.js`);

const COMPILE = `
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

with zipfile.ZipFile("/in.zip") as old, zipfile.ZipFile("/out.zip", "w") as new:
    for name in old.namelist():
        source = old.read(name)
        if name.endswith(".py"):
            code = compile(source, "/" + name, "exec", dont_inherit=True)
            source = _code_to_hash_pyc(code, source_hash(source), checked=False)
            name += "c"
        new.writestr(zipfile.ZipInfo(name), bytes(source))
`;

async function main() {
  const python = await loadPyodide({ indexURL: `${pyodide}/` });
  python.FS.writeFile("/in.zip", readFileSync(from));
  python.runPython(COMPILE);
  writeFileSync(to, python.FS.readFile("/out.zip"));
}

main();
