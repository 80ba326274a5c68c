"""Type a word or two, or a number: accepted forms, known wrong ones, and what is said of anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.tag import Html, tag
from ..attempt import Grade, Reading, refuse
from ..model import Answer, fold
from ..outline import Lines, Part, Prose, Reason
from ..problems import brief
from ..source import Written
from ..typed import as_it_stands, find_text, spelling
from .kind import Kind, Kit, Teaching, reasons, verdict

_PLAIN = re.compile(r"[\w\s.,;:!?'’-]*\w[\w\s.,;:!?'’-]*\Z")
"""A form without signs that tell it from another one that is spelt alike, such as ``A+`` from ``A``."""
SEPARATOR = "|"
"""Stands between the forms in the page, so no form can hold it."""


@dataclass(frozen=True)
class Short:
    """Type a word or two. Forms are compared by :func:`selfcheck.question.typed.find_text`."""

    forms: tuple[Answer, ...]
    """Accepted forms (``right``) and known wrong ones, each with feedback."""
    otherwise: str
    """Feedback for anything else."""
    line: int = 0
    """Line of ``otherwise``, for messages."""
    kind = "short"

    def essence(self) -> object:
        return sorted(fold(a.text) for a in self.forms if a.right)

    def notes(self) -> dict[tuple[bool, str], list[str]]:
        """Return the forms that share a verdict and its feedback."""
        found: dict[tuple[bool, str], list[str]] = {}
        for form in self.forms:
            found.setdefault((form.right, form.feedback), []).append(form.text)
        return found


def _form(text: str) -> tuple[bool, str] | None:
    """Return whether a line gives an accepted form, and the form; None for another line."""
    for name in ("answer", "not"):
        if match := re.match(rf"{re.escape(words.keyword(name))}: *(\S.*)\Z", text, re.S):
            return name == "answer", match[1].strip()
    return None


class TypeShortAnswer(Kind[Short]):
    """Short answer."""

    name = "short"

    def fits(self, written: Written) -> bool:
        return bool(written.lists) and any(_form(text) for text in written.texts)

    def read(self, written: Written) -> Short | None:
        rows, report = written.rows, written.report
        if not rows:
            return None
        otherwise, otherwise_line = "", 0
        answers: list[Answer] = []
        carried = {True: "", False: ""}
        seen: dict[str, int] = {}
        for line, text, feedback in rows:
            if text.rstrip(".:") == words.keyword("otherwise"):
                if otherwise:
                    report(line, "line-twice", word=words.keyword("otherwise"))
                otherwise, otherwise_line = feedback, line
            elif found := _form(text):
                right, form = found
                carried[right] = feedback or carried[right]
                if not carried[right]:
                    report(line, "no-feedback/form", answer=brief(form))
                if SEPARATOR in form:
                    report(line, "bad-form", answer=brief(form))
                same = spelling(form) if _PLAIN.match(form) else as_it_stands(form)
                if same in seen:
                    report(line, "equal-answers/form", answer=brief(form), line=seen[same])
                seen[same] = line
                answers.append(Answer(form, carried[right], line, right))
            else:
                report(line, "odd-form", text=brief(text))
        if not otherwise:
            report(rows[-1][0], "no-otherwise")
        if not any(a.right for a in answers):
            report(rows[0][0], "no-key/form")
        return Short(tuple(answers), otherwise, otherwise_line)

    def teaching(self, body: Short) -> Iterator[Teaching]:
        for form in body.forms:
            yield Teaching(form.line, form.text, form.feedback, not form.right)
        yield Teaching(body.line, words.keyword("otherwise"), body.otherwise, True)

    def how(self, body: Short) -> str:
        number = any(form.right and form.text.isdigit() for form in body.forms)
        return str(words.HOW["number" if number else self.name])

    def controls(self, body: Short, kit: Kit) -> Html:
        ident = kit.part(1)
        field = tag("input", type="text", class_="sc-input", id=ident, name=ident, autocapitalize="none")
        row = tag("div", tag("label", words.YOUR_ANSWER, for_=ident), field, class_="sc-answer", data_k=0)
        return tag("div", row, class_="sc-answers")

    def key(self, body: Short, kit: Kit) -> Html:
        rows = [
            tag("li", verdict(words.ACCEPTED if right else words.NOT_ACCEPTED), ": ", ", ".join(texts), kit.why(feedback),
                data_k=number, data_forms=SEPARATOR.join(texts), data_right=right)
            for number, ((right, feedback), texts) in enumerate(body.notes().items(), 1)]
        return reasons([*rows, tag("li", verdict(words.OTHERWISE), kit.why(body.otherwise), data_k="else")])

    def parse(self, body: Short, answer: Any) -> Reading:
        if isinstance(answer, bool) or not isinstance(answer, int | float | str):
            return refuse("word")
        try:
            return Reading(answer if isinstance(answer, str) else str(int(answer) if answer == int(answer) else answer))
        except (ValueError, OverflowError):  # nan, infinity, or more digits than Python writes out
            return refuse("word")

    def right(self, body: Short) -> dict[str, Any]:
        return {"forms": [{"k": str(n), "right": right, "texts": texts}
                          for n, ((right, _), texts) in enumerate(body.notes().items(), 1)]}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        forms = [(text, form) for form in right["forms"] for text in form["texts"]]
        place = find_text(numbers, [text for text, _ in forms])
        if place is None:
            return Grade(0, note="else")
        form = forms[place][1]
        return Grade(int(form["right"]), note=form["k"])

    def feedback(self, body: Short, numbers: Any, grade: Grade | None) -> list[str]:
        place = find_text(numbers, [form.text for form in body.forms])
        return [body.otherwise if place is None else body.forms[place].feedback]

    def saved(self, body: Short, kept: object) -> Any:
        return kept if isinstance(kept, str) else None

    def asked(self, body: Short, name: str) -> list[Part]:
        return [Lines(1)]

    def answers(self, body: Short) -> list[Prose | Reason]:
        forms = [a for a in body.forms if a.right]
        return [Reason(words.ACCEPTED, ", ".join(a.text for a in forms), forms[0].feedback)]

    def right_texts(self, body: Short) -> list[str]:
        return [next(form.text for form in body.forms if form.right)]
