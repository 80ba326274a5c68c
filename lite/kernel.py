"""The folder that Python starts from in the browser: Pyodide, and a lock file that names only wheels beside it.

Pyodide's own lock names hundreds of packages that npm does not bring: with it the kernel dies at its start, without a
word to the reader. Ours has what the kernel and the questions need. What nothing there imports is left out, and the rest
is byte code, since the browser would otherwise compile it all at every start.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from packaging.utils import canonicalize_name

import archives
import fetch

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
STUBS = ("ipykernel", "piplite", "pyodide_kernel")
"""Wheels that come with JupyterLite's kernel."""
NOT_IMPORTED = frozenset({"jupyterlab-widgets", "widgetsnbextension", "psutil", "jedi", "prompt-toolkit"})
"""What metadata ask for, and Python in the browser never imports."""
REPLACED = {"IPython/terminal/embed.py": b"""def embed(*arguments, **options):
    raise RuntimeError("There is no terminal in a browser.")
"""}
"""IPython's shell for terminals, which it imports and nobody here can use, is the only one to need a fifth of the wheels."""
STARTED = ("pyodide_kernel", "ipywidgets", "anywidget", "markdown_it.tree", "csv", "tomllib")
"""What a notebook of the course imports, in the end. What is read for it becomes byte code; the rest stays source, which
is smaller, and is still there for a reader who asks for it."""
EMPTY = "jedi"
"""The kernel asks for this package by name. It is large and slow; an empty one sends IPython to its own completer."""
ENVIRONMENT = {
    "python_version": "3.14", "python_full_version": "3.14.2", "sys_platform": "emscripten", "os_name": "posix",
    "platform_system": "Emscripten", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    "platform_machine": "wasm32", "extra": "",
}
"""The browser's Python, as markers of requirements see it."""
LEXERS = frozenset({"__init__", "_mapping", "python", "special", "data", "unicode"})
"""Languages of Pygments that IPython imports."""
UNUSED = ("anywidget/labextension/", "anywidget/nbextension/")
UNUSED_STDLIB = (
    "pydoc_data/", "ensurepip/", "idlelib/", "lib2to3/", "turtledemo/", "tkinter/", "turtle.py", "venv/", "test/",
    "unittest/test/", "curses/", "dbm/", "wsgiref/", "xmlrpc/", "__phello__/",
)
"""Parts of the standard library that have no use in a notebook in a browser: no terminal, window, server or tests."""


def make(npm: Path, wheels: Iterable[Path], target: Path) -> None:
    """Make the folder.

    :param npm: npm's pyodide
    :param wheels: every wheel that the browser may load, besides the course's own
    :param target: the folder, which must not be there yet
    :raises fetch.BuildError: a wheel needs one that is not there
    """
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain"
        plain.mkdir()
        for folder in (plain, target):
            for name in CORE:
                shutil.copyfile(npm / name, folder / name)
        archives.write(plain / STDLIB, {n: data for n, data in archives.read(npm / STDLIB).items() if not n.startswith(UNUSED_STDLIB)})
        told = {}
        for wheel in sorted(wheels):
            about = archives.describe(wheel)
            if about.name not in NOT_IMPORTED:
                archives.write(plain / wheel.name, {n: REPLACED.get(n, d) for n, d in archives.read(wheel).items() if _wanted(n)})
                told[wheel.name] = about
        empty = f"{EMPTY}-0.0.0-py3-none-any.whl"
        archives.write(plain / empty, archives.metadata(EMPTY, "0.0.0", []))
        told[empty] = archives.Told(EMPTY, "0.0.0", (), ())
        (plain / LOCK).write_text(lock(npm, plain, told), "utf-8")
        _compile(plain, target, [STDLIB, *told])
    (target / LOCK).write_text(lock(npm, target, told), "utf-8")


def _compile(plain: Path, target: Path, names: list[str]) -> None:
    """Write these zip files again, with byte code for what Python reads when it is started for a notebook."""
    read = {re.sub(r"^/lib/python3\.?\d+(\.zip|/site-packages)/", "", file)
            for file in json.loads(fetch.run_node("start.mjs", plain, *STARTED))}
    jobs = [{"from": str(plain / name), "to": str(target / name), "level": 2 if name == STDLIB else 0,
             "names": sorted(read & set(archives.read(plain / name)))} for name in names]
    (plain / "jobs.json").write_text(json.dumps(jobs), "utf-8")
    fetch.run_node("compile.mjs", plain, plain / "jobs.json")


def add(folder: Path, wheel: Path) -> None:
    """Put one more wheel, as it is, into a folder that has been made."""
    shutil.copyfile(wheel, folder / wheel.name)
    known = json.loads((folder / LOCK).read_text("utf-8"))
    about = archives.describe(wheel)
    known["packages"][about.name] = _entry(folder / wheel.name, about, set(known["packages"]), NOT_IMPORTED)
    (folder / LOCK).write_text(_text(known), "utf-8")


def lock(npm: Path, folder: Path, told: dict[str, archives.Told], absent: frozenset[str] = NOT_IMPORTED) -> str:
    """Return the text of the lock file for these wheels, some of which need packages that may be absent."""
    names = {about.name for about in told.values()}
    packages = {about.name: _entry(folder / file, about, names, absent) for file, about in told.items()}
    return _text({"info": json.loads((npm / LOCK).read_text("utf-8"))["info"], "packages": packages})


def stubs(environment: Path) -> list[Path]:
    """Return the wheels that come with JupyterLite's kernel in an environment."""
    found = extension(environment) / "static" / "pypi"
    return [next(found.glob(f"{name}-*.whl")) for name in STUBS]


def extension(environment: Path) -> Path:
    """Return the folder of the JupyterLab extension that is JupyterLite's kernel."""
    return environment / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"


def _wanted(name: str) -> bool:
    parts = name.split("/")
    if parts[0].endswith(".data") or "tests" in parts or name.endswith((".dist-info/RECORD", ".pyi", "py.typed")):
        return False
    if name.startswith("pygments/lexers/"):
        return Path(name).stem in LEXERS
    return not name.startswith(UNUSED)


def _entry(file: Path, about: archives.Told, names: set[str], absent: frozenset[str]) -> dict[str, object]:
    depends = set()
    for need in about.needs:
        name = canonicalize_name(need.name)
        if (need.marker and not need.marker.evaluate(ENVIRONMENT)) or name in absent:
            continue
        if name not in names:
            raise fetch.BuildError(f"lite/requirements-browser.txt: {about.name} needs {need}, which is not there; add it")
        depends.add(name)
    return {
        "name": about.name, "version": about.version, "file_name": file.name, "sha256": archives.digest(file),
        "imports": list(about.imports), "depends": sorted(depends), "install_dir": "site", "package_type": "package",
        "unvendored_tests": False,
    }


def _text(known: object) -> str:
    return json.dumps(known, indent=1, sort_keys=True) + "\n"
