"""Put Jupyter into the built site, so that every exercise runs in the browser: ``build.py SITE``.

``course.py build`` runs this after the book is built, with the Python of .venv-lite. It makes ``SITE/lite`` anew if
anything that goes into it has changed, and otherwise leaves it. What is slow to make, Python for the browser, is kept in
_build/lite for as long as its own pins and code stay the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import contents
import course_names
import fetch
import front
import kernel
import sizes
import verify

HERE = Path(__file__).resolve().parent
COURSE = HERE.parent
CACHE = COURSE / "_build" / "lite"
MADE_FROM = "made-from.txt"
"""A file of the finished folder that tells, as one digest, what it was made from."""
DATE = "1767225600"
"""The date of every file, where SOURCE_DATE_EPOCH names no other: the same sources give the same bytes."""
SETTINGS = ("jupyter-lite.json", "overrides.json")
PINS = ("requirements-build.txt", "constraints-build.txt", "requirements-browser.txt", "package.json", "package-lock.json")
EXTENSIONS = ("anywidget-*.whl", "jupyterlab_widgets-*.whl")


def main() -> int:
    """Build, and return 0, or say in one line why not and return 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="folder of the built book")
    site = parser.parse_args().site.resolve()
    try:
        return build(site / "lite")
    except (fetch.BuildError, OSError, ValueError) as error:  # the last two: a full disk, a notebook that is none
        print(f"The notebooks for the browser were not built. {error}", file=sys.stderr)
        return 1


def build(target: Path) -> int:
    """Make the folder, or leave it if it was made from just these sources."""
    names = course_names.read_names(COURSE)
    code = _code("*.py", "*.mjs", "*.js", "*.css", *PINS, *SETTINGS)
    wanted = _digest([*code, *_files(HERE / "start"), names.icon, *contents.sources(COURSE)], names.title, names.key, names.list)
    made_from = target / MADE_FROM
    if made_from.is_file() and made_from.read_text("utf-8") == wanted:
        return 0
    print("Putting the notebooks into the site", flush=True)
    stage, new = CACHE / "stage", CACHE / "new"
    for folder in (stage, new):
        shutil.rmtree(folder, ignore_errors=True)
    made = prepared()
    shutil.copytree(made / "pyodide", stage / "static" / "pyodide")
    kernel.add(stage / "static" / "pyodide", contents.wheel(COURSE, stage))
    for name in SETTINGS:
        shutil.copyfile(HERE / name, stage / name)
    contents.notebooks(COURSE, stage / "files")
    _jupyterlite(stage, new, [next((made / "wheels").glob(name)) for name in EXTENSIONS])
    shutil.copytree(HERE / "start", new / "start")
    front.finish(new, names)
    sizes.write(new)
    (new / MADE_FROM).write_text(wanted, "utf-8")
    problems = verify.check(new)
    if problems:
        raise fetch.BuildError("; ".join(problems))
    _put(new, target)
    return 0


def prepared() -> Path:
    """Return a folder with ``pyodide``, Python for the browser, and the ``wheels`` and ``npm`` it was made from."""
    folder = CACHE / f"python-{_digest(_code('kernel.py', 'archives.py', 'compile.mjs', *PINS))[:16]}"
    if not folder.is_dir():
        print("Making Python for the browser: this takes a minute the first time", flush=True)
        for old in CACHE.glob("python-*"):
            shutil.rmtree(old)
        new = CACHE / "new-python"
        shutil.rmtree(new, ignore_errors=True)
        npm = fetch.pyodide(new / "npm")
        wheels = fetch.wheels(new / "wheels")
        kernel.make(npm, [*wheels, *kernel.stubs(Path(sys.prefix))], new / "pyodide")
        new.rename(folder)
    return folder


def _jupyterlite(stage: Path, target: Path, extensions: list[Path]) -> None:
    config = {"LiteBuildConfig": {
        "apps": ["notebooks", "tree"], "contents": [str(stage / "files")], "output_dir": str(target),
        "federated_extensions": [*map(str, extensions), str(kernel.extension(Path(sys.prefix)))],
        "ignore_sys_prefix": ["federated_extensions"],  # nothing that happens to lie in the environment
        "no_sourcemaps": True, "no_unused_shared_packages": True,
        "source_date_epoch": int(os.environ.get("SOURCE_DATE_EPOCH", DATE)),
    }}
    (stage / "jupyter_lite_config.json").write_text(json.dumps(config), "utf-8")
    done = subprocess.run([sys.executable, "-m", "jupyterlite_core", "build"], cwd=stage, capture_output=True, text=True, check=False)
    if done.returncode:
        (CACHE / "jupyterlite.log").write_text(done.stdout + done.stderr, "utf-8")
        raise fetch.BuildError(f"JupyterLite could not be built: see _build/lite/jupyterlite.log. {fetch.ON}")


def _put(new: Path, target: Path) -> None:
    """Put the finished folder in the place of the old one. At no moment is there a part of one."""
    old = CACHE / "old"
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    target.parent.mkdir(parents=True, exist_ok=True)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _code(*names: str) -> list[Path]:
    return sorted(path for name in names for path in HERE.glob(name))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(paths: Iterable[Path], *words: str) -> str:
    found = hashlib.sha256(repr(words).encode())
    for path in paths:
        found.update(f"{path.relative_to(COURSE).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest() + "\n"


if __name__ == "__main__":
    sys.exit(main())
