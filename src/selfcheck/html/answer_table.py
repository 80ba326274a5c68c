"""The right answers alone, as a table for whoever leads a room. The reasons stand with each question."""

from __future__ import annotations

from collections.abc import Iterable

from .. import words
from ..markup.markdown import inline
from ..markup.tag import Html, Row, table, tag
from ..question.kinds import kind_of
from ..question.model import Question


def write_answers(questions: Iterable[Question]) -> Html:
    """Return an HTML table of the questions that are marked, in the order given, each with its right answer or answers."""
    rows: list[Row] = [((Html(inline(q.title)), _answer(q)), {}) for q in questions if kind_of(q).marked]
    return tag("div", table(words.KEY_COLUMNS, rows, class_="docutils keys"), class_="table-wrapper")


def _answer(question: Question) -> Html:
    kind = kind_of(question)
    lines = [Html(inline(text)) for text in kind.right_texts(question.body)]
    return lines[0] if len(lines) == 1 else tag("ol" if kind.in_sequence else "ul", [tag("li", line) for line in lines])
