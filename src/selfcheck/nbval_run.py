"""Run cells under nbval in a temporary copy of a course, with a time limit."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import nbval_hook, strings
from .bank import Bank
from .problems import CourseError

GRACE = 20
"""Seconds that starting and stopping may take besides the time limit."""
SANITISER = f"regex: (?s)\\A{strings.WELL_DONE}: .*\nreplace: {strings.WELL_DONE}: (any)\n"
"""One reflection is as right as another: nbval compares that it is right, and not the words."""


def cell(source: str, output: str | None = None) -> dict[str, Any]:
    """Return a code cell; one with an output is compared by nbval if it begins with its marker."""
    outputs = [] if output is None else [{"name": "stdout", "output_type": "stream", "text": output}]
    count = None if output is None else 1
    return {"cell_type": "code", "execution_count": count, "metadata": {}, "outputs": outputs, "source": source}


def run(bank: Bank, cells: list[dict[str, Any]], timeout: float) -> dict[int, dict[str, Any]]:
    """Run a notebook.

    :param cells: code cells, see :func:`cell`
    :param timeout: seconds that the notebook may take
    :return: by the number of each cell that has run, what :mod:`selfcheck.nbval_hook` wrote of it
    :raises CourseError: nbval itself does not run
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        home = Path(name)
        folder = _copy_course(bank, home)
        target, out, log = folder / "handed-in.ipynb", home / "cells.jsonl", home / "pytest.log"
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        target.write_text(json.dumps(notebook), "utf-8")
        (home / "sanitiser.cfg").write_text(SANITISER, "utf-8")
        (home / "pytest.ini").write_text("[pytest]\n", "utf-8")  # the course's own settings are for its own tests
        command = [
            sys.executable, "-m", "pytest", "-c", home / "pytest.ini", "--rootdir", home, "-p", "no:cacheprovider",
            "-p", "nbval.plugin", "-p", nbval_hook.__name__, "--nbval-lax", "--nbval-current-env",
            "--nbval-cell-timeout", timeout, "--nbval-sanitize-with", home / "sanitiser.cfg", target,
        ]
        more = {nbval_hook.OUT: str(out), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
        with log.open("wb") as file:
            process = subprocess.Popen(
                list(map(str, command)), cwd=folder, env=os.environ | more, stdout=file, stderr=subprocess.STDOUT)
            ended = _wait(process, timeout + GRACE)
        lines = out.read_text("utf-8").splitlines() if out.is_file() else []
        if ended and not lines:
            raise CourseError(f"nbval could not run a notebook here:\n{log.read_text('utf-8', 'replace').strip()}")
        return {told["cell"]: told for told in map(json.loads, lines)}


def _copy_course(bank: Bank, home: Path) -> Path:
    """Copy what a check needs, and return the folder of the exercises there."""
    exercises = bank.settings["exercises"]
    parts = [bank.settings[name] for name in ("questions", "outcomes", "bibliography")]
    for part in ("pyproject.toml", *parts, f"{exercises}/data"):
        source, target = bank.root / part, home / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.is_file():
            shutil.copyfile(source, target)
    (home / exercises).mkdir(parents=True, exist_ok=True)
    return home / exercises


def _wait(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Let a process end. One that takes too long is asked to stop, so that it stops its kernel too, and then made to.

    :return: whether it ended by itself
    """
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        if os.name == "posix":  # elsewhere a signal would reach this process too
            process.send_signal(signal.SIGINT)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return False
