"""What the browser kept, in words: right answers come back as a learner would write them, and nothing else breaks."""

from __future__ import annotations

from typing import Any

import pytest

from asking import KINDS, right, wrongs
from samples import LITTLE, MARKED
from selfcheck.bank.course import open_course
from selfcheck.grading.judge import grade_by_number, judge
from selfcheck.grading.saved_answer import in_words
from selfcheck.markup.markdown import plain
from selfcheck.question.attempt import RIGHT
from selfcheck.question.kinds.case import Case
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.kinds.scale import Scale
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Question

QUESTIONS = {q.kind: q for q in open_course(LITTLE).questions.values()}
NESTED: Any = []
for _ in range(500):
    NESTED = [NESTED]
HOSTILE: list[Any] = [
    None, True, False, 0, -1, 1, 2**70, 10**5000, 1.0, 1e308, float("nan"), float("inf"), "", "1", "none", b"1",
    {}, {"1": 1}, {"1": "1"}, {"x": 1}, {1: 1}, {"1": 99}, {"1": True}, {"1": []}, {"1": None},
    [], [1], [1, 1, 1], [0], [-1], [99], [True], [1.0], ["1"], [None], [[]], [[1]], [{}], ["a", "b", "c"], NESTED,
    ["name", [1]], ["name", None], [7, [1, 2]], ["name", ["1", True, 99, None]], object(), {1, 2},
]


@pytest.mark.parametrize("kind", MARKED)
def test_what_it_gives_is_an_answer(kind: str) -> None:
    """The words, given to ``check``, are graded as the numbers are."""
    q = QUESTIONS[kind]
    assert judge(q, in_words(q, right(q)))[0].verdict == RIGHT
    for wrong in wrongs(q):
        verdict, _ = judge(q, in_words(q, wrong))
        assert verdict.credit == grade_by_number(q, wrong).credit and verdict.answer == wrong


def test_each_kind_in_words() -> None:
    def words(kind: str) -> Any:
        return in_words(QUESTIONS[kind], right(QUESTIONS[kind]))

    bodies = {kind: q.body for kind, q in QUESTIONS.items()}
    one, several, sort, order, scale = (bodies[kind] for kind in ("one", "several", "sort", "order", "scale"))
    case, profile = bodies["case"], bodies["profile"]
    assert isinstance(one, Choice) and words("one") == next(plain(a.text) for a in one.answers if a.right)
    assert isinstance(several, Choice) and words("several") == [plain(a.text) for a in several.answers if a.right]
    assert isinstance(sort, Sort) and words("sort") == {plain(a.text): plain(sort.groups[g]) for g, a in sort.items}
    assert isinstance(order, Order) and words("order") == [plain(s.text) for s in order.steps]
    assert isinstance(scale, Scale) and words("scale") == scale.high
    assert words("short") == right(QUESTIONS["short"])
    assert words("reflect") == right(QUESTIONS["reflect"])
    assert isinstance(case, Case) and words("case")[0] == plain(case.scenes[0].ways[0].text)
    assert isinstance(profile, Profile) and list(words("profile")) == ["name", *(plain(t.name) for t in profile.traits)]
    assert list(words("profile").values()) == ["The river group", *right(QUESTIONS["profile"])[1]]


def test_a_path_ends_where_it_leaves_the_case() -> None:
    q = QUESTIONS["case"]
    taken = right(q)
    whole = in_words(q, taken)
    assert len(whole) == len(taken)
    assert in_words(q, [*taken, 1, 1]) == whole, "an ending leads nowhere"
    assert in_words(q, [taken[0], 99, *taken[1:]]) == whole[:1]


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_fit_is_left_out(kind: str) -> None:
    q = QUESTIONS[kind]
    for numbers in HOSTILE:
        assert fits(q, in_words(q, numbers)), numbers


def fits(q: Question, words: Any) -> bool:
    """Say whether it is what the kind gives, or nothing."""
    match q.body:
        case Choice(answers):
            texts = [plain(a.text) for a in answers]
            return words in [None, *texts] if q.kind == "one" else set(words) <= set(texts)
        case Order(steps):
            return set(words) <= {plain(s.text) for s in steps} and len(set(words)) == len(words)
        case Sort(groups, items):
            return words.keys() <= {plain(a.text) for _, a in items} and set(words.values()) <= set(map(plain, groups))
        case Scale():
            return words is None or (type(words) is int and words in q.body.span.steps)
        case Case(scenes):
            return set(words) <= {plain(way.text) for s in scenes for way in s.ways}
        case Profile(traits):
            steps = {plain(t.name): t.span.steps for t in traits}
            placed = {name: step for name, step in words.items() if name != "name"}
            whole = all(type(step) is int and step in steps[name] for name, step in placed.items())
            return whole and isinstance(words.get("name", ""), str)
    return words is None or isinstance(words, str)
