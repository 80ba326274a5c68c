"""The notebooks of this course, for the tests: where they lie, and their cells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from samples import ROOT

FOLDER = ROOT / "exercises"
SOURCES = sorted((FOLDER / "source").glob("*.md"))
LEARNERS = [FOLDER / f"{source.stem}.ipynb" for source in SOURCES]
SOLVED = [FOLDER / "solutions" / path.name for path in LEARNERS]


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])
