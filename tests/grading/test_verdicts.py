"""What a check tells programs: the verdict beside its sentence, the answer read without trust, and the answer graded again."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import OrderedDict, defaultdict
from enum import IntEnum
from importlib import import_module
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

import selfcheck
from samples import LITTLE, ROOT
from selfcheck.bank.course import open_course
from selfcheck.grading.grade_again import grade_again
from selfcheck.grading.judge import judge, say
from selfcheck.grading.verdict import KEEP_GOING, MIME, NOT_YET, RIGHT, Verdict, read_verdict
from selfcheck.question.problems import CourseError
from selfcheck.question.reduce_answer import Other, reduce_answer

TEA = open_course(LITTLE).questions
PROFILE = {"Strength": 2, "Sweetness": 3}
REASON = "I boil it afresh, because stale water tastes flat."
SORTED = {"The leaves": "In the pot", "Water on the boil": "In the pot", "Milk": "In the cup", "A spoon of sugar": "In the cup"}
STEPS = ["Fill the kettle", "Warm the pot", "Put in the leaves", "Pour on the water"]
JUDGED: list[tuple[str, Any, str, float, Any]] = [
    ("one", "Water that has just", RIGHT, 1.0, [2]),
    ("one", "Water that is", KEEP_GOING, 0.0, [3]),
    ("one", None, NOT_YET, 0.0, None),
    ("one", "Coffee", KEEP_GOING, 0.0, None),
    ("several", ["Standing", "Hot water"], RIGHT, 1.0, [1, 2]),
    ("several", ["Hot water"], KEEP_GOING, 0.5, [1]),
    ("sort", SORTED, RIGHT, 1.0, {"1": 1, "2": 1, "3": 2, "4": 2}),
    ("sort", SORTED | {"Milk": "In the pot"}, KEEP_GOING, 0.75, {"1": 1, "2": 1, "3": 1, "4": 2}),
    ("sort", SORTED | {"Milk": None}, NOT_YET, 0.0, None),
    ("order", STEPS, RIGHT, 1.0, [1, 2, 3, 4]),
    ("scale", 3, RIGHT, 1.0, 3),
    ("scale", 5, KEEP_GOING, 0.0, 5),
    ("scale", 6, KEEP_GOING, 0.0, None),
    ("short", " Tea kettle", RIGHT, 1.0, " Tea kettle"),
    ("short", 12, KEEP_GOING, 0.0, "12"),
    ("reflect", REASON, RIGHT, 0.0, REASON),
    ("reflect", "Just so.", KEEP_GOING, 0.0, "Just so."),
    ("profile", PROFILE, RIGHT, 0.0, [2, 3]),
    ("case", "Put the kettle on", KEEP_GOING, 0.0, None),
]


@pytest.mark.parametrize(("name", "answer", "verdict", "credit", "numbers"), JUDGED)
def test_a_verdict_says_what_came_of_an_answer(name: str, answer: Any, verdict: str, credit: float, numbers: Any) -> None:
    told, sentence = judge(TEA[name], answer)
    assert told == Verdict(name, TEA[name].digest, verdict, credit, numbers)
    assert sentence == say(TEA[name], answer)
    assert read_verdict(json.loads(json.dumps(told.to_json()))) == told
    assert grade_again(TEA[name], told) == told, "an honest verdict stays as it is"
    boast = Verdict(name, told.digest, RIGHT, 1.0, numbers)
    assert grade_again(TEA[name], boast) == (None if numbers is None else told), "and a boast comes down to it"


@pytest.mark.parametrize(("name", "answer"), [
    ("one", []), ("one", [1, 2]), ("one", [0]), ("one", [4]), ("one", [2.0]), ("one", [True]), ("one", 2), ("one", "2"), ("one", {"2": 2}),
    ("several", [2, 1]), ("several", [1, 1]), ("sort", {"1": 1}), ("sort", {"1": 1, "2": 1, "3": 2, "4": 3}), ("sort", [1, 1, 2, 2]),
    ("sort", {"1": 1, "2": 1, "3": 2, "4": 2, "5": 1}), ("order", [1, 2, 3]), ("order", [1, 2, 3, 3]), ("order", [1, 2, 3, 4, 4]),
    ("scale", 0), ("scale", 3.0), ("scale", "3"), ("scale", True), ("short", ""), ("short", 3), ("short", ["kettle"]), ("reflect", " "),
    ("profile", [2]), ("profile", [2, 6]), ("profile", [2, 3, 4]), ("profile", PROFILE), ("case", [1]),
])
def test_an_answer_that_no_words_lead_to_is_refused(name: str, answer: Any) -> None:
    assert grade_again(TEA[name], Verdict(name, TEA[name].digest, RIGHT, 1.0, answer)) is None


def test_a_verdict_on_another_question_or_an_earlier_form_of_it_is_refused() -> None:
    told, _ = judge(TEA["short"], "kettle")
    assert grade_again(TEA["one"], told) is None
    assert grade_again(TEA["short"], Verdict("short", "00000000", RIGHT, 1.0, "kettle")) is None


GOOD = {"question": "q", "digest": "d", "verdict": "right", "credit": 1, "answer": None}


@pytest.mark.parametrize("value", [
    None, [], "right", {}, GOOD | {"more": 1}, {k: v for k, v in GOOD.items() if k != "answer"}, GOOD | {"verdict": "Right"},
    GOOD | {"verdict": ["right"]}, GOOD | {"question": 1}, GOOD | {"credit": "1"}, GOOD | {"credit": True}, GOOD | {"credit": float("nan")},
    GOOD | {"credit": 2}])
def test_what_is_called_a_verdict_and_is_none(value: object) -> None:
    assert read_verdict(GOOD) == Verdict("q", "d", RIGHT, 1.0, None)
    assert read_verdict(value) is None


class Bent:
    """Whatever is asked of it raises, or is true of everything."""

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise ValueError("The truth value is ambiguous")

    def __eq__(self, other: object) -> Any:
        return self

    def __str__(self) -> str:
        raise ValueError("no text")

    __repr__ = __str__

    def __len__(self) -> int:
        raise ValueError("no length")

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(f"no {name}")


class Equal:
    """Equal to everything, and says that it is a text."""

    __class__ = str  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("kettle")


class Meta(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise ValueError("no name")


class Nameless(metaclass=Meta):
    pass


class Text(str):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __str__(self) -> str:
        return "kettle"

    lower = casefold = strip = split = __format__ = __str__  # type: ignore[assignment]


class Items(dict[Any, Any]):
    def items(self) -> Any:
        return SORTED.items()

    def __iter__(self) -> Any:
        return iter(SORTED)


class Steps(list[Any]):
    def __iter__(self) -> Any:
        return iter(STEPS)


class Cup(IntEnum):
    SMALL = 3


WORD = "Keep going: give a word or two between quotation marks, or a number."


@pytest.mark.parametrize("kind", ["Bent", "Equal", "Nameless"])
@pytest.mark.parametrize("name", sorted(TEA))
def test_no_object_bends_a_check(name: str, kind: str) -> None:
    answer = globals()[kind]()  # pytest cannot show one as a parameter
    told, sentence = judge(TEA[name], answer)
    assert (told.verdict, told.credit, told.answer) == (KEEP_GOING, 0.0, None)
    if name == "short":
        assert sentence == WORD
    for inside in ([answer], (answer,), {"Milk": answer}, *([{answer}, {answer: 1}] if kind != "Bent" else [])):
        assert judge(TEA[name], inside)[0].verdict != RIGHT


def test_of_what_is_built_in_only_the_value_counts() -> None:
    assert judge(TEA["short"], Text("cup"))[0].answer == "cup"
    assert judge(TEA["one"], Text("x"))[1].startswith("Keep going: 'x' is not one of the answers.")
    assert judge(TEA["order"], Steps(["Warm the pot"]))[0].verdict == NOT_YET
    assert judge(TEA["sort"], Items({"Milk": "In the cup"}))[0].verdict == NOT_YET
    assert judge(TEA["sort"], OrderedDict(SORTED))[0].verdict == RIGHT
    assert judge(TEA["sort"], defaultdict(list, SORTED))[0].verdict == RIGHT
    assert judge(TEA["scale"], Cup.SMALL)[0].verdict == RIGHT
    assert {type(reduce_answer(value)) for value in (Text("a"), Cup.SMALL, Items(), Steps())} == {str, int, dict, list}
    assert isinstance(reduce_answer(range(3)), Other)
    assert [type(value) for value in reduce_answer([[], 1.5, None, True])] == [Other, float, type(None), bool]  # type: ignore[attr-defined]


def test_the_name_of_a_question_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LITTLE)
    for name in (Equal(), Bent(), 3, None):
        with pytest.raises(CourseError, match="Give the name of a question first, between quotation marks"):
            selfcheck.check(name, "kettle")  # type: ignore[arg-type]


def test_a_sentence_shows_what_would_act_on_a_terminal() -> None:
    said = say(TEA["one"], "\x1b[2J\u202eevil\x9b\x07")
    assert said.startswith("Keep going: '\\x1b[2J\\u202eevil\\x9b\\x07' is not one of the answers.")


SHELL = """
import sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.displaypub import CapturingDisplayPublisher
shell = InteractiveShell.instance()
shell.display_pub = CapturingDisplayPublisher()
import selfcheck, json
selfcheck.check("short", "Kettle")
print(json.dumps([output["data"] for output in shell.display_pub.outputs]))
"""


def test_a_notebook_gets_one_output_with_the_sentence_and_the_verdict() -> None:
    done = subprocess.run([sys.executable, "-c", SHELL], cwd=LITTLE, capture_output=True, text=True, timeout=60, check=True)
    verdict, sentence = judge(TEA["short"], "Kettle")
    assert json.loads(done.stdout) == [{"text/plain": sentence, MIME: verdict.to_json()}]


def test_a_built_page_knows_the_form_and_shows_nothing_of_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [place] = project["entry-points"]["myst_nb.mime_renderers"].values()
    module, _, name = place.partition(":")
    plugin = getattr(import_module(module), name)
    assert plugin.handle_mime(None, SimpleNamespace(mime_type=MIME), False) == []
    assert plugin.handle_mime(None, SimpleNamespace(mime_type="text/plain"), False) is None
