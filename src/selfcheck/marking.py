"""Mark notebooks that learners hand in: run each under nbval against the check outputs of the solved copy.

What was handed in is read and never changed: the learner's cells run in a temporary copy of the course. After each of
their checks stands the same check again, in a cell of its own with the output stored in the solved copy, so that
neither a renamed variable nor a line printed beside it changes what is compared.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import nbval_run, strings
from .bank import Bank
from .nbval_hook import MARKER
from .problems import CourseError

_CALL = re.compile(r"""^check\(\s*(['"])([a-z0-9-]+)\1""", re.M)
_ORDER = [strings.MARKED[word] for word in ("right", "going", "not-yet", "error", "endless", "missing")]
"""What may come of a task, the best first."""


@dataclass(frozen=True)
class Result:
    """What came of one task: one of the words in ``strings.MARKED``, and the error if there was one."""

    task: str
    result: str
    remark: str = ""


@dataclass(frozen=True)
class Marked:
    """What came of one file."""

    file: str
    exercise: str = ""
    """Name of the exercise; empty where the file is none of this course or cannot be read."""
    results: list[Result] = field(default_factory=list)
    unreadable: str = ""
    """Why the file cannot be read."""


@dataclass(frozen=True)
class Solved:
    """The check cells of a solved copy: by question, the call and the stored output."""

    name: str
    calls: dict[str, str]
    outputs: dict[str, str]


def mark(bank: Bank, paths: Iterable[Path], timeout: float) -> list[Marked]:
    """Mark notebooks.

    :param paths: notebooks, and folders with notebooks in them
    :param timeout: seconds that one notebook may take
    :return: one for each file, in order
    :raises CourseError: the course has no solved notebooks
    """
    solved = _solved(bank)
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda path: _mark_file(bank, solved, path, timeout), _files(paths)))


def report(marked: list[Marked]) -> str:
    """Return a table of what came of each task, and a summary line."""
    lines = [strings.MARKED_COLUMNS]
    for one in marked:
        if one.unreadable:
            lines.append((one.file, "", one.unreadable))
        elif not one.exercise:
            lines.append((one.file, "", strings.MARKED["other"]))
        lines += [(one.file, r.task, f"{r.result}: {r.remark}" if r.remark else r.result) for r in one.results]
    widths = [max(len(line[n]) for line in lines) for n in (0, 1)]
    table = [f"{file:{widths[0]}}  {task:{widths[1]}}  {result}".rstrip() for file, task, result in lines]
    results = [r for one in marked for r in one.results]
    right = sum(r.result == strings.MARKED["right"] for r in results)
    summary = strings.MARKED_SUMMARY.format(
        notebooks=sum(bool(one.exercise) for one in marked), unreadable=sum(bool(one.unreadable) for one in marked),
        right=right, tasks=len(results))
    return "\n".join([*table, summary])


def _files(paths: Iterable[Path]) -> list[Path]:
    """Return every notebook once. A folder without any stands for itself, and is told of."""
    found: list[Path] = []
    for path in paths:
        inside = [p for p in path.rglob("*.ipynb") if "/." not in f"/{p.relative_to(path).as_posix()}"]
        found += sorted(inside) or [path]
    return list(dict.fromkeys(found))


def _solved(bank: Bank) -> list[Solved]:
    folder = bank.root / bank.settings["exercises"] / "solutions"
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        calls: dict[str, str] = {}
        outputs: dict[str, str] = {}
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code" and cell["outputs"]:
                for name, call in _calls(_source(cell)):
                    calls[name], outputs[name] = call, "".join(cell["outputs"][0]["text"])
        found.append(Solved(path.stem, calls, outputs))
    if not found:
        raise CourseError(f"There are no solved notebooks in {folder}. Make them: python -m selfcheck exercises")
    return found


def _calls(source: str) -> list[tuple[str, str]]:
    """Return each check in a cell: the name of its question, and the call, empty where the cell is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [(match[2], "") for match in _CALL.finditer(source)]
    return [(node.args[0].value, ast.unparse(node)) for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check"
            and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)]


def _source(cell: Any) -> str:
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _mark_file(bank: Bank, solved: list[Solved], path: Path, timeout: float) -> Marked:
    if path.is_dir():
        return Marked(str(path), unreadable=strings.MARKED["no-notebooks"])
    try:
        cells = json.loads(path.read_text("utf-8-sig"))["cells"]
        sources = [_source(c) for c in cells if c["cell_type"] == "code"]
    except OSError as error:
        return Marked(str(path), unreadable=strings.MARKED["no-file"].format(why=error.strerror))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Marked(str(path), unreadable=strings.MARKED["no-notebook"])
    names = {name for source in sources for name, _ in _calls(source)}
    best = max(solved, key=lambda s: len(names & set(s.calls)))
    if not names & set(best.calls):
        return Marked(str(path))
    return Marked(str(path), best.name, _results(bank, best, sources, timeout))


def _results(bank: Bank, solved: Solved, sources: list[str], timeout: float) -> list[Result]:
    """Run the cells and say what came of each task, the best where a check stands twice."""
    cells: list[dict[str, Any]] = []
    tasks: dict[int, str] = {}
    for source in sources:
        cells.append(nbval_run.cell(source))
        for name, call in _calls(source):
            if name in solved.calls:
                tasks[len(cells)] = name
                again = f"{MARKER}\nfrom selfcheck import check\n{call or solved.calls[name]}"
                cells.append(nbval_run.cell(again, solved.outputs[name]))
    said = nbval_run.run(bank, cells, timeout)
    found: dict[str, list[Result]] = {}
    before = 0
    for number, name in tasks.items():
        cause = next((told["error"] for n in range(before, number) if (told := said.get(n)) and told["error"]), "")
        found.setdefault(name, []).append(_judge(name, said.get(number), cause))
        before = number + 1
    return [min(found.get(name, [Result(name, strings.MARKED["missing"])]), key=lambda r: _ORDER.index(r.result))
            for name in solved.calls]


def _judge(name: str, told: dict[str, Any] | None, cause: str) -> Result:
    """Say what came of a check cell; ``cause`` is the first error in the cells between the last check and this one."""
    if told and told["same"] and told["text"].startswith(strings.WELL_DONE):
        return Result(name, strings.MARKED["right"])
    if told is None or told["late"]:
        return Result(name, strings.MARKED["endless"])
    for word, verdict in (("going", strings.KEEP_GOING), ("not-yet", strings.NOT_YET)):
        if told["text"].startswith(verdict):
            return Result(name, strings.MARKED[word])
    return Result(name, strings.MARKED["error"], cause or told["error"])
