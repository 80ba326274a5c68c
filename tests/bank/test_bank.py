"""A whole course: files that are no text, settings, names, the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import LITTLE, SET, find_problems, question_text
from selfcheck.bank.course import open_course
from selfcheck.bank.settings import find_root
from selfcheck.question.problems import CourseError

Course = Callable[..., Path]
NEW = f"{SET}/new.md"
GOOD = question_text("one")
SETTINGS = (LITTLE / "pyproject.toml").read_text("utf-8")
SHOWN = {"book/new.md": "# More\n\n```{question} new\n```\n"}


def problems(root: Path) -> list[str]:
    return [str(p) for p in find_problems(open_course(root))]


UTF_8 = "a character here is not UTF-8; save the file with the encoding UTF-8 [not-utf-8]"
CONTROL = "a character here cannot be shown; delete it and type the line again [control-character]"
EMPTY = "1: the file is empty; write the question, or delete the file [empty]"


@pytest.mark.parametrize(("content", "expected"), [
    (GOOD.encode().replace(b"heat", b"h\xe9at"), f"11: {UTF_8}"),
    (GOOD.encode("utf-16"), f"1: {UTF_8}"),
    (GOOD.replace("heat", "he\0at"), f"11: {CONTROL}"),
    (GOOD.replace("heat", "\x1b[31mheat"), f"11: {CONTROL}"),
    (GOOD.replace("> Yes", ">\tYes"), "16: there is a tab; put spaces in its place [tab]"),
    ("", EMPTY),
    ("\ufeff \r\n\r\n", EMPTY),
    ("x" * 5_000_000, "1: the file has 5,000,000 bytes, more than a question's 50,000; cut it to one question [too-large]"),
], ids=["latin-1", "utf-16", "nul", "escape", "tab", "empty", "blank", "5 MB"])
def test_file_that_is_no_text(content: str | bytes, expected: str, little_course: Course) -> None:
    assert problems(little_course(**{NEW: content}, **SHOWN)) == [f"{NEW}:{expected}"]


@pytest.mark.parametrize("spoil", [
    lambda path: path.mkdir(),
    lambda path: path.symlink_to("nowhere"),
    lambda path: path.symlink_to(path),
], ids=["folder", "link to nowhere", "link to itself"])
def test_file_that_cannot_be_read(spoil: Callable[[Path], None], little_course: Course) -> None:
    root = little_course(**SHOWN)
    spoil(root / NEW)
    [found] = problems(root)
    assert found.startswith(f"{NEW}:1: the file cannot be read (")
    assert found.endswith("); check its name and its permissions [unreadable]")


def test_file_that_may_not_be_read(little_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "one.md":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)  # permissions do not bind every user that tests run as
    assert problems(little_course()) == [
        f"{SET}/one.md:1: the file cannot be read (Permission denied); check its name and its permissions [unreadable]"]


def test_page_that_is_no_text(little_course: Course) -> None:
    assert problems(little_course(**{"book/new.md": "# Caf\u00e9".encode("latin-1")})) == [
        "book/new.md:1: the page is not text in UTF-8; save it with that encoding, and see that it may be read [unreadable-page]"]


def test_file_with_problems_does_not_count_as_missing(little_course: Course) -> None:
    found = problems(little_course(**{f"{SET}/one.md": GOOD.replace("[x]", "[ ]")}))
    assert [line.rsplit(" ", 1)[1] for line in found] == ["[no-key]"]


def test_second_question_of_a_name_is_left_out(little_course: Course) -> None:
    course = open_course(little_course(**{"book/questions/02-more/one.md": GOOD}))
    assert [q.path for q in course.questions.values() if q.id == "one"] == [f"{SET}/one.md"]
    assert course.find("01-tea") and [p.code for p in course.problems] == ["duplicate-id"]


def test_hidden_files_are_let_alone(little_course: Course) -> None:
    assert problems(little_course(**{"book/questions/.DS_Store": b"\0", f"{SET}/.one.md.swp": b"\0"})) == []


def test_unknown_source_does_not_spoil_a_question(little_course: Course) -> None:
    course = open_course(little_course(**{"book/references.bib": "% nothing yet\n"}))
    assert len(course.questions) == 9
    assert {p.code for p in course.problems} == {"unknown-source"}


def test_check_sees_a_page_that_changed(little_course: Course) -> None:
    root = little_course()
    assert problems(root) == []
    page = root / "book/tea.md"
    page.write_text(page.read_text("utf-8").replace("(the-pot)=", "(a-pot)=").replace("## The pot", ""), "utf-8")
    assert {line.rsplit(" ", 1)[1] for line in problems(root)} == {"[broken-anchor]"}


def test_quiz_without_a_list_shows_the_set_that_it_is_called_after(little_course: Course) -> None:
    page = "# Tea\n\n## The water\n\n## The pot\n\n```{quiz} 01-tea\n:title: All\n```\n"
    assert problems(little_course(**{"book/tea.md": page})) == []


def test_link_out_of_the_course_leads_nowhere(little_course: Course) -> None:
    outside = GOOD
    for target in (f"{LITTLE.as_posix()}/book/tea.md", "../" * 30 + "etc/hosts", "x" * 5000):
        outside = outside.replace("../../tea.md#the-water", target, 1)
    found = problems(little_course(**{f"{SET}/one.md": outside}))
    assert [line.rsplit(" ", 1)[1] for line in found] == ["[broken-link]"] * 3
    assert max(map(len, found)) < 250


def test_link_may_have_spaces_and_letters_of_any_kind(little_course: Course) -> None:
    text = GOOD.replace("(../../tea.md#the-water)", "(<../../Caf\u00e9 au lait.md#the-water>)")
    assert problems(little_course(**{f"{SET}/one.md": text, "book/Caf\u00e9 au lait.md": "# More\n\n## The water\n"})) == []


def test_find(little_course: Course) -> None:
    course = open_course(little_course(**{f"{SET}/short.md": GOOD.replace("[x]", "[ ]")}))
    assert [q.id for q in course.find("one")] == ["one"]
    assert [q.id for q in course.find("01-tea")] == ["case", "one", "order", "profile", "reflect", "scale", "several", "sort"]
    with pytest.raises(CourseError, match=r"There is no question and no set 'nobody' in book/questions\."):
        course.find("nobody")
    with pytest.raises(CourseError, match=r"'short' cannot be used yet:\n.*short\.md:13: no answer is marked as right"):
        course.find("short")
    for odd in ("**", "../one", "[", "", "*", "\0"):
        with pytest.raises(CourseError):
            course.find(odd)


@pytest.mark.parametrize(("files", "expected"), [
    ({"pyproject.toml": None}, "No course was found"),
    ({"pyproject.toml": "[tool.other]\n"}, "No course was found"),
    ({"pyproject.toml": "tool = 1\n"}, "No course was found"),
    ({"pyproject.toml": "tool.selfcheck = 1\n"}, "No course was found"),
    ({"pyproject.toml": "[tool.selfcheck\n"}, "pyproject.toml cannot be read"),
    ({"pyproject.toml": "[tool.selfcheck]\nname = 'x'\n"}, "lacks: questions, the folder of the questions"),
    ({"pyproject.toml": SETTINGS.replace("book/questions", "book/answers")}, "there is no folder 'book/answers'"),
    ({"book/outcomes.toml": None}, "outcomes.toml cannot be read"),
    ({"book/outcomes.toml": "[[unit]]\nid = '1'\n"}, "outcomes.toml needs, for each unit"),
    ({"book/outcomes.toml": "unit = 3\n"}, "outcomes.toml needs, for each unit"),
    ({"book/references.bib": b"\xff"}, "references.bib:1: a character here is not UTF-8"),
])
def test_course_that_cannot_be_read(files: dict[str, str | bytes | None], expected: str, little_course: Course) -> None:
    root = little_course(**files)
    with pytest.raises(CourseError) as raised:
        open_course(find_root(root))
    assert expected in str(raised.value)


def run_check(folder: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "selfcheck", "check", *options], cwd=folder, env=os.environ | env,
                          capture_output=True, text=True, encoding="utf-8", check=False)


def test_command_finds_everything_in_one_run(little_course: Course) -> None:
    broken: dict[str, str | bytes | None] = {
        f"{SET}/one.md": GOOD.replace("[x]", "[ ]").replace("1.2", "9.9").replace("---\n\nBlack", "Black"),
        f"{SET}/several.md": question_text("several").replace("tea.md", "coffee.md"),
        f"{SET}/order.md": b"\xff",
        f"{SET}/scale.md": "",
        f"{SET}/short.md": question_text("short").replace("Answer: kettle", "Maybe: \u202e" + "k" * 500),
        f"{SET}/Bad name.md": GOOD,
        "book/questions/stray.txt": "x",
        "book/more.md": b"\xff",
        "book/new.md": "```{question} nobody\n```\n```{case} sort\n```\n```{question} **\n```\n",
    }
    root = little_course(**broken)
    for env in ({}, {"PYTHONIOENCODING": "ascii"}):
        result = run_check(root / "book", **env)
        assert (result.returncode, result.stderr) == (1, "")
        lines = [line for line in result.stdout.splitlines() if line.endswith("]")]
        assert {line.rsplit(" ", 1)[1] for line in lines} == {
            "[no-key]", "[unknown-outcome]", "[no-explanation]", "[after-answers]", "[broken-link]", "[not-utf-8]", "[empty]",
            "[odd-form]", "[no-feedback]", "[bad-id]", "[misplaced]", "[unreadable-page]", "[unknown-question]", "[wrong-kind]"}
        places = [(path, int(number)) for path, number, _ in (line.split(":", 2) for line in lines)]
        assert places == sorted(places)
        assert len(lines) == len(set(lines))
        assert max(map(len, lines)) < 250
        assert result.stdout.splitlines()[-1] == f"{len(lines)} problems"


def test_command_is_content_with_a_good_course(little_course: Course) -> None:
    result = run_check(little_course())
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == "questions: 9"
    assert result.stdout.splitlines()[-1] == "0 problems"


def test_command_gives_json(little_course: Course) -> None:
    result = run_check(little_course(**{f"{SET}/one.md": GOOD.replace("[x]", "[ ]")}), "--json")
    told = json.loads(result.stdout)
    assert result.returncode == 1
    assert told["problems"] == [{"path": f"{SET}/one.md", "line": 13, "code": "no-key", "what": "no answer is marked as right",
                                 "do": "put an x in its box: '- [x] '"}]
    assert told["figures"]["questions"] == 8


def test_command_outside_a_course(tmp_path: Path) -> None:
    result = run_check(tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("No course was found at or above ")
    assert "Traceback" not in result.stderr
