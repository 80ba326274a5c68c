"""The questions of a notebook: the same as a bank gives, each read when it is asked for, from the folder or packed with the package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samples import ROOT
from selfcheck import bank, shelf
from selfcheck.problems import CourseError
from selfcheck.shelf import Shelf, shelf_of
from selfcheck.shown import rows


def test_finds_what_a_bank_finds(course: bank.Bank) -> None:
    mine = Shelf(bank.open_course(ROOT))
    for name in ("sort-ward-round", "02-words"):
        assert mine.find(name) == course.find(name)
    with pytest.raises(CourseError, match="no question and no set 'nobody'"):
        mine.find("nobody")


def test_says_of_an_unreadable_question_what_a_bank_says(little_course: Callable[..., Path]) -> None:
    root = little_course(**{"book/questions/01-tea/short.md": "---\noutcome: 1.1\n---\n"})
    told = []
    for finder in (Shelf(bank.open_course(root)), bank.load(root)):
        with pytest.raises(CourseError) as raised:
            finder.find("short")
        told.append(str(raised.value))
    assert told[0] == told[1]
    assert "The question 'short' cannot be used yet" in told[0]


def test_reads_only_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = shelf.read
    monkeypatch.setattr(shelf, "read", lambda path, *rest: asked.append(path.stem) or real(path, *rest))
    mine = Shelf(bank.open_course(ROOT))
    mine.find("sort-ward-round")
    mine.find("sort-ward-round")
    assert asked == ["sort-ward-round"]


def test_a_course_packed_with_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A notebook in the browser runs in no folder of the course."""
    shelf_of.cache_clear()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="No course was found"):
        bank.find_root(tmp_path)
    monkeypatch.setattr(bank, "PACKED", ROOT)
    assert shelf_of(tmp_path).name == bank.load(ROOT).name
    assert len(rows("data/partnerships.csv")) == 40
    shelf_of.cache_clear()
