"""The same sources give the same bytes: two builds in different folders, one of them in a copy."""

from __future__ import annotations

import calendar
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samples import ROOT

SOURCES = ("_config.yml", "_toc.yml", "pyproject.toml", "book", "exercises")


@pytest.mark.timeout(900)
def test_two_builds_are_equal_byte_for_byte(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another place"
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("_build", ".ipynb_checkpoints"))
        else:
            copy.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, copy)
    settings = (ROOT / "_config.yml").read_text("utf-8")
    year = int(re.search(r'^copyright: "(\d{4})', settings, re.M)[1])  # type: ignore[index]
    # Sphinx puts the year of this date into the copyright line. A seed of its own gives sets another order.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(calendar.timegm((year, 7, 1, 0, 0, 0))), "PYTHONHASHSEED": "1"}
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "."]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    one, other = files(site), files(copy / "_build" / "html")
    assert sorted(one) == sorted(other)
    assert not [name for name in one if one[name] != other[name]]


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
