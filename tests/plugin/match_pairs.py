"""Match pairs: a kind of question that is not in the engine, as a course would bring it.

It is written as a list of items with an equals sign, each with a quote under it::

    - A kettle = boils the water
      > It has a spout, and stands on the stove.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfcheck import words
from selfcheck.markup.markdown import plain
from selfcheck.markup.tag import Html, tag
from selfcheck.question.attempt import Grade, Reading, find, is_number, listed, placed, quoted, refuse
from selfcheck.question.kinds import Kind
from selfcheck.question.kinds.kind import Kit, Teaching, reasons, shuffled, verdict
from selfcheck.question.outline import Gap, Part, Prose, Reason
from selfcheck.question.problems import brief
from selfcheck.question.source import Written

SIGN = " = "


@dataclass(frozen=True)
class Pair:
    """Two things that belong together, and why."""

    left: str
    right: str
    feedback: str
    line: int


@dataclass(frozen=True)
class Pairs:
    """Find for each thing on the left what belongs to it."""

    pairs: tuple[Pair, ...]
    kind = "pairs"

    def essence(self) -> object:
        return sorted((p.left, p.right) for p in self.pairs)


class MatchPairs(Kind[Pairs]):
    """Match pairs."""

    name = "pairs"
    script = Path(__file__).with_suffix(".js")
    says = ("row-right", "row-wrong", "row-group")
    problems = {  # noqa: RUF012 (nobody writes to it)
        "odd-pair": ("'{text}' is no pair", "write it as 'one thing = what belongs to it'"),
        "few-pairs": ("there is one pair", "write at least two"),
    }

    def fits(self, written: Written) -> bool:
        return bool(written.lists) and any(SIGN in text for text in written.texts)

    def read(self, written: Written) -> Pairs | None:
        pairs = []
        for line, text, feedback in written.rows:
            left, sign, right = text.partition(SIGN)
            if not sign:
                written.report(line, "odd-pair", text=brief(text))
                continue
            if not feedback:
                written.report(line, "no-feedback", answer=brief(text))
            pairs.append(Pair(left.strip(), right.strip(), feedback, line))
        if len(pairs) == 1:
            written.report(pairs[0].line, "few-pairs")
        return Pairs(tuple(pairs)) if pairs else None

    def teaching(self, body: Pairs) -> Iterator[Teaching]:
        for p in body.pairs:
            yield Teaching(p.line, f"{p.left}{SIGN}{p.right}", p.feedback, False)

    def how(self, body: Pairs) -> str:
        return "Choose for each line what belongs to it."

    def controls(self, body: Pairs, kit: Kit) -> Html:
        pairs = body.pairs
        mixed = shuffled(kit.question, [p.right for p in pairs])
        options = [tag("option", words.CHOOSE_GROUP, value=""), *(tag("option", plain(pairs[n].right), value=n + 1) for n in mixed)]
        rows = [tag("div", tag("label", kit.text(p.left), for_=kit.part(n)), tag("select", options, id=kit.part(n), name=kit.part(n)),
                    class_="sc-answer", data_k=n) for n, p in enumerate(pairs, 1)]
        return tag("div", rows, class_="sc-answers")

    def key(self, body: Pairs, kit: Kit) -> Html:
        return reasons([tag("li", kit.text(p.left), ": ", verdict(kit.text(p.right)), kit.why(p.feedback), data_k=n)
                        for n, p in enumerate(body.pairs, 1)])

    def parse(self, body: Pairs, answer: Any) -> Reading:
        where, trouble = placed(answer, [p.left for p in body.pairs], "sort")
        if trouble:
            return trouble
        rights = [p.right for p in body.pairs]
        numbers = {str(n): find(given, rights) for n, given in sorted(where.items())}
        odd = next((n for n, number in numbers.items() if not number), None)
        return Reading(numbers) if odd is None else refuse("unknown", answer=quoted(where[int(odd)]), answers=listed(rights))

    def right(self, body: Pairs) -> dict[str, Any]:
        return {"pairs": len(body.pairs)}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        return Grade(sum(n == str(number) for n, number in numbers.items()), right["pairs"])

    def feedback(self, body: Pairs, numbers: Any, grade: Grade | None) -> list[str]:
        return [] if grade is None or grade.right else [words.CHECKS["part"].format(got=grade.got, all=grade.all)]

    def saved(self, body: Pairs, kept: object) -> Any:
        given = kept if isinstance(kept, dict) else {}
        found = {n: given.get(str(n)) for n, _ in enumerate(body.pairs, 1)}
        return {plain(body.pairs[n - 1].left): plain(body.pairs[number - 1].right) for n, number in found.items()
                if is_number(number) and 1 <= number <= len(body.pairs)}

    def asked(self, body: Pairs, name: str) -> list[Part]:
        pairs = body.pairs
        mixed = shuffled(name, [p.right for p in pairs])
        return [Prose("; ".join(pairs[n].right for n in mixed)), *(Gap(p.left) for p in pairs)]

    def answers(self, body: Pairs) -> list[Prose | Reason]:
        return [Reason(p.left, p.right, p.feedback) for p in body.pairs]

    def right_texts(self, body: Pairs) -> list[str]:
        return [f"{p.left}: {p.right}" for p in body.pairs]


KIND = MatchPairs()
