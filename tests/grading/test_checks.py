"""Answers in Python: what they are read as, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from samples import LITTLE, MARKED, ROOT
from selfcheck import words
from selfcheck.bank.course import open_course
from selfcheck.grading.judge import judge, parse_answer, say
from selfcheck.grading.saved_answer import in_words
from selfcheck.markup.markdown import plain
from selfcheck.question.attempt import KEEP_GOING, NOT_YET, RIGHT

TEA = open_course(LITTLE).questions
SORTED = {
    "The leaves": "In the pot",
    "Water on the boil": "In the pot",
    "Milk": "In the cup",
    "A spoon of sugar": "In the cup",
}
STEPS = ["Fill the kettle", "Warm the pot", "Put in the leaves", "Pour on the water"]
EMPTY = "Not yet: write your answer first, then run this cell again."
LIST = "in square brackets, each in quotation marks, with commas between them."
SAID: list[tuple[str, Any, str]] = [
    ("one", None, EMPTY),
    ("one", "", EMPTY),
    ("one", "…", EMPTY),
    ("one", ..., EMPTY),
    ("one", [], EMPTY),
    (
        "one",
        "Water that has just boiled",
        "Right: Yes. The hotter the water, the more it takes out of the leaves. Black tea wants water on the boil. "
        "Other teas do with less.",
    ),
    ("one", "water that is", "Keep going: Warm water draws some colour and little taste. See the water."),
    (
        "one",
        "Water that",
        "Keep going: 'Water that' is not one of the answers. They are: Water that has stood overnight; Water "
        "that has just boiled; "
        "Water that is pleasantly warm.",
    ),
    (
        "one",
        "Coffee " * 20,
        "Keep going: 'Coffee Coffee Coffee Coffee Coffee Coffee Coffee Coffee Cof…' is not one of the "
        "answers. They are: Water that "
        "has stood overnight; Water that has just boiled; Water that is pleasantly warm.",
    ),
    ("one", 3, "Keep going: give one answer, in words between quotation marks."),
    ("one", ["Water that is"], "Keep going: give one answer, in words between quotation marks."),
    ("several", ["", ""], EMPTY),
    (
        "several",
        ["Hot water", "Standing"],
        "Right: Yes. The pot takes up the heat, and the tea then keeps its own. Yes. Slow, but a pot on a warm stove "
        "will warm as well. A warm pot keeps the water near the boil.",
    ),
    ("several", "Hot water", "Keep going: you found 1 of 2."),
    (
        "several",
        ["Hot water", "Drying"],
        "Keep going: you found 1 of 2. Chosen, but not fitting: 1. ‘Drying it with a cloth’: A dry pot is still as "
        "cold as the room. See the pot.",
    ),
    ("several", ["Hot water", 3], f"Keep going: give your answers as a list: {LIST}"),
    ("several", {"Hot water": True}, f"Keep going: give your answers as a list: {LIST}"),
    ("sort", {}, EMPTY),
    ("sort", dict.fromkeys(SORTED), "Not yet: still to do: The leaves; Water on the boil; Milk; A spoon of sugar."),
    ("sort", SORTED, "Right: What everybody shares goes into the pot, and the rest into the cup."),
    ("sort", SORTED | {"Milk": "In the pot"}, "Keep going: 3 of 4 are right. Look again at: Milk."),
    ("sort", SORTED | {"Milk": ""}, "Not yet: still to do: Milk."),
    (
        "sort",
        SORTED | {"Milk": "On the floor"},
        "Keep going: 'On the floor' is not one of the answers. They are: In the pot; In the cup.",
    ),
    (
        "sort",
        SORTED | {"Biscuit": "In the cup"},
        "Keep going: these are not part of the question: Biscuit. Its lines are: The leaves; Water on the boil; "
        "Milk; A spoon of sugar.",
    ),
    ("sort", "In the pot", "Keep going: give each line its group, in curly brackets, in the way that the cell shows."),
    ("order", STEPS, "Right: Each step needs what the step before it leaves behind."),
    ("order", [STEPS[1], STEPS[0], *STEPS[2:]], "Keep going: 2 of 4 are right. Look again at the rest."),
    ("order", STEPS[:3], "Not yet: still to do: Pour on the water."),
    ("order", [*STEPS, STEPS[0]], "Keep going: a line stands in your list twice. Put each line there once."),
    (
        "order",
        ["Sleep", *STEPS[1:]],
        "Keep going: 'Sleep' is not one of the answers. They are: Fill the kettle; Warm the pot; Put in the leaves; "
        "Pour on the water.",
    ),
    ("order", "Fill the kettle", f"Keep going: give the lines as a list: {LIST}"),
    (
        "scale",
        3,
        "Right: Yes: hot, but well off the boil, keeps green tea sweet. Green tea wants water that has stood "
        "for a few minutes.",
    ),
    ("scale", 1, "Keep going: Cold water hardly draws at all, whatever the tea. See the water."),
    ("scale", 5, "Keep going: On the boil, green leaves turn bitter within a minute. See the water."),
    ("scale", 0, "Keep going: give a whole number from 1 to 5."),
    ("scale", 3.5, "Keep going: give a whole number from 1 to 5."),
    ("scale", True, "Keep going: give a whole number from 1 to 5."),
    ("scale", "hot", "Keep going: give a whole number from 1 to 5."),
    (
        "short",
        "Tea kettle",
        "Right: Yes. A kettle boils the water, and the pot only holds the tea. Pot and kettle look alike and "
        "do different work.",
    ),
    ("short", "POT", "Keep going: The pot holds the tea, but it does not boil the water. See the pot."),
    ("short", 12, "Keep going: It stands on the stove and has a spout. See the pot."),
    ("short", ["kettle"], "Keep going: give a word or two between quotation marks, or a number."),
    ("short", False, "Keep going: give a word or two between quotation marks, or a number."),
    ("reflect", "\n\n", EMPTY),
    ("reflect", "I boil it, as everybody else does.", "Keep going: say why, in a sentence or two."),
    (
        "reflect",
        "I boil it afresh, because stale tastes flat.",
        "Right: you have written it down. Compare it with this model answer: I boil the "
        "water each time. I was told as a child that it matters, and I have never tried it the other way. An "
        "invented answer, from a teacher.",
    ),
    ("reflect", 8, "Keep going: write your answer between quotation marks."),
    ("profile", {"Strength": None, "Sweetness": None}, "Not yet: still to do: Strength; Sweetness."),
    ("profile", {"Strength": 3}, "Not yet: still to do: Sweetness."),
    ("profile", {"Strength": 3, "Sweetness": 6}, "Keep going: 'Sweetness' needs a whole number from 1 to 5."),
    (
        "profile",
        {"Strength": 3, "Sweetnes": 1, "Milk": 2},
        "Keep going: these are not part of the question: Milk. Its lines are: Strength; Sweetness.",
    ),
    (
        "profile",
        {"name": "Mine", "Strength": "3", "Sweetness": 1},
        "Right: every line has its place.\nStrength: 3 [1: pale; 5: dark]\n"
        "Sweetness: 1 [1: no sugar; 5: more sugar than tea]",
    ),
    ("profile", [3, 1], "Keep going: give each line its number, in curly brackets, in the way that the cell shows."),
    ("case", "Put the kettle on", "Keep going: this one is not marked. Do it with the buttons."),
    ("case", None, "Keep going: this one is not marked. Do it with the buttons."),
]


@pytest.mark.parametrize(("name", "answer", "said"), SAID)
def test_what_is_said(name: str, answer: Any, said: str) -> None:
    assert say(TEA[name], answer) == said


def loop() -> list[object]:
    ring: list[object] = []
    ring.append(ring)
    return ring


ODD = [
    object(),
    int,
    print,
    b"x",
    3j,
    float("nan"),
    float("inf"),
    -1,
    10**5000,
    "9" * 5000,
    "a\nb",
    "'",
    "{}",
    "{answer}",
    "%s",
    "\ud800",
    loop(),
    [[]],
    [None],
    [1, None],
    (),
    {()},
    {None: None},
    {3: 3},
    {"": ""},
    {"Strength": []},
    {"Milk": {}},
    range(3),
    iter("ab"),
    {"a", "b"},
    frozenset("x"),
    True,
]


@pytest.mark.parametrize("name", sorted(TEA))
def test_no_answer_raises(name: str) -> None:
    for answer in [*ODD, *(given for _, given, _ in SAID)]:
        verdict, said = judge(TEA[name], answer)
        assert said.startswith(f"{words.VERDICTS[verdict.verdict]}: ")
        assert name == "profile" or "\n" not in said
        assert verdict.credit == 1 if verdict.verdict == RIGHT and name in MARKED else 0 <= verdict.credit < 1


def test_an_incomplete_answer_has_no_credit() -> None:
    for name, answer, verdict in (("sort", SORTED | {"Milk": None}, NOT_YET), ("short", None, NOT_YET), ("short", object(), KEEP_GOING),
                                  ("reflect", "A long answer that nobody marks, as there is no key.", RIGHT)):
        found, _ = judge(TEA[name], answer)
        assert (found.verdict, found.credit) == (verdict, 0)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("one", "Water that has just boiled"),
        ("several", ["Standing the pot on the stove"]),
        ("sort", SORTED),
        ("order", STEPS),
        ("scale", 4),
        ("short", "Pot"),
        ("profile", {"Strength": 2, "Sweetness": 3}),
    ],
)
def test_what_a_widget_says_in_words_reads_back(name: str, answer: Any) -> None:
    numbers = parse_answer(TEA[name], answer).numbers
    said = in_words(TEA[name], ["Mine", numbers] if name == "profile" else numbers)
    assert parse_answer(TEA[name], said).numbers == numbers


def test_an_answer_may_be_copied_from_a_page() -> None:
    chosen = [q for q in open_course(ROOT).questions.values() if q.kind == "one"]
    copied = [(q, number, plain(a.text)) for q in chosen for number, a in enumerate(q.body.answers, 1) if plain(a.text) != a.text]
    assert len(copied) > 20
    assert [(q.id, text) for q, number, text in copied if parse_answer(q, text).numbers != [number]] == []
