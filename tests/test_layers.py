"""Who may rest on whom: the rooms of the engine, the arrows between them, and the packages that each may name."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from samples import ROOT

PACKAGE, SITE = ROOT / "src/selfcheck", ROOT / "src/leanfuro"

ARROWS = {
    "words": "",
    "terminal": "",
    "progress": "words",
    "markup": "words",
    "question": "words markup terminal",
    "bank": "words markup question",
    "grading": "words markup question",
    "html": "words markup question",
    "paper": "words markup question",
    "export": "question",
    "exercises": "words question bank grading terminal progress",
    "notebook": "words markup question bank grading html",
    "sphinx_ext": "words markup question bank html grading",
    "cli": "words question bank exercises paper export terminal progress",
    "__init__": "grading notebook",
    "__main__": "cli",
}
"""Each room of the package, a folder or a file on its own, with the rooms that it rests on. README.md draws it."""

MARKDOWN, KERNEL = "markdown_it", "anywidget traitlets"
SPHINX = "sphinx docutils jupyter_cache myst_nb"
NAMED = {
    "markup": f"{MARKDOWN} latex2mathml", "question": MARKDOWN, "bank": f"{MARKDOWN} pyphen", "paper": f"{MARKDOWN} typst",
    "notebook": KERNEL, "exercises": "jupytext nbformat nbclient jupyter_client nbval", "sphinx_ext": f"{SPHINX} {MARKDOWN}"}
"""The packages that the modules of a room may name; the others need the standard library alone."""

SITE_NAMES = frozenset(["sphinx", "docutils", "sphinxcontrib", "rjsmin", "rcssmin", "tinycss2"])


def modules(package: Path) -> dict[str, Path]:
    """Return the file of each module by its name inside the package; a folder has the name of its ``__init__``."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


MODULES = modules(PACKAGE)


def room(module: str) -> str:
    return module.split(".")[0]


def imports(path: Path, inside_functions: bool = True) -> Iterator[tuple[int, str, list[str]]]:
    """Give what a file imports at run time: the level, the module, the names taken from it."""
    todo: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not inside_functions:
            continue
        if isinstance(node, ast.Import):
            yield from ((0, alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or "", [alias.name for alias in node.names]
        todo += ast.iter_child_nodes(node)


def rests_on(module: str, inside_functions: bool = True) -> set[str]:
    """Return the modules of the package that a module imports."""
    path = MODULES[module]
    here = module.split(".") if path.stem == "__init__" and module != "__init__" else module.split(".")[:-1]
    found = set()
    for level, name, taken in imports(path, inside_functions):
        if level == 0:
            continue
        above = here[:len(here) - level + 1]
        base = ".".join([*above, *([name] if name else [])])
        inner = {f"{base}.{part}" if base else part for part in taken}
        found |= {part for part in inner if part in MODULES} or ({base} if base in MODULES else set())
    return found - {module}


def test_the_rooms_rest_on_one_another_as_drawn() -> None:
    drawn = {name: set(arrows.split()) for name, arrows in ARROWS.items()}
    seen: dict[str, set[str]] = {room(module): set() for module in MODULES}
    for module in MODULES:
        seen[room(module)] |= {room(other) for other in rests_on(module)} - {room(module)}
    assert seen == drawn


def test_no_module_rests_on_itself_by_any_way() -> None:
    order = list(TopologicalSorter({module: rests_on(module, inside_functions=False) for module in MODULES}).static_order())
    assert len(order) == len(MODULES) > 60


@pytest.mark.parametrize("module", MODULES)
def test_packages_that_a_module_names(module: str) -> None:
    """Also inside functions: no other room than its own names a framework."""
    named = {name.split(".")[0] for level, name, _ in imports(MODULES[module]) if level == 0}
    assert named - set(sys.stdlib_module_names) <= set(NAMED.get(room(module), "").split())


@pytest.mark.parametrize("path", sorted(SITE.rglob("*.py")), ids=lambda path: path.stem)
def test_the_site_and_the_engine_know_nothing_of_each_other(path: Path) -> None:
    named = {name.split(".")[0] for level, name, _ in imports(path) if level == 0}
    assert named - set(sys.stdlib_module_names) <= SITE_NAMES
    assert not [module for module, file in MODULES.items() if b"leanfuro" in file.read_bytes()]


MARKDOWN_PARTS = {"markdown_it", "mdurl", "linkify_it", "uc_micro"}
LOADS: dict[str, set[str]] = {
    "selfcheck": set(),
    "selfcheck.words": set(),
    "selfcheck.bank.course": MARKDOWN_PARTS,
    "selfcheck.grading.judge": MARKDOWN_PARTS,
    "selfcheck.html.fragment": MARKDOWN_PARTS,
    "selfcheck.cli": MARKDOWN_PARTS,
    "selfcheck.exercises.mark": MARKDOWN_PARTS,
    "selfcheck.notebook.display": MARKDOWN_PARTS,
}
"""What a fresh interpreter loads besides the standard library: a learner's kernel needs no Sphinx, marking no Jupyter."""


@pytest.mark.parametrize("module", LOADS)
def test_packages_that_a_module_loads(module: str) -> None:
    program = f"import sys, json; before = set(sys.modules); import {module}; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)} - set(sys.stdlib_module_names) - {"selfcheck"}
    assert loaded <= LOADS[module]


def test_a_widget_loads_no_builder_of_books() -> None:
    program = "import sys; import selfcheck.notebook.quiz_widget; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "anywidget" in loaded and not loaded & {"sphinx", "docutils", "jupytext", "nbclient", "nbval", "pytest", "typst", "pyphen"}


@pytest.mark.parametrize("path", [*PACKAGE.rglob("*.py"), *SITE.rglob("*.py"), *PACKAGE.rglob("*.js")], ids=lambda path: path.name)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("package", [PACKAGE, SITE], ids=lambda package: package.name)
def test_the_package_does_not_know_the_subject(package: Path) -> None:
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(files) > 8
    named = [path.relative_to(ROOT).as_posix() for path in files if b"partnership" in path.read_bytes().lower()]
    assert not named, "the package serves any course, so it never says what this one is about"


def test_the_words_of_the_course_do_not_import_the_package() -> None:
    pages = [path for path in Path(ROOT / "book").rglob("*.md")]
    assert pages
    assert not [path for path in pages if "import selfcheck" in path.read_text("utf-8")]
