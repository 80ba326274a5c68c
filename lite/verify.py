"""Look a finished folder over before it is put into the site: what would stop Python there is found while it is built.

``verify.py FOLDER`` does the same for a folder that is there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import archives
import kernel

PYTHON = "static/pyodide"
REBUILD = "delete _build/lite and build again"


def check(folder: Path) -> list[str]:
    """Return what is wrong in a built ``lite`` folder, each as ``path: what is wrong; what to do``."""
    return [*_files(folder), *_lock(folder)]


def _files(folder: Path) -> list[str]:
    names = ["notebooks/index.html", "jupyter-lite.json", "api/contents/exercises/all.json"]
    names += [f"{PYTHON}/{name}" for name in (*kernel.CORE, kernel.STDLIB, kernel.LOCK)]
    return [f"{name}: this file is missing; {REBUILD}" for name in names if not (folder / name).is_file()]


def _lock(folder: Path) -> list[str]:
    home = folder / PYTHON
    try:
        packages = json.loads((home / kernel.LOCK).read_text("utf-8"))["packages"]
    except (OSError, ValueError, KeyError) as error:
        return [f"{PYTHON}/{kernel.LOCK}: it cannot be read ({error}); {REBUILD}"]
    problems = []
    for name, entry in sorted(packages.items()):
        shown = f"{PYTHON}/{entry['file_name']}"
        wheel = home / entry["file_name"]
        if wheel.parent != home:
            problems.append(f"{PYTHON}/{kernel.LOCK}: {name} names a file elsewhere, {entry['file_name']}; {REBUILD}")
        elif not wheel.is_file():
            problems.append(f"{shown}: the lock file names this wheel, and it is not there; {REBUILD}")
        elif archives.digest(wheel) != entry["sha256"]:
            problems.append(f"{shown}: its digest is not the one in the lock file; {REBUILD}")
        problems += [f"{PYTHON}/{kernel.LOCK}: {name} needs {other}, which is not there; add it to lite/requirements-browser.txt"
                     for other in entry["depends"] if other not in packages]
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print("\n".join(found) or "nothing is wrong")
    sys.exit(1 if found else 0)
