"""Run the cells of a notebook under nbval in a temporary copy of a course, with a time limit."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import words
from ..bank.course import Course
from ..grading.verdict import Verdict, read_verdict
from ..question.problems import CourseError
from . import hold, nbval_plugin


class NbvalError(CourseError):
    """nbval itself does not run here."""


GRACE = 40
"""Seconds that starting and stopping may take besides the time limit."""
_MOST = 64 * 1024**2
"""Bytes that are read of what the run wrote down."""


@dataclass(frozen=True)
class Ran:
    """What came of one cell that has run."""

    verdicts: tuple[Verdict, ...] = ()
    """What the cell showed as verdicts. Any of them may be forged."""
    forged: bool = False
    """The cell showed something that is called a verdict and is none."""
    error: str = ""
    """The first line of the error in which the cell ended."""
    late: bool = False
    """This cell or one before it took too long."""
    ended: bool = False
    """Python has ended."""


@dataclass(frozen=True)
class Run:
    """What came of a notebook."""

    cells: dict[int, Ran] = field(default_factory=dict)
    """By the number of each cell that has run, counted from 0."""
    late: bool = False
    """It, or a cell of it, took longer than it may."""


def run_cells(course: Course, sources: list[str], timeout: float) -> Run:
    """Run the cells of a notebook, each after the one before, and end whatever they have started.

    :param sources: the code of each cell
    :param timeout: seconds that the notebook may take
    :raises NbvalError: nbval itself does not run here, as far as can be known
    :raises OSError: there is no place for the temporary copy
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, \
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as notes:
        home, out, log = Path(name), Path(notes) / "cells.jsonl", Path(notes) / "pytest.log"
        folder = _copy_course(course, home)
        target = folder / "handed-in.ipynb"
        notebook = {"cells": list(map(_cell, sources)), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        target.write_text(json.dumps(notebook), "utf-8")
        (home / "pytest.ini").write_text("[pytest]\n", "utf-8")  # the course's own settings are for its own tests
        command = [
            sys.executable, "-m", "pytest", "-c", home / "pytest.ini", "--rootdir", home, "-p", "no:cacheprovider", "--tb=no",
            "-p", "nbval.plugin", "-p", nbval_plugin.__name__, "--nbval-lax", "--nbval-current-env",
            "--nbval-cell-timeout", timeout, target,
        ]
        # what Jupyter and Python leave behind goes with the copy, and the trainer's own settings change nothing
        places = {"IPYTHONDIR": "ipython", "JUPYTER_RUNTIME_DIR": "runtime", "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp"}
        for place in set(places.values()):
            (home / place).mkdir()
        more = {variable: str(home / place) for variable, place in places.items()}
        more |= {nbval_plugin.OUT: str(out), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
        status = hold.run_held(list(map(str, command)), folder, os.environ | more, log, timeout + GRACE)
        kept = _read(out)
        cells = {told["cell"]: _ran(told) for told in kept if type(told.get("cell")) is int}
        broken = [str(told["setup"]) for told in kept if "setup" in told] or ([] if kept else _said(log))
        if not cells and broken and status is not None and status > 0:
            raise NbvalError(words.error("nbval", why=broken[0]))
        return Run(cells, status is None or any(ran.late for ran in cells.values()))


def _cell(source: str) -> dict[str, Any]:
    whole = source.encode("utf-8", "replace").decode("utf-8")  # half a sign, as JSON may hold it, cannot be sent on
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": whole}


def _read(out: Path) -> list[dict[str, Any]]:
    """Return what the plugin wrote, as far as it can be read: the notebook may have written there too."""
    try:
        with out.open("rb") as file:
            lines = file.read(_MOST).decode("utf-8", "replace").split("\n")
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict):
            found.append(told)
    return found


def _said(log: Path) -> list[str]:
    """Return what pytest said, if the notebook has not deleted it."""
    return [log.read_text("utf-8", "replace").strip()] if log.is_file() else []


def _ran(told: dict[str, Any]) -> Ran:
    shown = told.get("verdicts")
    values = shown if isinstance(shown, list) else []
    verdicts = tuple(verdict for value in values if (verdict := read_verdict(value)))
    error = told.get("error")
    return Ran(verdicts, len(verdicts) < len(values), error if isinstance(error, str) else "",
               told.get("late") is True, told.get("ended") is True)


def _copy_course(course: Course, home: Path) -> Path:
    """Copy what a check needs, and return the folder of the exercises there."""
    exercises = course.settings.exercises
    settings = course.settings
    parts = [part for part in (settings.questions, settings.outcomes, settings.bibliography, *settings.kinds) if part]
    for part in ("pyproject.toml", *parts, f"{exercises}/data"):
        source, target = course.root / part, home / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.is_file():
            shutil.copyfile(source, target)
    (home / exercises).mkdir(parents=True, exist_ok=True)
    return home / exercises
