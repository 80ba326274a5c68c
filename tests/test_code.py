"""The Python of the project: its style and its types."""

from __future__ import annotations

import subprocess
import sys

import pytest

from samples import ROOT


@pytest.mark.parametrize("command", [["ruff", "check", "--output-format=concise", "."], ["mypy"]], ids=lambda c: c[0])
def test_tool_finds_nothing(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
