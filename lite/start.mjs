// node start.mjs PYTHON NAME...: start Python as the browser does, import these names, and print the files that it has read.
//
// A name is imported as it would be in a notebook: the package that brings it is loaded first.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")));
const told = [];
const python = await loadPyodide({ indexURL: resolve(folder) + "/", stdout: line => told.push(line), stderr: line => told.push(line) });
const say = line => told.push(line);
try {
  for (const name of names) {
    await python.loadPackagesFromImports(`import ${name}`, { messageCallback: say, errorCallback: say });
    python.runPython(`import ${name}`);
  }
} catch (error) {
  process.stderr.write(`${told.join("\n")}\n${error.message}\n`);
  process.exit(1);
}
process.stdout.write(python.runPython(`
import json, sys
json.dumps(sorted({m.__file__ for m in sys.modules.values() if getattr(m, "__file__", None)}))
`));
process.exit(0);
