"""The keys that trainers print: the right answers alone, of every question that has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from fragments import parse
from samples import LITTLE, MARKED, ROOT
from selfcheck import words
from selfcheck.bank.course import open_course
from selfcheck.html.answer_table import write_answers
from selfcheck.markup.markdown import plain
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.sort import Sort

TEA = open_course(LITTLE).questions


def shown(name: str) -> list[str]:
    """Return what the key says of one question, line by line."""
    [row] = list(parse(write_answers([TEA[name]])).all("tr"))[1:]
    [cell] = row.all("td")
    return [line.text for line in cell.all("li")] or [cell.text]


@pytest.mark.parametrize("name", ["one", "several"])
def test_of_choices_it_has_the_right_ones(name: str) -> None:
    body = TEA[name].body
    assert isinstance(body, Choice)
    assert shown(name) == [plain(a.text) for a in body.answers if a.right]


def test_of_lines_it_has_each_with_its_group_or_in_order() -> None:
    sort, order = TEA["sort"].body, TEA["order"].body
    assert isinstance(sort, Sort) and isinstance(order, Order)
    assert shown("sort") == [f"{plain(a.text)}: {plain(sort.groups[g])}" for g, a in sort.items]
    assert shown("order") == [plain(step.text) for step in order.steps]


def test_of_a_scale_and_a_word_it_has_what_is_accepted() -> None:
    assert shown("scale") == ["3 to 4 (1: cold; 5: on the boil)"]
    assert shown("short") == ["kettle"]


def test_what_is_not_marked_has_no_line() -> None:
    root = parse(write_answers(TEA.values()))
    assert [e.text for e in root.all("th") if e.attributes.get("scope") == "col"] == list(words.KEY_COLUMNS)
    assert [e.text for e in root.all("th") if e.attributes.get("scope") == "row"] == [plain(q.title) for q in TEA.values() if q.kind in MARKED]


def test_each_page_for_trainers_has_the_key_of_its_unit(site: Path) -> None:
    course = open_course(ROOT)
    for number, unit in enumerate(course.units, 1):
        page = (site / f"book/trainers/unit-{number}.html").read_text("utf-8")
        table = page[page.index('<table class="docutils keys">'):].partition("</table>")
        heads = [e.text for e in parse(table[0] + table[1]).all("th")]
        assert [plain(q.title) for q in course.sets[unit.id] if q.kind in MARKED and plain(q.title) not in heads] == [], unit.id
