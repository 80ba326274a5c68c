"""Notebooks for the tests as learners hand them in, and the little course with an exercise to mark them by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selfcheck.bank.course import Course
from selfcheck.exercises.mark import Marked, mark_notebooks
from selfcheck.progress import Progress

IMPORT = "from selfcheck import check"
VESSEL, WATER, WHY = (
    'vessel = "kettle"',
    'water = "Water that has just boiled"',
    'why = "I boil it afresh, because stale water tastes flat."',
)
TASKS = ["short", "one", "reflect"]


def check(task: str, name: str) -> str:
    return f'# NBVAL_CHECK_OUTPUT\ncheck("{task}", {name})'


SOLVED = (IMPORT, VESSEL, check("short", "vessel"), WATER, check("one", "water"), WHY, check("reflect", "why"))


def notebook(*sources: str) -> str:
    """Return a notebook as a learner saves it: without cell ids, and with whatever outputs."""
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "metadata": {}, "source": ["# Tea"]}]
    for source in sources:
        shown = [{"name": "stdout", "output_type": "stream", "text": ["Right: yes.\n"]}] if "check(" in source else []
        cells.append({"cell_type": "code", "execution_count": 7, "metadata": {}, "outputs": shown,
                      "source": source.splitlines(keepends=True)})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2})


def mark(course: Course, folder: Path, timeout: float = 60, **handed_in: str | bytes) -> dict[str, Marked]:
    """Mark notebooks given by name, in a folder of their own, and see that they stay as they are."""
    folder.mkdir()
    for name, text in handed_in.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    marked = mark_notebooks(course, [folder], timeout, Progress("Marking"))
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    return {Path(one.file).relative_to(folder).as_posix(): one for one in marked}


def told(marked: Marked) -> list[str]:
    """Return what is said of each task."""
    assert [r.task for r in marked.results] == TASKS
    return [f"{r.result}: {r.remark}" if r.remark else r.result for r in marked.results]
