"""Every mistake has its message: the entries of mistakes.md, and no code without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samples import SET, TESTS, find_problems
from selfcheck import words
from selfcheck.bank.course import open_course

CATALOGUE = (TESTS / "mistakes.md").read_text("utf-8")
FENCED = r"~~~markdown.*\n(?:.*\n)*?~~~\n"
ENTRIES = re.findall(rf"^## (.+)\n((?:\n{FENCED})+)\n~~~text\n((?:.*\n)*?)~~~\n", CATALOGUE, re.M)
START, END = re.findall(r"^~~~markdown\n((?:.*\n)*?)~~~\n", CATALOGUE, re.M)[:2]
"""What a first and a last line … stand for."""
NEW = f"{SET}/new.md"


@pytest.mark.parametrize(("name", "files", "expected"), ENTRIES, ids=[name for name, _, _ in ENTRIES])
def test_message(name: str, files: str, expected: str, little_course: Callable[..., Path]) -> None:
    whole = files.replace("\n…\n~~~", f"\n{END}~~~").replace("\n…\n", f"\n{START}")
    written = {path or NEW: text for path, text in re.findall(r"^~~~markdown ?(.*)\n((?:.*\n)*?)~~~$", whole, re.M)}
    page = {"book/new.md": "# More\n\n```{question} new\n```\n"} if list(written) == [NEW] else {}
    problems = find_problems(open_course(little_course(**page, **written)))
    assert [str(p) for p in problems] == expected.splitlines()


def codes() -> Iterator[str]:
    """Give the name of every mistake in the catalogue of words."""
    yield from {name.partition("/")[0]: None for name in words.PROBLEMS}


def test_every_code_has_an_entry() -> None:
    told = set(re.findall(r"\[([a-z0-9-]+)\]$", "".join(expected for _, _, expected in ENTRIES), re.M))
    for path in TESTS.rglob("test_*.py"):
        told |= set(re.findall(r"[\[\".]([a-z0-9-]+)[\]\"]", path.read_text("utf-8")))
    missing = [code for code in codes() if code not in told]
    assert not missing, "add an entry to tests/mistakes.md, or a test that expects '[code]', for\n" + "\n".join(missing)


def test_the_catalogue_is_read_whole() -> None:
    assert len(ENTRIES) == CATALOGUE.count("\n~~~text\n") > 80
