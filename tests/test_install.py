"""The repository is all that Binder, a JupyterHub or anybody's own Python needs: its requirements, and a notebook runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import venv
from pathlib import Path

import pytest

from samples import ROOT
from selfcheck import words

NEEDED = ("requirements.txt", "constraints.txt", "pyproject.toml", "runtime.txt", "src", "book", "exercises")
NOTEBOOK = "exercises/solutions/01-sort-cases.ipynb"


@pytest.mark.timeout(1200)
def test_the_requirements_are_enough_to_run_a_notebook(tmp_path: Path) -> None:
    """As repo2docker does it (https://repo2docker.readthedocs.io): an empty environment, requirements.txt, the notebook."""
    course, home = tmp_path / "course", tmp_path / "environment"
    course.mkdir()
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, course / name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy(source, course)
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER", "VIRTUAL_ENV"))}
    clean["PATH"] = f"{programs}{os.pathsep}{clean['PATH']}"

    def run(*command: str) -> None:
        done = subprocess.run([str(programs / command[0]), *command[1:]], cwd=course, env=clean, capture_output=True, text=True,
                              timeout=1200, check=False)
        assert not done.returncode, done.stdout[-3000:] + done.stderr[-3000:]

    run("pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--requirement", "requirements.txt")
    notebook = course / NOTEBOOK
    blank = json.loads(notebook.read_text("utf-8"))
    for cell in blank["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []  # what is told below was told by this environment
    notebook.write_text(json.dumps(blank), "utf-8")
    run("jupyter", "execute", "--inplace", NOTEBOOK)
    code = [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    told = ["".join("".join(out["data"]["text/plain"]) for out in cell["outputs"]) for cell in code if "check(" in "".join(cell["source"])]
    assert len(told) >= 5 and all(text.startswith(f"{words.VERDICTS['right']}: ") for text in told), told


def test_the_python_that_is_asked_for_is_one_that_the_course_runs_on() -> None:
    asked = re.fullmatch(r"python-(3\.\d+)\s*", (ROOT / "runtime.txt").read_text("utf-8"))
    assert asked and f"Python {asked[1]}" in (ROOT / "README.md").read_text("utf-8")
