"""The questions of a course, each read when it is asked for, from the folder or packed with the package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samples import ROOT, find_problems
from selfcheck.bank import course as module
from selfcheck.bank import settings
from selfcheck.bank.course import Course, course_of, open_course
from selfcheck.notebook.display import rows
from selfcheck.question.problems import CourseError


def test_finds_the_same_before_and_after_all_is_read(course: Course) -> None:
    assert course.questions
    mine = open_course(ROOT)
    for name in ("sort-ward-round", "02-words"):
        assert mine.find(name) == course.find(name)
    with pytest.raises(CourseError, match="no question and no set 'nobody'"):
        mine.find("nobody")


def test_says_what_is_wrong_with_an_unreadable_question(little_course: Callable[..., Path]) -> None:
    root = little_course(**{"book/questions/01-tea/short.md": "---\noutcome: 1.1\n---\n"})
    with pytest.raises(CourseError, match=r"The question 'short' cannot be used yet:\nbook/questions/01-tea/short\.md:"):
        open_course(root).find("short")


def test_reads_only_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = module.read_file
    monkeypatch.setattr(module, "read_file", lambda path, *rest: asked.append(path.stem) or real(path, *rest))
    mine = open_course(ROOT)
    mine.find("sort-ward-round")
    mine.find("sort-ward-round")
    assert asked == ["sort-ward-round"]


def test_a_course_packed_with_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A notebook in the browser runs in no folder of the course."""
    course_of.cache_clear()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="No course was found"):
        settings.find_root(tmp_path)
    monkeypatch.setattr(settings, "PACKED", ROOT)
    assert course_of(tmp_path).name == open_course(ROOT).name
    assert len(rows("data/partnerships.csv")) == 40
    course_of.cache_clear()


def test_needs_no_setting_but_the_folder_of_questions(tmp_path: Path) -> None:
    (tmp_path / "questions/tea").mkdir(parents=True)
    text = "# Which?\n\n- [x] This\n  > Yes.\n- [ ] That\n  > No.\n\n---\n\nSo.\n"
    (tmp_path / "questions/tea/which.md").write_text(text, "utf-8")
    (tmp_path / "page.md").write_text("# A page\n\n```{question} which\n```\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.selfcheck]\nquestions = "questions"\n', "utf-8")
    for opened in (open_course(tmp_path), _without_table(tmp_path)):
        assert [q.title for q in opened.find("which")] == ["Which?"]
        assert opened.units == () and opened.name == "course"
        assert find_problems(opened) == []


def _without_table(folder: Path) -> Course:
    (folder / "pyproject.toml").unlink()
    return open_course(folder, "questions")
