"""A question file becomes what its author meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samples import KINDS, question_text
from selfcheck.question.kinds.case import Case, Scene, Way
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.profile import Profile, Trait
from selfcheck.question.kinds.reflect import Reflect
from selfcheck.question.kinds.scale import Scale
from selfcheck.question.kinds.short import Short
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Answer, Body, Question, Span
from selfcheck.question.read_file import read_file

Read = Callable[[str | bytes], Question]
TOP = "---\noutcome: 1.1\nlevel: apply\nsource: brown2019\n---\n# Why?\n\n"
END = "\n\n---\n\nSo.\n"


@pytest.fixture
def reads(tmp_path: Path) -> Read:
    """Return the question that a text holds; it has no problems."""

    def reads(text: str | bytes) -> Question:
        path = tmp_path / "set" / "why.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        question, problems = read_file(path, tmp_path)
        assert question is not None, "\n".join(map(str, problems))
        return question

    return reads


FORMS: list[tuple[str, str, Body]] = [
    ("one", "- [ ] a\n  > A.\n- [x] b\n  > B.", Choice((Answer("a", "A.", 8), Answer("b", "B.", 10, True)))),
    ("several", "* [x] a\n  > A.\n* [X]  *b*\n  > B.\n* [ ] c\n  > C.",
     Choice((Answer("a", "A.", 8, True), Answer("*b*", "B.", 10, True), Answer("c", "C.", 12)))),
    ("one", "- [ ] a\n  b\n\n  > A\n  > B.\n  >\n  > - C\n  > > D\n- [x] c\n  > E.",
     Choice((Answer("a\nb", "A\nB.\n\n- C\n> D", 8), Answer("c", "E.", 16, True)))),
    ("sort", "## g\n- a\n  > A.\n- b\n  > B.\n\n## *h*\n\n- c\n  > C.",
     Sort(("g", "*h*"), ((0, Answer("a", "A.", 9)), (0, Answer("b", "B.", 11)), (1, Answer("c", "C.", 16))))),
    ("order", "1. a\n   > A.\n1. b\n   > B.\n9. c\n   > C.",
     Order((Answer("a", "A.", 8), Answer("b", "B.", 10), Answer("c", "C.", 12)))),
    ("scale", "- From 1: cold\n  > L.\n- To 5: hot\n  > H.\n- Accept 2 to 3\n  > Y.",
     Scale(Span(1, "cold", 5, "hot"), 2, 3, "Y.", "L.", "H.", (12, 8, 10))),
    ("scale", "- Accept 0\n  > Y.\n- To 2: hot\n  > H.\n- From -2: cold\n  > L.",
     Scale(Span(-2, "cold", 2, "hot"), 0, 0, "Y.", "L.", "H.", (8, 12, 10))),
    ("scale", "- From 1: cold\n- To 3: hot\n  > H.\n- Accept 1\n  > Y.",
     Scale(Span(1, "cold", 3, "hot"), 1, 1, "Y.", "", "H.", (11, 8, 9))),
    ("short", "- Answer: a b\n  > A.\n- Answer: A-C\n- Not: d\n  > D.\n- Otherwise\n  > E.", Short(
        (Answer("a b", "A.", 8, True), Answer("A-C", "A.", 10, True), Answer("d", "D.", 11)), "E.", 13)),
    ("reflect", "## Model answer\n\nI *do*.\n\n- We do.", Reflect("I *do*.\n\n- We do.", 8)),
    ("case", "## At *the* door!\nOne.\n\nTwo.\n\n- [in](#a-b)\n  > I.\n- [out](#c)\n  > O.\n## A b\nThree.\n## C\nFour.", Case((
        Scene("at-the-door", "At *the* door!", "One.\n\nTwo.", (Way("in", "I.", "a-b", 13), Way("out", "O.", "c", 15)), 8),
        Scene("a-b", "A b", "Three.", (), 17), Scene("c", "C", "Four.", (), 19)))),
    ("profile", "## t\n- From 1: a\n- To 3: b\n- x: 2\n  > X.\n- y: z: 3\n  > Y.", Profile((
        Trait("t", Span(1, "a", 3, "b"), (("x", 2, "X."), ("y: z", 3, "Y.")), (11, 13)),))),
]


@pytest.mark.parametrize(("kind", "text", "body"), FORMS, ids=[kind for kind, _, _ in FORMS])
def test_form(kind: str, text: str, body: Body, reads: Read) -> None:
    question = reads(TOP + text + ("" if kind in ("reflect", "case", "profile") else END))
    assert question.body == body
    assert question.kind == kind


def test_every_kind_is_read() -> None:
    assert {kind for kind, _, _ in FORMS} == set(KINDS)


def test_parts_round_the_answers(reads: Read) -> None:
    question = reads("""---
outcome: 1.10
level: No
source: a2000 , b:2001,
review-by: 2027-11-01
---

# Why: is *1.10* "No"? #

First. See [x](y.md).

> Somebody said so.

Second.

> **Hint** Think
> twice.

- [x] a
  > A.
- [ ] b
  > B.

---

So, see [z](z.md).

- And so on.
""")
    assert (question.id, question.path, question.set) == ("why", "set/why.md", "set")
    assert question.title == 'Why: is *1.10* "No"?'
    assert question.stem == "First. See [x](y.md).\n\n> Somebody said so.\n\nSecond."
    assert question.hint == "Think\ntwice."
    assert question.explanation == "So, see [z](z.md).\n\n- And so on."
    assert (question.outcome, question.level, question.review_by) == ("1.10", "No", "2027-11-01")
    assert question.sources == ("a2000", "b:2001")
    assert question.lines == {
        "outcome": 2, "level": 3, "source": 4, "review-by": 5, "title": 8, "stem": 10, "hint": 16, "explanation": 26}


@pytest.mark.parametrize("value", [
    "No", "1.10", "010", "a: b: c", "null", "[x]", "{a: 1}", "'q'", '"q"', "# no comment", "2027-11-01", "> x", "é"])
def test_values_stay_text(value: str, reads: Read) -> None:
    question = reads(TOP.replace("apply", value) + FORMS[0][1] + END)
    assert question.level == value


@pytest.mark.parametrize("start", ["> **Hint** ", "> **Hint**: ", "> **Hint:** ", "> **Hint.** ", "> **Hint**\n> "])
def test_hint_however_it_begins(start: str, reads: Read) -> None:
    question = reads(f"{TOP}{start}Think.\n\n{FORMS[0][1]}{END}")
    assert (question.hint, question.stem) == ("Think.", "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encode", [
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "\r").encode(),
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.rstrip("\n").encode(),
    lambda text: (text + "\n\n  \n").encode(),
], ids=["CRLF", "CR", "BOM", "no last line end", "blank end"])
def test_ways_to_save_a_file(kind: str, encode: Callable[[str], bytes], reads: Read) -> None:
    text = question_text(kind)
    assert reads(encode(text)) == reads(text)


# What a learner has answered is kept under id and digest. If one of these changes, every learner loses that answer.
DIGESTS = {
    "case": "aaed3f37",
    "one": "8bd72544",
    "order": "ea197bf8",
    "profile": "ee2f4047",
    "reflect": "909ca009",
    "scale": "4aafccf4",
    "several": "a31d30a1",
    "short": "c4e74af8",
    "sort": "d81f2491",
}


@pytest.mark.parametrize("kind", KINDS)
def test_digest_stays(kind: str, reads: Read) -> None:
    assert reads(question_text(kind)).digest == DIGESTS[kind]


@pytest.mark.parametrize(("kind", "old", "new"), [
    *((kind, "\n# ", "\n# So: ") for kind in KINDS if kind != "reflect"),
    ("one", "Four people", "Five people"),
    ("sort", "Put each thing", "Put everything"),
    ("one", "stood overnight", "stood for a day"),
    ("one", "- [x] Water that has just boiled\n", "- [x] Hot water\n"),
    ("several", "- [ ] Drying", "- [x] Drying"),
    ("several", "- [x] Standing", "- [ ] Standing"),
    ("sort", "- Milk", "- Cream"),
    ("sort", "## In the cup", "## In the glass"),
    ("order", "2. Warm the pot", "2. Heat the pot"),
    ("scale", "cold", "ice"),
    ("scale", "To 5", "To 6"),
    ("scale", "Accept 3 to 4", "Accept 2 to 4"),
    ("short", "Answer: tea-kettle", "Answer: boiler"),
    ("case", "[Make a second pot]", "[Make another pot]"),
    ("case", "- [Look at the clock](#a-short-visit)", "- [Look at the clock](#a-long-evening)"),
    ("profile", "## Strength", "## Colour"),
    ("profile", "From 1", "From 0"),
])
def test_digest_changes_with_what_is_answered(kind: str, old: str, new: str, reads: Read) -> None:
    text = question_text(kind)
    assert old in text
    if kind == "several" and "Drying" in old:
        text = text.replace("- [x] Standing", "- [ ] Standing")  # one at least stays wrong
    assert reads(text.replace(old, new)).digest != reads(text).digest


@pytest.mark.parametrize(("kind", "old", "new"), [
    *((kind, "level: ", "review-by: 2028-01-01\nlevel: ") for kind in KINDS if kind != "one"),
    ("one", "does not make it hotter", "makes it colder"),
    ("one", "Think of what heat does", "Look at the steam"),
    ("one", "Black tea wants", "Some tea wants"),
    ("one", "level: apply", "level: recall"),
    ("sort", "They have to stand in the water", "They have to stand in it"),
    ("order", "Everything waits for the water", "All wait for the water"),
    ("scale", "Yes: hot", "Right: hot"),
    ("scale", "Cold water hardly", "Ice hardly"),
    ("short", "Answer: tea-kettle", "Answer: TEA kettle!"),
    ("short", "Not: pot", "Not: cup"),
    ("short", "It stands on the stove", "It is on the stove"),
    ("case", "The neighbour drinks it standing", "The neighbour drinks it there"),
    ("profile", "Builder's tea: 4", "Builder's tea: 5"),
    ("reflect", "# How do you make tea at home?", "# How do you make coffee?"),
    ("reflect", "Write down what you do", "Write what you do"),
    ("reflect", "I boil the water", "I heat the water"),
])
def test_digest_stays_with_what_is_told(kind: str, old: str, new: str, reads: Read) -> None:
    text = question_text(kind)
    assert old in text
    assert reads(text.replace(old, new)).digest == reads(text).digest


@pytest.mark.parametrize("kind", ["one", "several", "sort"])
def test_digest_stays_with_the_order_of_options(kind: str, reads: Read) -> None:
    start, first, rest = question_text(kind).partition("\n## " if kind == "sort" else "\n- [")
    body, rule, end = (first + rest).partition("\n---\n")
    options = body.split(first)[1:]
    turned = start + "".join(f"{first}{option.rstrip()}\n" for option in reversed(options)) + rule + end
    assert reads(turned).body != reads(question_text(kind)).body
    assert reads(turned).digest == reads(question_text(kind)).digest


def test_digest_changes_with_the_order_of_steps(reads: Read) -> None:
    text = question_text("order")
    turned = text.replace("Fill the kettle", "X").replace("Warm the pot", "Fill the kettle").replace("X", "Warm the pot")
    assert reads(turned).digest != reads(text).digest


def test_digest_depends_on_the_kind(reads: Read) -> None:
    assert len({reads(question_text(kind)).digest for kind in KINDS}) == len(KINDS)


def test_path_outside_the_course(tmp_path: Path) -> None:
    path = tmp_path / "why.md"
    path.write_text(question_text("one"), "utf-8")
    question, problems = read_file(path, tmp_path / "elsewhere")
    assert problems == []
    assert question is not None
    assert (question.path, question.set) == ("why.md", "")
