"""What the package offers by its own name: ``check`` in a cell, and nothing loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import selfcheck
from samples import LITTLE
from selfcheck.bank.course import open_course
from selfcheck.grading.judge import say
from selfcheck.question.problems import CourseError

TEA = open_course(LITTLE).questions


def test_check_prints_what_came_of_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(LITTLE / "book")
    selfcheck.check("short", "Kettle")
    assert capsys.readouterr().out == f"{say(TEA['short'], 'Kettle')}\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("kettle", "There is no question and no set 'kettle' in book/questions."),
        ("01-tea", "'01-tea' is a set of questions. Use one of them: case, one, order"),
    ],
)
def test_check_says_what_it_cannot_find(name: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LITTLE)
    with pytest.raises(CourseError) as caught:
        selfcheck.check(name, "x")
    assert told in str(caught.value)


def test_check_says_where_it_looked_for_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="No course was found at or above"):
        selfcheck.check("short", "x")


def test_the_package_loads_nothing_until_a_name_is_asked_for() -> None:
    code = (
        "import sys; before = set(sys.modules); import selfcheck; selfcheck.check; new = set(sys.modules) - before; "
        "print(sorted({m.split('.')[0] for m in new} - set(sys.stdlib_module_names)), 'selfcheck.bank.course' in new); "
        "print(dir(selfcheck)); selfcheck.Quiz; print('anywidget' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert out[0] == "['selfcheck'] False"
    assert all(f"'{name}'" in out[1] for name in selfcheck.__all__)
    assert out[2] == "True"
    with pytest.raises(AttributeError, match="no attribute 'quizz'"):
        selfcheck.quizz  # noqa: B018 (the access is what is tested)
