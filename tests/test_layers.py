"""Who may rest on whom: a learner's kernel needs no Sphinx, the site needs no kernel, and nothing looks up."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from samples import ROOT

PACKAGE = ROOT / "src/selfcheck"
MARKDOWN = frozenset({"markdown_it", "mdurl", "linkify_it", "uc_micro"})
"""What comes with markdown-it-py."""
FRAMEWORKS = {
    "anywidget", "ipywidgets", "IPython", "jupytext", "nbformat", "nbclient", "jupyter_client", "nbval", "pytest", "sphinx",
    "docutils", "textstat", "typst", "rjsmin", "rcssmin", "tinycss2", "sphinxcontrib", "pybtex", "furo"}

ALONE: frozenset[str] = frozenset()
SPHINX = frozenset({"sphinx", "docutils", "jupyter_cache"})
SITE = ROOT / "src/leanfuro"
SITE_PACKAGES = frozenset({"sphinx", "docutils", "sphinxcontrib", "rjsmin", "rcssmin", "tinycss2"})
"""What the package of this one site may name: it knows Sphinx and Furo, and no questions."""
TABLE = {
    # the standard library alone
    **dict.fromkeys(("__init__", "model", "problems", "strings", "front"), ALONE),
    **dict.fromkeys(("answers", "checks", "kept", "assets", "nbval_hook", "docx"), ALONE),
    # and Markdown
    **dict.fromkeys(("text", "listed", "headed", "reader", "bank", "shelf", "pages", "lint"), MARKDOWN),
    **dict.fromkeys(("charts", "drawing", "controls", "journeys", "outline", "render", "nbval_run"), MARKDOWN),
    **dict.fromkeys(("sheets", "keys", "alignment", "quality"), MARKDOWN),
    # the top: what wraps a framework, and what people start
    **dict.fromkeys(("shown", "marking", "cli"), MARKDOWN),
    "handout": MARKDOWN | {"typst"},
    "readability": MARKDOWN | {"textstat", "pyphen", "pkg_resources"},
    "exercises": frozenset({"jupytext", "nbformat", "nbclient", "jupyter_client"}),
    "widget": frozenset({"anywidget", "traitlets"}),
    **dict.fromkeys(("sphinx_ext", *(f"sphinx_ext.{path.stem}" for path in PACKAGE.glob("sphinx_ext/[!_]*.py"))), SPHINX | MARKDOWN),
}
"""Each module, with the packages that it may name. It loads modules that stand above its own group or in it; those of the
last group do not load one another."""
NAMES = list(TABLE)
LOADED = [name for name in NAMES if "." not in name]
"""What is loaded on its own; the parts of a package come with it."""
LOWEST, MIDDLE = NAMES[:NAMES.index("text")], NAMES[:NAMES.index("shown")]


def modules() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        yield name if name == "__init__" else name.removesuffix(".__init__")


def loaded(module: str) -> list[str]:
    """Return what a fresh interpreter has loaded after it has imported a module, and had not before."""
    name = "selfcheck" if module == "__init__" else f"selfcheck.{module}"
    program = f"import sys, json; before = set(sys.modules); import {name}; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.fixture(scope="module")
def everything_loaded() -> dict[str, list[str]]:
    with ThreadPoolExecutor(4) as pool:
        return dict(zip(LOADED, pool.map(loaded, LOADED), strict=True))


def test_every_module_has_a_place_in_the_table() -> None:
    assert sorted(modules()) == sorted([*TABLE, "__main__"])


@pytest.mark.parametrize("module", LOADED)
def test_packages_that_a_module_loads(module: str, everything_loaded: dict[str, list[str]]) -> None:
    packages = {name.split(".")[0] for name in everything_loaded[module]} - set(sys.stdlib_module_names) - {"selfcheck"}
    if TABLE[module] in (ALONE, MARKDOWN):
        assert packages <= TABLE[module]
    else:  # a framework brings much along, but no other framework than those it rests on
        assert packages & FRAMEWORKS <= TABLE[module] | ({"ipywidgets", "IPython"} if module == "widget" else set())


@pytest.mark.parametrize("module", LOADED)
def test_modules_that_a_module_loads(module: str, everything_loaded: dict[str, list[str]]) -> None:
    allowed = {module, *(LOWEST if module in LOWEST else MIDDLE)}
    if module == "sphinx_ext":
        allowed |= {name for name in TABLE if name.startswith("sphinx_ext")}
    ours = {name.removeprefix("selfcheck.") for name in everything_loaded[module] if name.startswith("selfcheck.")}
    assert ours <= allowed


@pytest.mark.parametrize("module", TABLE)
def test_packages_that_a_module_names(module: str) -> None:
    """Also inside functions: no other module than its own names a framework."""
    path = PACKAGE / f"{module.replace('.', '/')}.py"
    assert named(path if path.is_file() else PACKAGE / module / "__init__.py") <= TABLE[module]


def named(path: Path) -> set[str]:
    """Return the packages that a file imports by their names, without the standard library."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0}
    return {name.split(".")[0] for name in found} - set(sys.stdlib_module_names) - {"__future__"}


@pytest.mark.parametrize("path", sorted(SITE.rglob("*.py")), ids=lambda path: path.stem)
def test_the_site_rests_on_no_part_of_the_engine(path: Path) -> None:
    """That the engine does not rest on the site either, its table of packages says."""
    assert named(path) <= SITE_PACKAGES


def test_only_this_book_loads_the_package_of_its_site() -> None:
    assert "      - leanfuro\n" in (ROOT / "_config.yml").read_text("utf-8")
    assert not [path for path in PACKAGE.rglob("*.py") if "leanfuro" in path.read_text("utf-8")]


def test_the_package_does_not_know_the_subject() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(files) > 30
    named = [path.relative_to(ROOT).as_posix() for path in files if b"partnership" in path.read_bytes().lower()]
    assert not named, "the package serves any course, so it never says what this one is about"


def test_the_words_of_the_course_do_not_import_the_package() -> None:
    pages = [path for path in Path(ROOT / "book").rglob("*.md")]
    assert pages
    assert not [path for path in pages if "import selfcheck" in path.read_text("utf-8")]
