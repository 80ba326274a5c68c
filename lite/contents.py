"""What the reader's copy of JupyterLite holds of this course: its notebooks, and a wheel with its package and its questions."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import archives

KERNEL = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
LANGUAGE = {
    "codemirror_mode": {"name": "python", "version": 3}, "file_extension": ".py", "mimetype": "text/x-python", "name": "python",
    "nbconvert_exporter": "python", "pygments_lexer": "ipython3", "version": "3.8",
}
"""What the kernel writes into a notebook that it is started for. A notebook that has it already is not changed by being
opened, so that a reader who only looked at it has no copy of their own, and gets the next version."""
COURSE = "selfcheck/course"
"""Where the package looks for a course that was packed with it: see selfcheck.bank.PACKED."""
LEFT_OUT = ("sphinx_ext/", "exercises/")
"""Parts of the package that need what the browser does not have."""
FOLDERS = {"exercises": "", "solutions": "solutions"}
"""Folders of notebooks in the browser, and where they lie in the course's folder of exercises."""
_OTHER = re.compile(r"\]\(([\w-]+)\.ipynb\)")
"""A link to another notebook. Jupyter makes data of the address of a file that the reader has changed, so such a link names
a page that there is no file for, and links.js knows."""
_PAGE = re.compile(r"\]\((?:\.\./)+([\w/-]+)\.md(#[\w-]+)?\)")


def settings(course: Path) -> dict[str, Any]:
    """Return what pyproject.toml says of the package, and of the course."""
    told = tomllib.loads((course / "pyproject.toml").read_text("utf-8"))
    return {"project": told["project"], "course": told["tool"]["selfcheck"]}


def sources(course: Path) -> list[Path]:
    """Return every file that these contents are made of."""
    return [*_package(course), *_course_files(course), *_notebooks(course)]


def notebooks(course: Path, target: Path) -> None:
    """Write every notebook as the browser needs it: for its kernel, and with links to the pages of the site."""
    for source, name in _named(course):
        notebook = json.loads(source.read_text("utf-8"))
        notebook["metadata"] |= {"kernelspec": KERNEL, "language_info": LANGUAGE}
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                lines = [_PAGE.sub(r"](../\1.html\2)", line) for line in cell["source"]]
                cell["source"] = [_OTHER.sub(rf"](../lite/{name.split('/')[0]}/\1.html)", line) for line in lines]
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def wheel(course: Path, folder: Path) -> Path:
    """Write a wheel with the package and, inside it, the course: its settings, its questions and its data."""
    project = settings(course)["project"]
    home = course / "src"
    files = {p.relative_to(home).as_posix(): p.read_bytes() for p in _package(course)}
    files |= {f"{COURSE}/{p.relative_to(course).as_posix()}": p.read_bytes() for p in _course_files(course)}
    files |= archives.metadata(project["name"], project["version"], project["dependencies"])
    path = folder / f"{project['name']}-{project['version']}-py3-none-any.whl"
    archives.write(path, files)
    return path


def _package(course: Path) -> Iterator[Path]:
    home = course / "src" / "selfcheck"
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home).as_posix()
        if path.is_file() and path.suffix in (".py", ".js", ".css", ".toml") and not name.startswith(LEFT_OUT):
            yield path


def _course_files(course: Path) -> list[Path]:
    told = settings(course)["course"]
    found = [course / "pyproject.toml", course / told["outcomes"], course / told["bibliography"], *(course / kind for kind in told.get("kinds", ()))]
    for folder in (told["questions"], f"{told['exercises']}/data"):
        found += sorted(p for p in (course / folder).rglob("*") if p.is_file() and not p.name.startswith("."))
    return found


def _named(course: Path) -> Iterator[tuple[Path, str]]:
    home = course / settings(course)["course"]["exercises"]
    for name, folder in FOLDERS.items():
        for path in sorted((home / folder).glob("*.ipynb")):
            yield path, f"{name}/{path.name}"


def _notebooks(course: Path) -> list[Path]:
    return [path for path, _ in _named(course)]
