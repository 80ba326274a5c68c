"""The right answers alone, as a table for whoever leads a room. The reasons stand with each question."""

from __future__ import annotations

from collections.abc import Iterable

from . import strings
from .model import MARKED, Choice, Order, Question, Scale, Short, Sort
from .text import inline


def table(questions: Iterable[Question]) -> str:
    """Return an HTML table of the questions that are marked, in the order given, each with its right answer or answers."""
    head = "".join(f'<th scope="col">{name}</th>' for name in strings.KEY_COLUMNS)
    rows = "".join(f'<tr><th scope="row">{inline(q.title)}</th><td>{_answer(q)}</td></tr>' for q in questions if q.kind in MARKED)
    return f'<div class="table-wrapper"><table class="docutils keys"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _answer(question: Question) -> str:
    body = question.body
    match body:
        case Choice():
            return _list(a.text for a in body.answers if a.right)
        case Sort():
            return _list(f"{a.text}: {body.groups[group]}" for group, a in body.items)
        case Order():
            return _list((step.text for step in body.steps), "ol")
        case Scale():
            steps = str(body.low) if body.low == body.high else f"{body.low} {strings.TO} {body.high}"
            return f"{steps} ({body.span.first}: {inline(body.span.first_end)}; {body.span.last}: {inline(body.span.last_end)})"
        case Short():
            return inline(next(form.text for form in body.forms if form.right))
    raise AssertionError(question.kind)  # every marked kind has its case above


def _list(texts: Iterable[str], element: str = "ul") -> str:
    lines = [inline(text) for text in texts]
    return lines[0] if len(lines) == 1 else f"<{element}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{element}>"
