"""Measure the course beside stock Jupyter Book 1, on the same sources and in one run: ``python3 course.py bench``.

Everything is built and measured in a temporary folder; nothing is written into the tree. README.md tells what each row means.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

import measures
import notebooks
import report

COURSE = Path(__file__).resolve().parent.parent


def main() -> int:
    """Measure, print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(prog="python3 course.py bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="cold builds and timed visits of each kind; medians count (3)")
    parser.add_argument("--lighthouse", action="store_true", help="also run Lighthouse on a page of each kind (some minutes; npm downloads it)")
    parser.add_argument("--notebooks", action="store_true", help="only notebooks in the browser, beside a JupyterLite with default settings")
    parser.add_argument("--large", action="store_true", help="also build a made-up course of 100 and of 1,000 pages (many minutes)")
    parser.add_argument("--pages", type=int, nargs=2, default=(100, 1000), metavar=("FEW", "MANY"), help="other sizes for --large")
    parser.add_argument("--no-build-times", action="store_false", dest="build_times", help="build once each, and leave the times of builds out")
    parser.add_argument("--no-visits", action="store_false", dest="visits", help="leave out weights and times of pages")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures, with every single run, into this file")
    options = parser.parse_args()
    browser = os.environ.get("COURSE_BROWSER")
    if browser is None and (options.visits or options.lighthouse or options.notebooks):
        raise SystemExit("No browser is named. Run this as python3 course.py bench, which finds one.")
    started = time.monotonic()
    machine: dict[str, object] = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count(), "load": _load()}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name).resolve()
        rows: list[report.Row] = []
        if browser and options.notebooks:
            return _tell([*notebooks.rows(COURSE, folder, browser, options.runs)], machine, started, options)
        found = measures.build(COURSE, folder, *((options.runs, True) if options.build_times else (1, False)))
        if browser and options.visits:
            rows += measures.visit_rows(found, browser, options.runs)
        if browser and options.lighthouse:
            rows += measures.lighthouse_rows(found, browser, options.runs)
        if options.build_times:
            rows += measures.build_rows(found)
        if options.large:
            rows += measures.large_rows(COURSE, folder, *options.pages)
    return _tell(rows, machine, started, options)


def _tell(rows: list[report.Row], machine: dict[str, object], started: float, options: argparse.Namespace) -> int:
    machine["load at the end"] = _load()
    print(f"\n{report.text(rows)}\n\n{options.runs} runs, medians. {machine}. {time.monotonic() - started:.0f} s.")
    if options.json:
        options.json.write_text(json.dumps({"rows": report.data(rows), "machine": machine, "runs": options.runs}, indent=1) + "\n", "utf-8")
    return 0


def _load() -> str:
    return " ".join(f"{n:.1f}" for n in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    sys.exit(main())
