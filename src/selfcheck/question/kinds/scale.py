"""Place something on a scale: two named ends, and a range of steps that is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.tag import Html, tag
from ..attempt import Grade, Reading, is_number, refuse, whole
from ..model import Span
from ..outline import Part, Prose, Reason, Steps
from ..problems import brief
from ..source import Written, end_of_span, read_span
from .kind import Kind, Kit, Teaching, reasons, steps, verdict


@dataclass(frozen=True)
class Scale:
    """Place something on a line; every step from ``low`` to ``high`` is accepted."""

    span: Span
    low: int
    high: int
    why: str
    too_low: str
    too_high: str
    lines: tuple[int, int, int] = (0, 0, 0)
    """Lines of ``why``, ``too_low`` and ``too_high``, for messages."""
    kind = "scale"

    def essence(self) -> object:
        return [self.span.first_end, self.span.last_end, [*self.span.steps], self.low, self.high]

    @property
    def accepted(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} {words.TO} {self.high}"


def accepted_range(text: str) -> tuple[int, int] | None:
    """Return the steps that a line accepts, or None for another line."""
    accept, to = (re.escape(words.keyword(name)) for name in ("accept", "to-step"))
    match = re.match(rf"{accept} (-?\d{{1,9}})(?: {to} (-?\d{{1,9}}))?\Z", text)
    return (int(match[1]), int(match[2] or match[1])) if match else None


class PlaceOnScale(Kind[Scale]):
    """Place on a scale."""

    name = "scale"

    def fits(self, written: Written) -> bool:
        return bool(written.lists) and any(end_of_span(text) or accepted_range(text) for text in written.texts)

    def read(self, written: Written) -> Scale | None:
        rows, report = written.rows, written.report
        if not rows:
            return None
        span, quotes, rest = read_span(rows, rows[0][0], report)
        found = None
        for line, text, why in rest:
            if accepted := accepted_range(text):
                if found:
                    report(line, "line-twice/range", word=words.keyword("accept"))
                found = (*accepted, why, line)
            else:
                report(line, "odd-scale", text=brief(text))
        if found is None:
            report(rows[0][0], "no-key/scale")
        if span is None or found is None:
            return None
        low, high, why, line = found
        if not span.first <= low <= high <= span.last:
            report(line, "bad-range", range=f"{low} {words.keyword('to-step')} {high}", first=span.first, last=span.last)
        if (low, high) == (span.first, span.last):
            report(line, "all-key/scale")
        (low_line, too_low), (high_line, too_high) = quotes["from"], quotes["to"]
        needed = [(why, line, "range"), (too_low or low == span.first, low_line, "low"), (too_high or high == span.last, high_line, "high")]
        for there, at, name in needed:
            if not there:
                report(at, f"no-feedback/{name}")
        return Scale(span, low, high, why, too_low, too_high, (line, low_line, high_line))

    def teaching(self, body: Scale) -> Iterator[Teaching]:
        why, low, high = body.lines
        yield Teaching(why, words.keyword("accept"), body.why, False)
        for line, name, text in ((low, "from", body.too_low), (high, "to", body.too_high)):
            if text:
                yield Teaching(line, words.keyword(name), text, True)

    def texts(self, body: Scale) -> Iterator[tuple[int, str]]:
        yield body.lines[1], body.span.first_end
        yield body.lines[2], body.span.last_end

    def controls(self, body: Scale, kit: Kit) -> Html:
        span = body.span
        row = steps(span.first, span.first_end, span.last, span.last_end, kit.part("step"), kit)
        return tag("div", tag("div", row, class_="sc-answer", data_k=0), class_="sc-answers")

    def key(self, body: Scale, kit: Kit) -> Html:
        rows = [tag("li", verdict(words.ACCEPTED), f": {body.accepted}", kit.why(body.why), data_k="ok", data_right=True)]
        for name, label, text in (("low", words.TOO_LOW, body.too_low), ("high", words.TOO_HIGH, body.too_high)):
            if text:
                rows.append(tag("li", verdict(label), kit.why(text), data_k=name))
        return reasons(rows, data_low=body.low, data_high=body.high)

    def parse(self, body: Scale, answer: Any) -> Reading:
        step = whole(answer)
        return Reading(step) if step in body.span.steps else refuse("number", first=body.span.first, last=body.span.last)

    def right(self, body: Scale) -> dict[str, Any]:
        return {"low": body.low, "high": body.high}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        note = "low" if numbers < right["low"] else "high" if numbers > right["high"] else "ok"
        return Grade(int(note == "ok"), note=note)

    def feedback(self, body: Scale, numbers: Any, grade: Grade | None) -> list[str]:
        return [{"low": body.too_low, "high": body.too_high}.get(grade.note if grade else "", body.why)]

    def saved(self, body: Scale, kept: object) -> Any:
        return kept if is_number(kept) and kept in body.span.steps else None

    def asked(self, body: Scale, name: str) -> list[Part]:
        return [Steps("", body.span)]

    def answers(self, body: Scale) -> list[Prose | Reason]:
        return [Reason(words.ACCEPTED, body.accepted, body.why)]

    def right_texts(self, body: Scale) -> list[str]:
        return [f"{body.accepted} ({body.span.first}: {body.span.first_end}; {body.span.last}: {body.span.last_end})"]
