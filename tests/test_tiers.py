"""The tests' own help: which tests are quick, and that what costs much is made once a run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from samples import TESTS
from shared import make_once
from tiers import deal, started

COMMANDS = [
    (["python", "-m", "ipykernel_launcher", "-f", "x.json"], "a kernel"),
    ([sys.executable, "-m", "pytest", "--nbval-lax", "a.ipynb"], "a kernel"),
    ([Path("/a/.venv/bin/jupyter-book"), "build", "."], "a build"),
    (r'"C:\a b\Scripts\python.exe" -m sphinx . out', "a build"),
    (["/a/node", "/a/cli.js", "run-driver"], "a browser"),
    (["/usr/lib/chromium/chromium", "--headless"], "a browser"),
    (["python", "-m", "pip", "install", "x"], "an installation"),
    ([sys.executable, "-Im", "ensurepip", "--upgrade"], "an installation"),
    ([sys.executable, "-c", "import selfcheck.sphinx_ext"], ""),
    (["node", "--test", "grade.test.mjs"], ""),
    ([sys.executable, "-m", "mypy"], ""),
]


@pytest.mark.parametrize(("command", "what"), COMMANDS)
def test_what_is_not_quick_is_known_by_its_command(command: list[str] | str, what: str) -> None:
    assert started(command) == what


def test_long_tests_are_dealt_to_all_workers() -> None:
    assert deal("ABC", "defgh", 2) == ["A", "C", "d", "e", "B", "f", "g", "h"]
    assert deal("ABC", "d", 1) == ["A", "B", "C", "d"]
    assert deal("ABCDE", "", 2) == ["A", "C", "E", "B", "D"]
    assert sorted(deal("ABCDEFG", "hi", 3)) == [*"ABCDEFGhi"]


TESTED = '''
import subprocess, sys
def test_quick(): assert subprocess.run([sys.executable, "-c", "raise SystemExit(3)"]).returncode == 3
def test_kernel():
    subprocess.run([sys.executable, "-m", "ipykernel_launcher", "--version"])
    assert False, "never reached"
'''


def test_a_quick_run_ends_a_test_where_it_would_start_a_kernel(tmp_path: Path) -> None:
    """Run as a program of its own, since what listens cannot be taken away again."""
    (tmp_path / "test_one.py").write_text(TESTED, "utf-8")
    found = f"import sys; sys.path.insert(0, {str(TESTS / 'support')!r}); "
    program = f"{found}import pytest, tiers; tiers.stay_quick(); sys.exit(pytest.main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "-q", "-rs", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    assert "1 passed, 1 skipped" in told, told
    assert "not quick: it starts a kernel" in told


def test_what_one_worker_makes_another_finds(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> None:
    name, made = f"made by {request.node.name}", []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "page").write_text("made", "utf-8")

    for _ in range(2):
        assert (make_once(tmp_path_factory, name, make) / "page").read_text("utf-8") == "made"
    assert len(made) == 1


def test_what_cannot_be_made_fails_all_who_ask(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> None:
    def make(folder: Path) -> None:
        raise OSError("no room")

    for _ in range(2):
        with pytest.raises(pytest.fail.Exception, match="no room"):
            make_once(tmp_path_factory, f"not made by {request.node.name}", make)
