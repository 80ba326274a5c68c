// node compile.mjs PYODIDE JOBS: put byte code in the place of sources in zip files.
//
// JOBS is a JSON file, a list of {from, to, names, level}: the zip file to read and the one to write, which of its files to
// compile, and the level of Python's -O; 2 also leaves out the docstrings. Pyodide's own interpreter does it, so that no
// Python of its version is needed here.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, jobs] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")));
// An error in a library names its lines; without the columns too, byte code is a fifth smaller.
const env = { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" };
const python = await loadPyodide({ indexURL: resolve(folder) + "/", env });
python.runPython(`
import importlib.util, json, marshal, struct, warnings, zipfile

warnings.simplefilter("ignore")
UNCHECKED = struct.pack("<L", 1)  # the interpreter does not look for a source to compare it with


def compiled(name, source, level):
    code = compile(source, name, "exec", dont_inherit=True, optimize=level)
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def convert(job):
    level, names = job["level"], set(job["names"])
    with zipfile.ZipFile("/in.zip") as source, zipfile.ZipFile("/out.zip", "w") as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name in names:
                name, data = name + "c", compiled(name, data, level)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
`);
for (const job of JSON.parse(readFileSync(jobs, "utf-8"))) {
  python.FS.writeFile("/in.zip", new Uint8Array(readFileSync(job.from)));
  python.globals.set("job", JSON.stringify(job));
  python.runPython("convert(json.loads(job))");
  writeFileSync(job.to, python.FS.readFile("/out.zip"));
}
