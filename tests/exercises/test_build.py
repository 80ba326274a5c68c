"""Notebooks made from their sources: what a source must be, and what is told of one that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course_notebooks import LEARNERS, SOLVED, cells, source
from samples import LITTLE, ROOT
from selfcheck import cli
from selfcheck.bank.course import open_course
from selfcheck.exercises import build
from selfcheck.grading.judge import say
from selfcheck.progress import Progress
from selfcheck.question.problems import CourseError, Problem

HEAD = "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n---\n\n# Tea\n\n"


def cell(code: str, tag: str = "") -> str:
    return "```{code-cell} python\n" + (f":tags: [{tag}]\n\n" if tag else "") + f"{code}\n```\n\n"


IMPORT = cell("from selfcheck import check")
TASK = cell('vessel = ""', "start") + cell('vessel = "kettle"', "solution")
CHECK = cell('# NBVAL_CHECK_OUTPUT\ncheck("short", vessel)')
GOOD = HEAD + IMPORT + TASK + CHECK

Little = Callable[..., Path]


def make(little_course: Little, **sources: str | bytes) -> tuple[dict[Path, str], list[str]]:
    root = little_course(**{f"exercises/source/{name.replace('_', '-')}.md": text for name, text in sources.items()})
    texts, problems = build.make_notebooks(open_course(root), Progress("Running"))
    return texts, [str(problem).removeprefix("exercises/source/") for problem in problems]


SLIPS = [
    (
        "no-check",
        HEAD + IMPORT + TASK,
        "01-tea.md:1: there is no check cell; write a code cell that begins with # NBVAL_CHECK_OUTPUT",
    ),
    (
        "no-start",
        HEAD + IMPORT + cell("vessel = 1", "solution") + CHECK,
        "01-tea.md:14: there is no start cell beside this solution; write what the learner finds here, tagged 'start'",
    ),
    (
        "no-solution",
        HEAD + IMPORT + cell("vessel = 1", "start") + CHECK,
        "01-tea.md:14: there is no solution beside this start cell; write one, tagged 'solution'",
    ),
    (
        "no-start",
        GOOD.replace(CHECK, '+++ {"tags": ["solution"]}\n\nFor trainers.\n\n+++\n\n') + CHECK,
        "01-tea.md:27: there is no start cell beside this solution; ",
    ),
    (
        "unmarked-check",
        GOOD + cell('check("short", vessel)'),
        "01-tea.md:31: the output of this check would not be compared; begin the cell with # NBVAL_CHECK_OUTPUT",
    ),
    (
        "unreadable",
        GOOD.replace("[start]", "start"),
        "01-tea.md:15: this cannot be read: 'start' is not of type 'array'",
    ),
    (
        "unreadable",
        GOOD.replace("[start]", "[start"),
        "01-tea.md:14: this cannot be read: Code cell 2 at line 14 could not be read: Invalid YAML;",
    ),
    ("unreadable", GOOD.replace("jupytext:", "jupytext: ["), "01-tea.md:1: this cannot be read: Notebook metadata: "),
    ("unreadable", "---\n- x\n---\n" + GOOD, "01-tea.md:1: this cannot be read: "),
    (
        "not-utf-8",
        GOOD.encode() + b"\xe9",
        "01-tea.md:31: a character here is not UTF-8; save the file with the encoding UTF-8",
    ),
]


@pytest.mark.parametrize(("code", "text", "told"), SLIPS)
def test_slips_in_a_source_are_told_with_their_place(
    little_course: Little, code: str, text: str | bytes, told: str
) -> None:
    texts, problems = make(little_course, **{"01_tea": text})
    assert texts == {}
    assert [p for p in problems if p.startswith(told) and p.endswith(f"[{code}]")], problems


def test_slips_are_told_all_at_once(little_course: Little) -> None:
    _, problems = make(
        little_course, tea=GOOD, **{"01_tea": HEAD, "02_tea": HEAD + cell("x", "start") + cell("y", "solution")}
    )
    assert [p.split("; ")[0] for p in problems] == [
        "01-tea.md:1: there is no check cell",
        "02-tea.md:1: there is no check cell",
        "tea.md:1: 'tea.md' cannot be the name of an exercise",
    ]
    assert problems[-1].endswith("[bad-name]")


def test_what_goes_wrong_in_running_is_told_with_its_place(little_course: Little) -> None:
    wrong = TASK.replace('"kettle"', '"pot"').replace('vessel = ""', 'vessel = "kettle"')
    silent = cell("# NBVAL_CHECK_OUTPUT\n'Right: yes.';")
    more = TASK.replace("vessel", "more") + cell('# NBVAL_CHECK_OUTPUT\ncheck("short", more)\nmore')
    texts, problems = make(little_course, **{"01_tea": HEAD + IMPORT + wrong + CHECK + cell("kettle") + more + silent})
    assert texts == {}
    right = say(open_course(LITTLE).questions["short"], "kettle")
    pot = "The pot holds the tea, but it does not boil the water. See the pot."
    kettle = "gives NameError: name 'kettle' is not defined; correct the code [code-error]"
    assert problems == [
        f"01-tea.md:26: in the learner's copy this says '{right}'; make it say 'Not yet: …' [wrong-verdict]",
        f"01-tea.md:26: in the solved copy this says 'Keep going: {pot}'; make it say 'Right: …' [wrong-verdict]",
        f"01-tea.md:31: in the learner's copy this {kettle}",
        f"01-tea.md:31: in the solved copy this {kettle}",
        "01-tea.md:47: this check cell shows more than check says; keep other lines in a cell of their own "
        "[odd-output]",
        "01-tea.md:53: in the learner's copy this check cell says nothing; call check in it, and make it say 'Not yet: …' "
        "[no-verdict]",
        "01-tea.md:53: in the solved copy this check cell says nothing; call check in it, and make it say 'Right: …' "
        "[no-verdict]",
    ]


def test_a_cell_that_does_not_end_is_told(little_course: Little, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SECONDS", 5)
    loop = TASK.replace('vessel = "kettle"', "while True: pass")
    told = "01-tea.md:16: this cell is still running after 5 seconds; correct the code [code-error]"
    assert make(little_course, **{"01_tea": HEAD + loop + IMPORT + CHECK}) == ({}, [told])


def test_a_cell_that_ends_python_is_told(little_course: Little) -> None:
    end = TASK.replace('vessel = "kettle"', "import os; os._exit(0)")
    told = "01-tea.md:16: this cell ends Python; correct the code [code-error]"
    assert make(little_course, **{"01_tea": HEAD + end + IMPORT + CHECK}) == ({}, [told])


def test_the_command_makes_both_copies_and_checks_them(
    little_course: Little,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = little_course(
        **{"exercises/source/01-tea.md": GOOD.replace("# Tea", "[Tea](../book/tea.md), [twice](01-tea.ipynb)")}
    )
    monkeypatch.chdir(root)
    assert cli.main(["exercises"]) == 0
    assert capsys.readouterr().out == "2 notebooks made\n"
    learner, solved = root / "exercises/01-tea.ipynb", root / "exercises/solutions/01-tea.ipynb"
    assert [source(c) for c in cells(learner)] == [
        "[Tea](../book/tea.md), [twice](01-tea.ipynb)",
        "from selfcheck import check",
        'vessel = ""',
        '# NBVAL_CHECK_OUTPUT\ncheck("short", vessel)',
    ]
    assert [source(c) for c in cells(solved)] == [
        "[Tea](../../book/tea.md), [twice](01-tea.ipynb)",
        "from selfcheck import check",
        'vessel = "kettle"',
        '# NBVAL_CHECK_OUTPUT\ncheck("short", vessel)',
    ]
    assert [c["id"] for c in cells(solved)] == ["01-tea-01", "01-tea-02", "01-tea-04", "01-tea-05"]
    solved.write_text("changed", "utf-8")
    (root / "exercises/02-old.ipynb").write_text("{}", "utf-8")
    (root / "exercises/my notes.ipynb").write_text("{}", "utf-8")
    learner.unlink()
    assert cli.main(["exercises", "--check"]) == 1
    assert capsys.readouterr().out == (
        "exercises/01-tea.ipynb:1: this notebook has not been made; run python -m selfcheck exercises [not-made]\n"
        "exercises/02-old.ipynb:1: no source makes this notebook; delete it, or write its source [no-source]\n"
        "exercises/solutions/01-tea.ipynb:1: this notebook is not what its source makes; run python -m "
        "selfcheck exercises [stale]\n"
    )
    assert not learner.exists()
    assert solved.read_text("utf-8") == "changed"


def test_nothing_is_written_while_a_source_has_a_slip(
    little_course: Little, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = little_course(**{"exercises/source/01-tea.md": GOOD, "exercises/source/02-tea.md": HEAD})
    monkeypatch.chdir(root)
    assert cli.main(["exercises"]) == 1
    assert capsys.readouterr().out.startswith("exercises/source/02-tea.md:1: there is no check cell; ")
    assert sorted(p.name for p in (root / "exercises").rglob("*.ipynb")) == []


def test_a_course_without_exercises_is_told(little_course: Little) -> None:
    with pytest.raises(CourseError, match="There are no exercises in exercises/source"):
        build.make_notebooks(open_course(little_course()), Progress("Running"))


def test_what_is_up_to_date_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "solutions/01-tea.ipynb"
    build.write_notebooks({path: "é\n"})
    before = path.stat().st_mtime_ns
    build.write_notebooks({path: "é\n"})
    assert path.stat().st_mtime_ns == before
    assert path.read_bytes() == "é\n".encode()
    assert Problem("a", 1, "b", "c", "d") not in build.find_stale(
        open_course(ROOT), {p: p.read_text("utf-8") for p in (*LEARNERS, *SOLVED)}
    )
