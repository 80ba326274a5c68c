"""Notebooks that learners hand in: it is said who has solved what, whatever is in them, and none is changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handing_in import IMPORT, SOLVED, VESSEL, WATER, WHY, mark, notebook, told
from samples import ROOT
from selfcheck import cli
from selfcheck.bank.course import Course, open_course
from selfcheck.exercises import handed_in, nbval_plugin
from selfcheck.exercises import mark as marking
from selfcheck.exercises.mark import Marked, Result
from selfcheck.progress import Progress
from selfcheck.question.problems import CourseError

Little = Callable[..., Path]

def test_who_has_solved_what(tea_course: Course, tmp_path: Path) -> None:
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
    marked = mark(tea_course, tmp_path / "handed in", **handed_in)
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


def test_an_endless_loop_did_not_finish_and_a_check_left_out_is_missing(tea_course: Course, tmp_path: Path) -> None:
    loop = notebook("while True:\n    pass", SOLVED[2])
    marked = mark(tea_course, tmp_path / "in", timeout=3, **{"loop.ipynb": loop})
    assert told(marked["loop.ipynb"]) == ["did not finish: the notebook took longer than 3 seconds", "missing", "missing"]


def test_the_courses_own_exercises_are_known(tmp_path: Path) -> None:
    shutil.copy(ROOT / "exercises/solutions/02-count-the-kinds.ipynb", tmp_path / "Ben.ipynb")
    [marked] = marking.mark_notebooks(open_course(ROOT), [tmp_path / "Ben.ipynb"], 120, Progress("Marking"))
    assert marked.exercise == "02-count-the-kinds"
    assert {r.result for r in marked.results} == {"right"}
    assert len(marked.results) == 6


def test_paths_that_lead_to_nothing_are_told(tea_course: Course, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    found = marking.mark_notebooks(
        tea_course, [tmp_path / "none", tmp_path / "nobody.ipynb", tmp_path / "none"], 1, Progress("Marking"))
    assert [one.unreadable for one in found] == [
        "there is no notebook in this folder",
        "cannot be read (No such file or directory)",
    ]


def test_a_course_without_solved_notebooks_is_told(little_course: Little) -> None:
    with pytest.raises(CourseError, match=r"There are no solved notebooks in .*python -m selfcheck exercises"):
        marking.mark_notebooks(open_course(little_course()), [], 1, Progress("Marking"))


def test_it_is_told_when_nbval_itself_does_not_run(
    tea_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nbval_plugin, "__name__", "no_such_plugin")
    with pytest.raises(CourseError, match=r"(?s)nbval could not run a notebook here:.*no_such_plugin"):
        mark(tea_course, tmp_path / "in", **{"a.ipynb": notebook(*SOLVED)})


CALLS: list[tuple[str, list[str], list[str]]] = [
    ('check("ward-round", x)', ["ward-round"], []),
    ("y = 1\nif y:\n    check('a', [1,\n  2]); check('b', y)", ["a", "b"], []),
    ('# check("a", x)\nprint(\'check("b", x)\')\nother.check("c", 1)\ncheck(name, 1)\ncheck()', ["c"], ['check("b", x)']),
    ('%time check("a", x)\n  check("b", x)  # and\n# check("c", x)', ["a", "b"], []),
    ('check("a", "x)', ["a"], []),
    ('from selfcheck import check as c, Quiz\nc(answer=1, name="a"); Quiz("b"); d = {"e": "f"}', ["a"], ["e", "f"]),
    ("\0", [], []),
    ("-" * 100_000 + "1", [], []),
]


@pytest.mark.parametrize(("source", "asked", "mentioned"), CALLS)
def test_names_are_found_in_what_is_python_and_in_what_is_not(source: str, asked: list[str], mentioned: list[str]) -> None:
    named = handed_in.find_names(source)
    assert (sorted(named.asked), sorted(named.mentioned)) == (asked, mentioned)


MARKED = [
    Marked("in/Anna.ipynb", "01-tea", [Result("short", "right"), Result("one", "did not run", "NameError: x")]),
    Marked("in/other.ipynb"),
    Marked("in/b.ipynb", unreadable="cannot be read: it is not a notebook"),
]


@pytest.mark.parametrize(("marked", "code"), [(MARKED, 1), (MARKED[:2], 0)])
def test_the_command_prints_a_table_and_a_summary(
    marked: list[Marked],
    code: int,
    tea_course: Course,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tea_course.root)
    monkeypatch.setattr(
        marking, "mark_notebooks",
        lambda bank, paths, timeout, progress: marked if (paths, timeout) == ([Path("in")], 5.0) else [],
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
