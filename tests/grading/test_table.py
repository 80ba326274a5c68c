"""One table of answers with the grades that Python and the script both give them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samples import MARKED, ROOT, TESTS
from selfcheck import words
from selfcheck.grading.judge import judge, parse_answer
from selfcheck.html import assets
from selfcheck.question.attempt import RIGHT, Grade
from selfcheck.question.kinds import KINDS
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.scale import Scale
from selfcheck.question.kinds.short import Short
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Answer, Body, Question, Span

TABLE: list[dict[str, Any]] = json.loads((TESTS / "grading.json").read_text("utf-8"))
NODE = Path(sys.executable).parent / "node"
GRADE_IN_NODE = """
const { readFileSync } = require("node:fs");
globalThis.dispatchEvent = () => true;
(0, eval)(process.argv[1]);
const cases = JSON.parse(readFileSync("tests/grading.json", "utf8"));
console.log(JSON.stringify(cases.map((c) => globalThis.selfcheck.grade(c.kind, c.answer, c.key))));
"""


def answers(case: dict[str, Any]) -> tuple[Answer, ...]:
    return tuple(Answer(t, "", right=n in case["key"].get("right", ())) for n, t in enumerate(case["texts"], 1))


def question(case: dict[str, Any]) -> Question:
    """Build the question that a case of the table is about."""
    key, kind = case["key"], case["kind"]
    body: Body
    if kind in ("one", "several"):
        body = Choice(answers(case))
    elif kind == "sort":
        body = Sort(tuple(case["groups"]), tuple((key["groups"][str(n)] - 1, a) for n, a in enumerate(answers(case), 1)))
    elif kind == "order":
        body = Order(answers(case))
    elif kind == "scale":
        first, last = case["span"]
        body = Scale(Span(first, "", last, ""), key["low"], key["high"], "", "", "")
    else:
        body = Short(tuple(Answer(f, form["k"], right=form["right"]) for form in key["forms"] for f in form["texts"]), "")
    return Question("q", "set/q.md", "Title", "", body)


def told(grade: Grade) -> dict[str, Any]:
    return vars(grade) | {"credit": grade.credit, "right": grade.right}


def given(case: dict[str, Any]) -> Any:
    """The answer in words; JSON has no sets."""
    answer = case["words"]
    return set(answer["set"]) if isinstance(answer, dict) and "set" in answer else answer


@pytest.mark.parametrize("case", TABLE, ids=lambda c: f"{c['kind']}: {c['name']}")
class TestTable:
    """One table of cases, for this and for the script."""

    def test_by_number(self, case: dict[str, Any]) -> None:
        assert told(KINDS[case["kind"]].grade(case["answer"], case["key"])) == case["expected"]

    def test_in_words(self, case: dict[str, Any]) -> None:
        asked = question(case)
        assert KINDS[case["kind"]].right(asked.body) == case["key"]
        assert parse_answer(asked, given(case)).numbers == case["answer"]
        verdict, sentence = judge(asked, given(case))
        assert (verdict.credit, verdict.verdict == RIGHT) == (case["expected"]["credit"], case["expected"]["right"])
        assert sentence.startswith(f"{words.VERDICTS[verdict.verdict]}: ")


def test_the_table_has_right_and_wrong_of_every_marked_kind() -> None:
    assert {(c["kind"], c["expected"]["right"]) for c in TABLE} == {(k, r) for k in MARKED for r in (True, False)}


def test_the_script_gives_the_same_grades() -> None:
    graders = "".join((assets.BROWSER / part).read_text("utf-8") for part in assets.GRADERS)
    result = subprocess.run(
        [NODE, "-e", GRADE_IN_NODE, graders], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    grades = [{name: value for name, value in grade.items() if name != "marks"} for grade in json.loads(result.stdout)]
    assert grades == [case["expected"] for case in TABLE]
