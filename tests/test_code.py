"""The Python of the project: its style and its types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from samples import ROOT


@pytest.mark.parametrize("command", [["ruff", "check", "--output-format=concise", "."], ["mypy"]], ids=lambda c: c[0])
def test_tool_finds_nothing(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style_is_asked_of_every_file() -> None:
    """A name that is left out leaves out every folder of that name."""
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "--show-files", "."], cwd=ROOT, capture_output=True, text=True,
                          encoding="utf-8", check=True)
    asked = {Path(line) for line in done.stdout.splitlines()}
    folders = [ROOT / name for name in ("src", "tests", "benchmarks", "lite")]
    written = {path for folder in folders for path in folder.rglob("*.py") if "node_modules" not in path.parts}
    assert len(written) > 150
    assert written - asked == set()
