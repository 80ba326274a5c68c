"""Choose one answer, or every answer that fits: a list of boxes, one or more ticked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.tag import Html, tag
from ..attempt import Grade, Reading, find_all, picked, refuse, texts_of
from ..model import Answer
from ..outline import Box, Part, Prose, Reason
from ..problems import brief
from ..source import Written, as_answers, ticked
from .kind import Kind, Kit, Teaching, reasons, verdict


@dataclass(frozen=True)
class Choice:
    """Choose one or choose several: as many as the author ticked."""

    answers: tuple[Answer, ...]

    @property
    def kind(self) -> str:
        return "several" if sum(a.right for a in self.answers) > 1 else "one"

    def essence(self) -> object:
        return sorted((a.text, a.right) for a in self.answers)


class One(Kind[Choice]):
    """Choose one. The general form of a list, so it comes last in the registry."""

    name = "one"
    control = "radio"

    def fits(self, written: Written) -> bool:
        return bool(written.lists) and not written.numbered

    def read(self, written: Written) -> Choice | None:
        rows, report = written.rows, written.report
        if not rows:
            return None
        right, bare = [], []
        for line, text, feedback in rows:
            if box := ticked(text):
                right.append(box[0])
                bare.append((line, box[1], feedback))
            else:
                report(line, "no-box", answer=brief(text))
        answers = tuple(Answer(a.text, a.feedback, a.line, r) for a, r in zip(as_answers(bare, report), right, strict=True))
        if len(rows) < 2:
            report(rows[0][0], "one-answer")
        elif len(bare) == len(rows) and not any(right):
            report(rows[0][0], "no-key")
        elif len(bare) == len(rows) and all(right):
            report(rows[0][0], "all-key")
        return Choice(answers)

    def teaching(self, body: Choice) -> Iterator[Teaching]:
        for a in body.answers:
            yield Teaching(a.line, a.text, a.feedback, not a.right)

    def controls(self, body: Choice, kit: Kit) -> Html:
        rows = []
        for number, answer in enumerate(body.answers, 1):
            ident = kit.part(number)
            control = tag("input", type=self.control, name=kit.ident, value=number, id=ident)
            rows.append(tag("div", control, tag("label", kit.text(answer.text), for_=ident), class_="sc-answer", data_k=number))
        return tag("div", rows, class_="sc-answers")

    def key(self, body: Choice, kit: Kit) -> Html:
        return reasons([
            tag("li", verdict(words.RIGHT if a.right else words.WRONG), ": ", kit.text(a.text), kit.why(a.feedback),
                data_k=number, data_right=a.right)
            for number, a in enumerate(body.answers, 1)])

    def parse(self, body: Choice, answer: Any) -> Reading:
        if not isinstance(answer, str):
            return refuse("one")
        found, trouble = find_all([answer], [a.text for a in body.answers])
        return trouble or Reading(found)

    def right(self, body: Choice) -> dict[str, Any]:
        return {"right": [n for n, a in enumerate(body.answers, 1) if a.right]}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        got = sum(n in right["right"] for n in numbers)
        return Grade(got, len(right["right"]), len(numbers) - got)

    def feedback(self, body: Choice, numbers: Any, grade: Grade | None) -> list[str]:
        return [body.answers[n - 1].feedback for n in numbers]

    def saved(self, body: Choice, kept: object) -> Any:
        chosen = picked([a.text for a in body.answers], kept)
        return chosen[0] if chosen else None

    def asked(self, body: Choice, name: str) -> list[Part]:
        return [Box(a.text) for a in body.answers]

    def answers(self, body: Choice) -> list[Prose | Reason]:
        return [Reason(words.RIGHT if a.right else words.WRONG, a.text, a.feedback) for a in body.answers]

    def right_texts(self, body: Choice) -> list[str]:
        return [a.text for a in body.answers if a.right]


class Several(One):
    """Choose several: written as choose one, with more than one box ticked."""

    name = "several"
    says = ("part-several",)
    control = "checkbox"

    def fits(self, written: Written) -> bool:
        return False  # the body that One reads says which of the two it is

    def parse(self, body: Choice, answer: Any) -> Reading:
        given = texts_of(answer, ordered=False)
        if given is None:
            return refuse("several")
        found, trouble = find_all(given, [a.text for a in body.answers])
        return trouble or Reading(sorted(set(found)))

    def feedback(self, body: Choice, numbers: Any, grade: Grade | None) -> list[str]:
        if grade is None or grade.right:
            return super().feedback(body, numbers, grade)
        told = [words.CHECKS["found"].format(got=grade.got, all=grade.all)]
        if grade.wrong:
            told.append(words.CHECKS["not-belonging"].format(wrong=grade.wrong))
        chosen = (body.answers[n - 1] for n in numbers)
        return [*told, *(f"'{a.text}': {a.feedback}" for a in chosen if not a.right)]

    def saved(self, body: Choice, kept: object) -> Any:
        return picked([a.text for a in body.answers], kept)
