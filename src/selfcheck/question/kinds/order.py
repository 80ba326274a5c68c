"""Put steps in order: a numbered list, in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.tag import Html, tag
from ..attempt import Grade, Reading, find_all, missing, picked, refuse, texts_of
from ..model import Answer
from ..outline import Box, Part, Prose, Reason
from ..source import Written, as_answers
from .kind import Kind, Kit, Teaching, reasons, shuffled


@dataclass(frozen=True)
class Order:
    """Put steps in order; they stand here in the right one."""

    steps: tuple[Answer, ...]
    kind = "order"

    def essence(self) -> object:
        return [a.text for a in self.steps]


class PutInOrder(Kind[Order]):
    """Put in order."""

    name = "order"
    says = ("moved", "row-place", "row-right", "row-wrong")
    in_sequence = True

    def fits(self, written: Written) -> bool:
        return written.numbered

    def read(self, written: Written) -> Order | None:
        rows = written.rows
        if not rows:
            return None
        if len(rows) < 3:
            written.report(rows[0][0], "few-steps")
        return Order(tuple(as_answers(rows, written.report)))

    def teaching(self, body: Order) -> Iterator[Teaching]:
        for step in body.steps:
            yield Teaching(step.line, step.text, step.feedback, False)

    def controls(self, body: Order, kit: Kit) -> Html:
        rows = []
        for index in shuffled(kit.question, [s.text for s in body.steps]):
            ident = kit.part(index + 1)
            buttons = [
                tag("button", label, type="button", class_=f"sc-button sc-{way}", id=f"{ident}-{way}",
                    aria_labelledby=f"{ident}-{way} {ident}", hidden=True)
                for way, label in (("up", words.UP), ("down", words.DOWN))]
            rows.append(tag("li", tag("span", kit.text(body.steps[index].text), class_="sc-text", id=ident),
                            tag("span", buttons, class_="sc-moves"), class_="sc-answer", data_k=index + 1))
        return tag("ol", rows, class_="sc-answers")

    def key(self, body: Order, kit: Kit) -> Html:
        return reasons([tag("li", kit.text(s.text), kit.why(s.feedback), data_k=n) for n, s in enumerate(body.steps, 1)], "ol")

    def parse(self, body: Order, answer: Any) -> Reading:
        given = texts_of(answer, ordered=True)
        if given is None:
            return refuse("order")
        steps = [s.text for s in body.steps]
        found, trouble = find_all(given, steps)
        left = [text for n, text in enumerate(steps, 1) if n not in found]
        if trouble or left:
            return trouble or missing(left)
        return Reading(found) if len(found) == len(steps) else refuse("twice")

    def right(self, body: Order) -> dict[str, Any]:
        return {"order": [n for n, _ in enumerate(body.steps, 1)]}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        return Grade(sum(n == fit for n, fit in zip(numbers, right["order"], strict=False)), len(right["order"]))

    def feedback(self, body: Order, numbers: Any, grade: Grade | None) -> list[str]:
        return [] if grade is None or grade.right else [words.CHECKS["part"].format(got=grade.got, all=grade.all)]

    def saved(self, body: Order, kept: object) -> Any:
        return picked([s.text for s in body.steps], kept)

    def asked(self, body: Order, name: str) -> list[Part]:
        texts = [s.text for s in body.steps]
        return [Box(texts[n]) for n in shuffled(name, texts)]

    def answers(self, body: Order) -> list[Prose | Reason]:
        return [Reason(str(n), s.text, s.feedback) for n, s in enumerate(body.steps, 1)]

    def right_texts(self, body: Order) -> list[str]:
        return [s.text for s in body.steps]
