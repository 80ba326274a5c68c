"""The little course that tests build on, and where everything lies."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from selfcheck.bank.check_course import check_course
from selfcheck.bank.course import Course
from selfcheck.bank.page_index import PageIndex
from selfcheck.question.problems import Problem

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
LITTLE = TESTS / "little"
SET = "book/questions/01-tea"
"""Folder of the little course's questions; each is called after its kind."""
MARKED = ("one", "several", "sort", "order", "scale", "short")
"""The kinds of the engine that have a right answer."""
KINDS = tuple(sorted(path.stem for path in (LITTLE / SET).glob("*.md")))


def write_little(folder: Path, **files: str | bytes | None) -> Path:
    """Write the little course into ``folder``, a new one, and return it.

    :param files: text or bytes of files to add or to change; None leaves a file out. Their names have slashes in them, so
        give them as ``**{"book/more.md": "# More"}``
    """
    shutil.copytree(LITTLE, folder)
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def find_problems(course: Course, today: datetime.date = datetime.date(2026, 11, 22)) -> list[Problem]:
    """Return every problem that a check of the course finds on a day."""
    return check_course(course, PageIndex(course), today)


def question_text(kind: str) -> str:
    """Return the text of the little course's question of a kind."""
    return (LITTLE / SET / f"{kind}.md").read_text("utf-8")
