"""Every mistake has its message: the entries of mistakes.md, and no code without one."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samples import ROOT, SET, TESTS
from selfcheck import bank, lint
from selfcheck.front import NEEDED

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
    problems = lint.check(bank.load(little_course(**page, **written)))
    assert [str(p) for p in problems] == expected.splitlines()


def codes() -> Iterator[tuple[str, str]]:
    """Give the code of every problem that the package can report, with the place where it does."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("report", "Problem"):
                code = node.args[{"report": 1, "Problem": 2}[node.func.id]]
                if isinstance(code, ast.Constant):
                    yield str(code.value), f"{path.name}:{code.lineno}"
    yield from ((code, "front.py, NEEDED") for code in NEEDED.values())


def test_every_code_has_an_entry() -> None:
    told = set(re.findall(r"\[([a-z0-9-]+)\]$", "".join(expected for _, _, expected in ENTRIES), re.M))
    for path in TESTS.rglob("test_*.py"):
        told |= set(re.findall(r"[\[\"]([a-z0-9-]+)[\]\"]", path.read_text("utf-8")))
    missing = [f"{place}: {code}" for code, place in codes() if code not in told]
    assert not missing, "add an entry to tests/mistakes.md, or a test that expects '[code]', for\n" + "\n".join(missing)


def test_the_catalogue_is_read_whole() -> None:
    assert len(ENTRIES) == CATALOGUE.count("\n~~~text\n") > 80
