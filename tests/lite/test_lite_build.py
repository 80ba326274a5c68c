"""Building the notebooks for the browser: equal bytes, nothing half built, and a plain sentence for every fault."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lites import PYTHON
from samples import ROOT

PARTS = ("pyproject.toml", "_config.yml", "_toc.yml", "lite", "src", "exercises", "book/_static/favicon.svg", "book/questions",
         "book/outcomes.toml", "book/references.bib")
pytestmark = [pytest.mark.usefixtures("lite"), pytest.mark.timeout(300)]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy what the notebooks are built from into another folder, without anything built."""
    home = tmp_path / "another place"
    for name in PARTS:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, home / name)
    return home


def run(copy: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(PYTHON), "lite/build.py", "site"]
    found = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"} | environment
    return subprocess.run(command, cwd=copy, env=found, capture_output=True, text=True, encoding="utf-8", check=False)


def keep_python(copy: Path) -> Path:
    """Give the copy the Python for the browser that has been made, which takes longest to make; return its folder."""
    made = next((ROOT / "_build/lite").glob("python-*"))
    shutil.copytree(made, copy / "_build/lite" / made.name, ignore=shutil.ignore_patterns("npm"))
    return copy / "_build/lite" / made.name / "pyodide"


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a build which failed has said."""
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_the_same_sources_give_the_same_bytes(copy: Path, lite: Path) -> None:
    keep_python(copy)
    done = run(copy, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    one, other = files(lite), files(copy / "site/lite")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    again = run(copy)
    assert (again.returncode, again.stdout) == (0, ""), "nothing has changed, so nothing is to do"
    whole = (copy / "site/lite/made-from.txt").stat()
    (copy / "exercises/01-sort-cases.ipynb").write_text("{", "utf-8")
    assert run(copy).returncode == 1
    assert (copy / "site/lite/made-from.txt").stat() == whole, "a build that fails leaves what is there"


def test_no_npm(copy: Path) -> None:
    line = told(run(copy, PATH="/nowhere"))
    assert "There is no npm" in line
    assert "--without-notebooks" in line
    assert not (copy / "site").exists()


def test_no_network(copy: Path) -> None:
    line = told(run(copy, npm_config_registry="http://127.0.0.1:9/", npm_config_fetch_retries="0", npm_config_cache=str(copy / "npm"),
                    PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_NO_CACHE_DIR="1"))
    assert "Check that this computer reaches" in line
    assert "--without-notebooks" in line
    assert not (copy / "site").exists()


def test_altered_wheel_is_found(copy: Path) -> None:
    python = keep_python(copy)
    wheel = next(python.glob("ipywidgets-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"more")
    line = told(run(copy))
    assert f"static/pyodide/{wheel.name}: its digest is not the one in the lock file; delete _build/lite" in line
    assert not (copy / "site").exists()


def test_missing_wheel_is_found(copy: Path) -> None:
    python = keep_python(copy)
    wheel = next(python.glob("markdown_it_py-*.whl"))
    wheel.unlink()
    assert f"static/pyodide/{wheel.name}: the lock file names this wheel, and it is not there" in told(run(copy))


def test_missing_pin_is_found(copy: Path) -> None:
    """What a wheel needs is pinned, too: else Python would ask a package index for it."""
    python = keep_python(copy)
    lock = json.loads((python / "pyodide-lock.json").read_text("utf-8"))
    del lock["packages"]["psygnal"]
    (python / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    assert "anywidget needs psygnal, which is not there; add it to lite/requirements-browser.txt" in told(run(copy))


def test_pins_name_no_host() -> None:
    """A lock file may name a registry that only one computer reaches."""
    for name in ("package-lock.json", "requirements-browser.txt", "requirements-build.txt", "constraints-build.txt"):
        assert "://" not in (ROOT / "lite" / name).read_text("utf-8").replace("https://registry.npmjs.org/", ""), name


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
