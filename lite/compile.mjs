// node compile.mjs PYODIDE IN OUT LEVEL [IN OUT LEVEL ...]: put byte code in the place of every .py of a zip file.
//
// The browser would otherwise compile some megabytes of Python at every start. Pyodide's own interpreter does it, so that
// no Python of that version is needed here. LEVEL is that of Python's -O: 2 also leaves out the docstrings.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...jobs] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: resolve(folder) + "/" });
python.runPython(`
import importlib.util, marshal, struct, warnings, zipfile

warnings.simplefilter("ignore")
UNCHECKED = struct.pack("<L", 1)  # the interpreter does not look for a source to compare it with


def compiled(name, source, level):
    code = compile(source, name, "exec", dont_inherit=True, optimize=level)
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def convert(level):
    with zipfile.ZipFile("/in.zip") as source, zipfile.ZipFile("/out.zip", "w") as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name.endswith(".py"):
                name, data = name + "c", compiled(name, data, level)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
`);
for (let n = 0; n < jobs.length; n += 3) {
  python.FS.writeFile("/in.zip", new Uint8Array(readFileSync(jobs[n])));
  python.runPython(`convert(${Number(jobs[n + 2])})`);
  writeFileSync(jobs[n + 1], python.FS.readFile("/out.zip"));
}
