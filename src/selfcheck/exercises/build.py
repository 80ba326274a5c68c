"""Make the notebooks of a course from their sources: the learner's copy and the solved one.

A source is a MyST notebook in ``source/``. Cells tagged ``solution`` stand in the solved copy alone, cells tagged
``start`` in the learner's alone. A check cell begins with ``# NBVAL_CHECK_OUTPUT`` and keeps its output and its count:
without them nbval compares nothing and passes. Nothing else is kept, so the same source gives the same bytes.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from .. import words
from ..bank.course import Course
from ..grading.verdict import MIME, Verdict, read_verdict
from ..progress import Progress
from ..question.attempt import NOT_YET, RIGHT
from ..question.problems import CourseError, Problem, brief, problem
from ..terminal import escape_controls
from .read_source import NAME, Cell, read_source

COMMAND = "python -m selfcheck exercises"
SECONDS = 60
"""Time limit for one cell."""
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Copy:
    """One of the two notebooks that a source makes."""

    folder: str
    left_out: str
    """Tag of the cells that do not stand in it."""
    verdict: str
    """What each of its checks must come to, by its machine name."""
    up: str
    """What a link to a folder above begins with, where the learner's has ``../``."""


COPIES = (Copy("", "solution", NOT_YET, "../"), Copy("solutions", "start", RIGHT, "../../"))


def make_notebooks(course: Course, progress: Progress) -> tuple[dict[Path, str], list[Problem]]:
    """Make every notebook of a course, without writing any.

    :param progress: is told how far the work has come
    :return: the text of each notebook by its path, and what is wrong in the sources; with problems there are no texts
    :raises CourseError: there is no source, or no kernel to run it with
    """
    folder = course.exercises
    paths = sorted((folder / "source").glob("*.md"))
    if not paths:
        raise CourseError(words.error("no-exercises", folder=course.settings.exercises))
    problems: list[Problem] = []
    jobs: list[tuple[Path, str, Copy, list[Cell]]] = []
    for path in paths:
        shown = course.shown(path)
        cells = read_source(path, shown, problems)
        for copy in COPIES:
            target = folder / copy.folder / f"{path.stem}.ipynb"
            jobs.append((target, shown, copy, [c for c in cells if copy.left_out not in c.tags]))
    if problems:
        return {}, sorted(problems)
    progress.begin(len(jobs))
    with ThreadPoolExecutor(2) as pool:  # each has a kernel of its own
        outcomes = pool.map(lambda job: _run(job[3], folder, job[1], job[2], progress), jobs)
        texts = {}
        for (target, _, copy, cells), (outputs, found) in zip(jobs, outcomes, strict=True):
            problems += found
            texts[target] = _write(cells, outputs, copy.up)
    return ({}, sorted(set(problems))) if problems else (texts, [])


def write_notebooks(texts: dict[Path, str]) -> None:
    """Write the notebooks that differ from what is there."""
    for path, text in texts.items():
        if not path.is_file() or path.read_bytes() != text.encode():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())


def find_stale(course: Course, texts: dict[Path, str]) -> list[Problem]:
    """Say which notebooks on disk are not what the sources make."""
    folder = course.exercises
    there = {p for copy in COPIES for p in (folder / copy.folder).glob("*.ipynb") if NAME.match(p.stem)}
    problems = []
    for path in sorted(there | set(texts)):
        shown = course.shown(path)
        if path not in texts:
            problems.append(problem(shown, 1, "no-source/exercise"))
        elif path not in there:
            problems.append(problem(shown, 1, "not-made", command=COMMAND))
        elif path.read_bytes() != texts[path].encode():
            problems.append(problem(shown, 1, "stale", command=COMMAND))
    return problems


def _run(cells: list[Cell], folder: Path, shown: str, copy: Copy, progress: Progress) -> tuple[dict[str, Any], list[Problem]]:
    """Run one copy: its cells as run, by id, and what went wrong."""
    text = _write(cells, {}, copy.up)
    notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is typed in part
    place = {"metadata": {"path": str(folder)}}
    begun: list[str] = []  # a kernel that dies may tell of a cell's start too late, so what was sent to it is noted here
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", allow_errors=True, resources=place,
                            on_cell_execute=lambda cell, cell_index: begun.append(cell.id))
    stopped: tuple[str, dict[str, object]] | None = None
    try:
        client.execute(stderr=DEVNULL)  # a kernel's own log is no concern of an author
    except CellTimeoutError:
        stopped = "code-error/late", {"seconds": SECONDS}
    except DeadKernelError:
        stopped = "code-error/ended", {}
    except NoSuchKernel as error:
        raise CourseError(words.error("no-kernel")) from error
    finally:
        progress.advance()
    ran = {c.id: c for c in notebook.cells if c.get("execution_count")}
    last = begun[-1] if begun else cells[0].id
    problems = []
    for cell in cells:
        found = stopped if cell.id == last else None
        if not found and cell.id in ran:
            found = _fault(cell, ran[cell.id].outputs, copy)
        if found:
            problems.append(problem(shown, cell.line, found[0], **found[1]))
    return ran, problems


def _fault(cell: Cell, outputs: list[Any], copy: Copy) -> tuple[str, dict[str, object]] | None:
    """Say what is wrong with what a cell gave: name of the mistake, and what its sentences fill in."""
    told: dict[str, object] = {"whose": words.COPIES["solved" if copy.folder else "learner"], "verdict": words.VERDICTS[copy.verdict]}
    for output in outputs:
        if output.output_type == "error":
            error = f"{output.ename}: {output.evalue}"
            return "code-error", told | {"error": escape_controls(brief(error, 150))}
    if not cell.checks:
        return None
    verdicts = [_verdict(output) for output in outputs]
    if not all(verdicts):
        return "odd-output", told
    if not verdicts:
        return "no-verdict", told
    for output, verdict in zip(outputs, verdicts, strict=True):
        if verdict and verdict.verdict != copy.verdict:
            return "wrong-verdict", told | {"said": escape_controls(" ".join(output.data["text/plain"].split("\n")))}
    return None


def _verdict(output: Any) -> Verdict | None:
    """Return the verdict that an output holds, if it is one that check gave."""
    return read_verdict(output.data.get(MIME)) if output.output_type == "display_data" and "text/plain" in output.data else None


def _write(cells: list[Cell], ran: dict[str, Any], up: str) -> str:
    """Return the text of a notebook, with the outputs of those check cells that have run."""
    out: list[dict[str, Any]] = []
    for cell in cells:
        source = cell.source.replace("](../", f"]({up}") if cell.kind == "markdown" else cell.source
        tags = sorted(cell.tags - {"solution", "start"})
        told: dict[str, Any] = {"cell_type": cell.kind, "id": cell.id, "metadata": {"tags": tags} if tags else {},
                                "source": source.splitlines(keepends=True)}
        if cell.kind == "code":
            told |= {"execution_count": None, "outputs": []}
        if cell.checks and cell.id in ran:
            told |= {"execution_count": ran[cell.id].execution_count, "outputs": list(map(_stored, ran[cell.id].outputs))}
        out.append(dict(sorted(told.items())))
    notebook = {"cells": out, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _stored(output: Any) -> dict[str, Any]:
    """Return an output of a check as it is kept. The sentence stands first: where the two differ, nbval tells of the first."""
    if not _verdict(output):
        return dict(output)  # not kept: such a cell has a problem
    data = {"text/plain": output.data["text/plain"].splitlines(keepends=True), MIME: output.data[MIME]}
    return {"data": data, "metadata": {}, "output_type": "display_data"}
