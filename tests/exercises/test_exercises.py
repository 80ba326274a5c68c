"""The notebooks: made from their sources, up to date, and really compared by nbval."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from course_notebooks import FOLDER, LEARNERS, SOLVED, cells, source
from samples import ROOT
from selfcheck.bank.course import open_course
from selfcheck.exercises import build
from selfcheck.grading.verdict import MIME, NOT_YET, RIGHT, read_verdict
from selfcheck.progress import Progress

EMPTY = {"execution_count": None, "outputs": []}


def checks(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in cells(path) if source(cell).startswith("# NBVAL_CHECK_OUTPUT")]


def nbval(*paths: Path, root: Path = ROOT) -> tuple[dict[str, int], str]:
    """Run notebooks under nbval in a process of its own: how many cells came out in which way, and what it said."""
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "-p", "no:cacheprovider", "--color=no", *map(str, paths)]
    out = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    counts = {
        name: int(count)
        for count, name in re.findall(r"(\d+) (passed|failed|error|xfailed|skipped)", out.splitlines()[-1])
    }
    return counts, out


def test_notebooks_are_what_their_sources_make() -> None:
    course = open_course(ROOT)
    texts, problems = build.make_notebooks(course, Progress("Running"))
    assert problems == []
    assert set(texts) == {*LEARNERS, *SOLVED}
    told = "\n".join(map(str, build.find_stale(course, texts)))
    assert not told, f"{told}\nMake them again, then look at git diff: python -m selfcheck exercises"


def test_both_copies_pass_under_nbval() -> None:
    counts, out = nbval(*LEARNERS, *SOLVED)
    assert counts == {"passed": sum(c["cell_type"] == "code" for path in (*LEARNERS, *SOLVED) for c in cells(path))}, (
        out
    )


def test_nbval_compares_each_check_and_its_message_can_be_understood(tmp_path: Path) -> None:
    for part in ("pyproject.toml", "book", "exercises/data"):
        target = tmp_path / part
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(ROOT / part, target) if (ROOT / part).is_dir() else shutil.copyfile(ROOT / part, target)
    notebook = json.loads(SOLVED[0].read_text("utf-8"))
    for answered in [c for c in notebook["cells"] if re.match(r"\w+ = ", source(c))]:
        other = next(
            term for term in ("Inter-agency", "Multi-agency", "Multi-disciplinary") if term not in source(answered)
        )
        answered["source"] = [f'{source(answered).partition(" =")[0]} = "{other}"']
    wrong = tmp_path / "exercises/01-wrong.ipynb"
    wrong.write_text(json.dumps(notebook), "utf-8")
    number = len(checks(SOLVED[0]))
    changed = tmp_path / "exercises/01-changed.ipynb"
    changed.write_text(LEARNERS[0].read_text("utf-8").replace('"Not yet: write', '"Not yet: wrote'), "utf-8")
    counts, out = nbval(wrong, changed, root=tmp_path)
    assert counts["failed"] == 2 * number, out
    out = out.partition("short test summary info")[0]  # where CI is set, the summary tells each message again
    assert (
        len(re.findall(r"^  - Keep going: .*See (inter-agency|multi-agency|multi-disciplinary) working\.", out, re.M))
        == number
    ), out


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda p: p.stem)
class TestNotebooks:
    """What holds for each pair of notebooks."""

    def test_only_checks_keep_output_and_count(self, learner: Path) -> None:
        for path, verdict in ((learner, NOT_YET), (FOLDER / "solutions" / learner.name, RIGHT)):
            assert checks(path), "without a check cell nbval compares nothing"
            for cell in cells(path):
                if cell in checks(path):
                    assert isinstance(cell["execution_count"], int), "nbval fails a cell with output and no count"
                    shown = [read_verdict(output["data"][MIME]) for output in cell["outputs"]]
                    assert [told.verdict for told in shown if told] == [verdict]
                    assert list(cell["outputs"][0]["data"]) == ["text/plain", MIME], "nbval tells of the first that differs"
                elif cell["cell_type"] == "code":
                    assert {name: cell[name] for name in EMPTY} == EMPTY

    def test_learners_copy_holds_no_solution(self, learner: Path) -> None:
        mine, solved = ({c["id"]: source(c) for c in cells(p)} for p in (learner, FOLDER / "solutions" / learner.name))
        only_solved, only_mine = set(solved) - set(mine), set(mine) - set(solved)
        assert len(only_solved) == len(only_mine) == len(checks(learner))
        text = "\n".join(mine.values())
        assert [solved[cell] for cell in only_solved if solved[cell] in text] == []

    def test_metadata_is_fixed(self, learner: Path) -> None:
        for path in (learner, FOLDER / "solutions" / learner.name):
            notebook = json.loads(path.read_text("utf-8"))
            assert notebook["metadata"] == {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            }
            name = "-".join(learner.stem.split("-")[:2])
            assert all(re.fullmatch(rf"{name}-\d\d", c["id"]) and c["metadata"] == {} for c in notebook["cells"])

    def test_links_lead_to_files(self, learner: Path) -> None:
        for path in (learner, FOLDER / "solutions" / learner.name):
            links = [
                link
                for cell in cells(path)
                for link in re.findall(r"\]\(([^)#]+)", source(cell))
                if cell["cell_type"] == "markdown"
            ]
            assert any(link.endswith("/practice.md") or link.endswith("/data.md") for link in links), (
                "each exercise names its page without code"
            )
            assert [link for link in links if not (path.parent / link).is_file()] == []
