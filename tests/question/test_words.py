"""The catalogues of words: each is used, each that is asked for is there, and what they fill in is given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

from samples import ROOT
from selfcheck import words
from selfcheck.bank.figures import Figures
from selfcheck.question.front_matter import CAN_BE_NEEDED

SOURCES = sorted((ROOT / "src/selfcheck").rglob("*.py"))
CODE = "".join(path.read_text("utf-8") for path in [*SOURCES, *sorted((ROOT / "src/selfcheck").rglob("*.js"))])
CATALOGUE = words.catalogue(words.LANGUAGE)


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    used = set(re.findall(r"\bwords\.([A-Z][A-Z_]*)\b", CODE)) - {"HOME", "LANGUAGE"} | {"KEYWORDS", "PROBLEMS", "ERRORS"}
    assert used == set(CATALOGUE)


@pytest.mark.parametrize("name", sorted(set(CATALOGUE) - {"PROBLEMS", "HOW", "BLOCKS", "NUMBERS", "MARKED", "VERDICTS", "COPIES", "FIGURES"}))
def test_every_entry_of_a_table_is_used(name: str) -> None:
    table = CATALOGUE[name]
    missing = [key for key in table if not re.search(rf"[\"'/\b]{re.escape(key)}\b", CODE)] if isinstance(table, dict) else []
    assert missing == []


def test_every_figure_has_its_words() -> None:
    assert {field.name for field in fields(Figures)} <= set(words.FIGURES)


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Give each call that reports a mistake by a fixed name: its place, the name, and the names of the values that it gives."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            at = {"report": 1, "_report": 2, "problem": 2, "complain": 0, "warn_at": 1}.get(named)
            if at is None or len(node.args) <= at:
                continue
            given = {word.arg for word in node.keywords if word.arg} | ({"*"} if any(word.arg is None for word in node.keywords) else set())
            for code in [node.args[at], *([node.args[at].body, node.args[at].orelse] if isinstance(node.args[at], ast.IfExp) else [])]:
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"{path.name}:{code.lineno}", code.value, given


def test_each_mistake_that_is_reported_is_known_and_gets_what_it_fills_in() -> None:
    found = list(calls())
    assert len(found) > 100
    for place, code, given in found:
        assert code in words.PROBLEMS, f"{place}: {code}"
        wanted = {name for text in words.PROBLEMS[code] for _, name, _, _ in Formatter().parse(text) if name}
        assert "*" in given or wanted <= given, f"{place}: {code} lacks {wanted - given}"


def test_each_mistake_that_is_known_is_reported_somewhere() -> None:
    told = {code for _, code, _ in calls()} | {f"no-{key}" for key in CAN_BE_NEEDED}
    rest = [code for code in words.PROBLEMS if code not in told and f'"{code}"' not in CODE and not re.search(rf'"{code.partition("/")[0]}"', CODE)]
    assert rest == []


@pytest.mark.parametrize("path", sorted((ROOT / "src/selfcheck/words").glob("*/*.toml")), ids=lambda path: path.name)
def test_a_catalogue_is_plain_text(path: Path) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f]|\t|  +$", path.read_text("utf-8"), re.M)
