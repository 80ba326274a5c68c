"""What the start page tells and fetches ahead: how large a first visit is, and the files that Python will ask for."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import kernel

PYTHON = "static/pyodide"
SQUEEZED = {".mjs", ".wasm", ".json"}
"""Files of Python's folder that web hosts squeeze on the way."""
FRONT_END = 2_100_000
"""Bytes that Jupyter itself sends at a first visit. tests/lite/test_lite.py measures them, and fails if they are others."""


def write(folder: Path) -> None:
    """Write ``preload.json`` and ``sizes.json`` into a built ``lite`` folder."""
    home = folder / PYTHON
    first = [home / name for name in (*kernel.CORE, kernel.LOCK, kernel.STDLIB)]
    files = first + sorted(home.glob("*.whl"))
    ahead = [{"url": f"{PYTHON}/{path.name}", "bytes": path.stat().st_size} for path in files]
    whole = FRONT_END + sum(len(_sent(path)) for path in files)
    (folder / "preload.json").write_text(json.dumps(ahead, indent=1) + "\n", "utf-8")
    (folder / "sizes.json").write_text(json.dumps({"first_visit_bytes": round(whole, -5)}) + "\n", "utf-8")


def _sent(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if path.suffix in SQUEEZED else data
