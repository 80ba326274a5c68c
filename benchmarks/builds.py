"""Run a command, and tell how long it took and how much memory it held; say which built pages differ."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LONGEST = 3 * 3600
"""Seconds after which a command is given up."""


@dataclass(frozen=True)
class Ran:
    """What a command took."""

    seconds: float
    processor: float | None
    """Seconds that processors worked on it, with the kernels of its notebooks: less disturbed by what else runs."""
    megabytes: float | None
    """Most memory held at once by the command's largest process; None, like the processor's time, where the system does not tell."""
    told: str


def run(command: list[str | Path], folder: Path) -> Ran:
    """Run a command in a folder.

    :raises SystemExit: it failed; its last lines are shown
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        started = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        megabytes = processor = None
        if hasattr(os, "wait4"):  # it tells the memory of this very child; Windows has no such call
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            processor = usage.ru_utime + usage.ru_stime
            megabytes = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        else:
            process.wait(LONGEST)
        seconds = time.perf_counter() - started
        log.seek(0)
        told = log.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed in {folder}:\n{told[-3000:]}")
    return Ran(seconds, processor, megabytes, told)


def build(folder: Path) -> Ran:
    """Build the book that lies in ``folder``, in the same way for ours and for stock."""
    return run([Path(sys.executable).with_name("jupyter-book"), "build", "."], folder)


def check(folder: Path) -> Ran:
    """Check the questions and pages of the course that lies in ``folder``."""
    return run([sys.executable, "-m", "selfcheck", "check"], folder)


def site(folder: Path) -> Path:
    """Return where the pages of a built book lie."""
    return folder / "_build" / "html"


def digests(html: Path) -> dict[str, str]:
    """Return a digest of each page of a site."""
    return {p.relative_to(html).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(html.rglob("*.html"))}


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the pages that came, went or differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
