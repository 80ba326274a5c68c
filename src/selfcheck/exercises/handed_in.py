"""Notebooks as they were handed in: found in folders, read whatever is in them, and never changed."""

from __future__ import annotations

import ast
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import __all__ as public_names
from .. import words

_CALL = re.compile(r"""^[^#\n]*?\bcheck\(\s*(['"])([a-z0-9-]+)\1""", re.M)
_MOST = 200 * 1024**2
"""Bytes of the largest file that is read. Pictures can make a notebook large, and hardly so large."""
_OTHERS = frozenset(public_names) - {"check"}
"""What takes the id of a question too, and marks nothing."""


class UnreadableError(Exception):
    """Why a file cannot be read, in a sentence for a trainer."""


@dataclass(frozen=True)
class Named:
    """The questions that one cell names."""

    asked: tuple[str, ...] = ()
    """Those whose check is called by name, in their order."""
    mentioned: frozenset[str] = frozenset()
    """Every text that may be the name of a question given to ``check`` in another way, such as in a loop."""


def find_notebooks(paths: Iterable[Path]) -> list[Path]:
    """Return every notebook once, in the order of ``paths`` and in each folder by name.

    A folder without any, or one that cannot be looked into, stands for itself: :func:`read_cells` says why.
    """
    found: list[Path] = []
    for path in paths:
        found += (sorted(_walk(path)) or [path]) if os.path.isdir(path) else [path]  # noqa: PTH112  # Path raises for some names
    return list(dict.fromkeys(found))


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if name.endswith(".ipynb") and not name.startswith("."))
    yield from closed


def read_cells(path: Path) -> list[str]:
    """Return the code of each code cell of a notebook.

    :raises UnreadableError: it cannot be read
    """
    try:
        return _sources(json.loads(_read(path).decode("utf-8-sig")))
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            raise UnreadableError(words.MARKED["no-file"].format(why=error.strerror)) from error
        raise UnreadableError(words.MARKED["no-notebook"]) from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableError(words.MARKED["no-notebook"]) from error


def _read(path: Path) -> bytes:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        with os.scandir(path):  # raises where it cannot be looked into
            raise UnreadableError(words.MARKED["no-notebooks"])
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError(words.MARKED["no-regular-file"])
    if found.st_size > _MOST:
        raise UnreadableError(words.MARKED["too-large"].format(most=_MOST // 1024**2))
    return path.read_bytes()


def _sources(notebook: Any) -> list[str]:
    if not isinstance(notebook, dict):
        raise UnreadableError(words.MARKED["no-notebook"])
    if "worksheets" in notebook:
        raise UnreadableError(words.MARKED["old-form"])
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise UnreadableError(words.MARKED["no-notebook"])
    return [_source(cell) for cell in cells if cell.get("cell_type") == "code"]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def find_names(source: str) -> Named:
    """Return the questions that the code of a cell names."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # a slip, or a command of IPython
        return Named(tuple(dict.fromkeys(match[2] for match in _CALL.finditer(source))))
    nodes = list(ast.walk(tree))
    checks = {"check"} | {alias.asname for node in nodes if isinstance(node, ast.ImportFrom)
                          for alias in node.names if alias.name == "check" and alias.asname}
    asked: dict[str, None] = {}
    others: set[int] = set()
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if called in checks:
            given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "name")]
            asked |= {n.value: None for n in given if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        elif called in _OTHERS:
            others |= {id(n) for n in node.args}
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in others}
    return Named(tuple(asked), frozenset(texts - asked.keys()))
