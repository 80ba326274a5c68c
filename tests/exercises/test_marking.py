"""Notebooks that learners hand in: it is said who has solved what, whatever is in them, and none is changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samples import ROOT
from selfcheck import bank, cli, marking, nbval_hook, nbval_run
from selfcheck.marking import Marked, Result
from selfcheck.question.problems import CourseError

Little = Callable[..., Path]

IMPORT = "from selfcheck import check"
VESSEL, WATER, WHY = (
    'vessel = "kettle"',
    'water = "Water that has just boiled"',
    'why = "I boil it afresh, because stale water tastes flat."',
)
TASKS = ["short", "one", "reflect"]


def check(task: str, name: str) -> str:
    return f'# NBVAL_CHECK_OUTPUT\ncheck("{task}", {name})'


def notebook(*sources: str, output: str = "") -> str:
    """A notebook as a learner saves it: without cell ids, and with whatever outputs."""
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "metadata": {}, "source": ["# Tea"]}]
    for source in sources:
        told = [{"name": "stdout", "output_type": "stream", "text": [output]}] if "check(" in source and output else []
        cells.append(
            {
                "cell_type": "code",
                "execution_count": 7,
                "metadata": {},
                "outputs": told,
                "source": source.splitlines(keepends=True),
            }
        )
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2})


SOLVED = (IMPORT, VESSEL, check("short", "vessel"), WATER, check("one", "water"), WHY, check("reflect", "why"))


@pytest.fixture
def course(little_course: Little) -> Course:
    """The little course with one exercise of three tasks."""
    return open_course(
        little_course(
            **{
                "exercises/solutions/01-tea.ipynb": notebook(*SOLVED, output="Right: in other words.\n"),
                "exercises/data/tea.csv": "name\nBlack\n",
            }
        )
    )


def mark(course: Course, folder: Path, timeout: float = 60, **handed_in: str | bytes) -> dict[str, Marked]:
    """Mark notebooks given by name, in a folder of their own, and see that they stay as they are."""
    folder.mkdir()
    for name, text in handed_in.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    marked = marking.mark(course, [folder], timeout)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    return {Path(one.file).relative_to(folder).as_posix(): one for one in marked}


def told(marked: Marked) -> list[str]:
    assert [r.task for r in marked.results] == TASKS
    return [f"{r.result}: {r.remark}" if r.remark else r.result for r in marked.results]


def test_who_has_solved_what(course: Course, tmp_path: Path) -> None:
    pot, cup = VESSEL.replace("vessel", "pot"), 'vessel = "cup"\n'
    handed_in: dict[str, str | bytes] = {
        # Solved: file and variables renamed, tasks in another order, a check copied, first lines of checks deleted
        "01-tea (Anna).ipynb": notebook(
            WHY.replace("why", "our_reasons") + '\nfrom selfcheck import rows\nassert rows("data/tea.csv")',
            f"{IMPORT}\n{WATER}\n{pot}",
            cup + SOLVED[2],
            'print(pot)\ncheck("short", pot)\npot',
            cup + SOLVED[2],
            'check("one", water); check("reflect", our_reasons)',
        ),
        "deeper/untouched.ipynb": notebook(
            IMPORT, 'vessel = ""', SOLVED[2], "water = None", SOLVED[4], 'why = """\n\n"""', SOLVED[6]
        ),
        # A wrong answer, a quotation mark left out, a name misspelt
        "wrong.ipynb": notebook(IMPORT, cup, SOLVED[2], 'water = "Water', SOLVED[4], "why = wyh", SOLVED[6]),
        ".ipynb_checkpoints/old.ipynb": notebook(*SOLVED),
        "other.ipynb": notebook("1 + 1", 'check("shirt", 1)'),
        "empty.ipynb": b"",
        "words.ipynb": b"\xff\xfehello",
        "list.ipynb": "[1, 2]",
        "cells.ipynb": '{"cells": [1, null, {"cell_type": "code"}]}',
        "notes.txt": "not marked",
    }
    marked = mark(course, tmp_path / "handed in", **handed_in)
    assert sorted(marked) == sorted(set(handed_in) - {".ipynb_checkpoints/old.ipynb", "notes.txt"})
    assert told(marked["01-tea (Anna).ipynb"]) == ["right", "right", "right"]
    assert told(marked["deeper/untouched.ipynb"]) == ["not yet", "not yet", "not yet"]
    short, one, reflect = told(marked["wrong.ipynb"])
    assert (short, reflect) == ("keep going", "did not run: NameError: name 'wyh' is not defined")
    assert one.startswith("did not run: SyntaxError: unterminated string literal")
    exercises = {"01-tea (Anna).ipynb", "deeper/untouched.ipynb", "wrong.ipynb"}
    unreadable = {"cells.ipynb", "empty.ipynb", "list.ipynb", "words.ipynb"}
    assert {name for name, one in marked.items() if one.exercise == "01-tea"} == exercises
    assert {name for name, one in marked.items() if one.unreadable} == unreadable


def test_an_endless_loop_did_not_finish_and_a_check_left_out_is_missing(course: Course, tmp_path: Path) -> None:
    loop = notebook("while True:\n    pass", SOLVED[2])
    marked = mark(course, tmp_path / "in", timeout=3, **{"loop.ipynb": loop})
    assert told(marked["loop.ipynb"]) == ["did not finish", "missing", "missing"]


def test_a_notebook_that_takes_too_long_is_stopped_with_its_kernel(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = tmp_path / "pid"

    class Impatient(subprocess.Popen[bytes]):
        """A process whose time is over as soon as the notebook runs."""

        waits = 0

        def wait(self, timeout: float | None = None) -> int:
            self.waits += 1
            if self.waits > 1:
                return super().wait(timeout)
            while self.poll() is None and not pid.exists():
                time.sleep(0.05)  # a file says nothing when it comes
            raise subprocess.TimeoutExpired(self.args, timeout or 0)

    monkeypatch.setattr(nbval_run.subprocess, "Popen", Impatient)
    note = f"import os\nfrom pathlib import Path\nPath({str(pid)!r}).write_text(str(os.getpid()))"
    loop = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    marked = mark(course, tmp_path / "in", timeout=600, **{"deaf.ipynb": notebook(note, loop, SOLVED[2])})
    assert told(marked["deaf.ipynb"])[0] == "did not finish"
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text("utf-8")), 0)


def test_the_courses_own_exercises_are_known(tmp_path: Path) -> None:
    shutil.copy(ROOT / "exercises/solutions/02-count-the-kinds.ipynb", tmp_path / "Ben.ipynb")
    [marked] = marking.mark(open_course(ROOT), [tmp_path / "Ben.ipynb"], 120)
    assert marked.exercise == "02-count-the-kinds"
    assert {r.result for r in marked.results} == {"right"}
    assert len(marked.results) == 6


def test_paths_that_lead_to_nothing_are_told(course: Course, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    found = marking.mark(course, [tmp_path / "none", tmp_path / "nobody.ipynb", tmp_path / "none"], 1)
    assert [one.unreadable for one in found] == [
        "there is no notebook in this folder",
        "cannot be read (No such file or directory)",
    ]


def test_a_course_without_solved_notebooks_is_told(little_course: Little) -> None:
    with pytest.raises(CourseError, match=r"There are no solved notebooks in .*python -m selfcheck exercises"):
        marking.mark(open_course(little_course()), [], 1)


def test_it_is_told_when_nbval_itself_does_not_run(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nbval_hook, "__name__", "no_such_plugin")
    with pytest.raises(CourseError, match=r"(?s)nbval could not run a notebook here:.*no_such_plugin"):
        mark(course, tmp_path / "in", **{"a.ipynb": notebook(*SOLVED)})


CALLS = [
    ('check("ward-round", x)', [("ward-round", "check('ward-round', x)")]),
    ("y = 1\nif y:\n    check('a', [1,\n  2]); check('b', y)", [("a", "check('a', [1, 2])"), ("b", "check('b', y)")]),
    ('# check("a", x)\nprint(\'check("b", x)\')\nother.check("c", 1)\ncheck(name, 1)\ncheck()', []),
    ('%time\ncheck("a", x)\n  check("b", x', [("a", "")]),
    ('check("a", "x)', [("a", "")]),
    ("\0", []),
]


@pytest.mark.parametrize(("source", "calls"), CALLS)
def test_checks_are_found_in_what_is_python_and_in_what_is_not(source: str, calls: list[tuple[str, str]]) -> None:
    assert sorted(marking._calls(source)) == calls


MARKED = [
    Marked("in/Anna.ipynb", "01-tea", [Result("short", "right"), Result("one", "did not run", "NameError: x")]),
    Marked("in/other.ipynb"),
    Marked("in/b.ipynb", unreadable="cannot be read: it is not a notebook"),
]


@pytest.mark.parametrize(("marked", "code"), [(MARKED, 1), (MARKED[:2], 0)])
def test_the_command_prints_a_table_and_a_summary(
    marked: list[Marked],
    code: int,
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(
        marking, "mark", lambda bank, paths, timeout: marked if (paths, timeout) == ([Path("in")], 5.0) else []
    )
    assert cli.main(["mark", "in", "--timeout", "5"]) == code
    assert capsys.readouterr().out.splitlines() == [
        line
        for line in (
            "File            Task   Result",
            "in/Anna.ipynb   short  right",
            "in/Anna.ipynb   one    did not run: NameError: x",
            "in/other.ipynb         not an exercise of this course",
            "in/b.ipynb             cannot be read: it is not a notebook" if code else "",
            f"Notebooks marked: 1. Tasks right: 1 of 2. Files not read: {code}.",
        )
        if line
    ]
    assert cli.main(["mark", "in", "--timeout", "5", "--json"]) == code
    shown = json.loads(capsys.readouterr().out)
    assert shown[0] == {
        "file": "in/Anna.ipynb",
        "exercise": "01-tea",
        "unreadable": "",
        "results": [
            {"task": "short", "result": "right", "remark": ""},
            {"task": "one", "result": "did not run", "remark": "NameError: x"},
        ],
    }
