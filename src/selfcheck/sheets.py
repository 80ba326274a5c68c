"""What is made of several questions besides a quiz: a worksheet to keep as a document, a check by outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

from . import docx, render, strings
from .model import Question
from .text import inline


def worksheet(name: str, title: str, questions: Iterable[Question], place: render.Place) -> str:
    """Return the HTML of several reflections that make one document.

    :param name: id of the worksheet, and name of the file that it is downloaded as
    """
    ident = f"{place.prefix}sheet-{name}"
    level = min(place.level, 5)
    inner = replace(place, level=level + 1)
    parts = "".join(render.question(q, inner) for q in questions)
    return (
        f'<selfcheck-worksheet class="sc-quiz sc-worksheet" data-id="{escape(name)}" data-empty="{strings.SHEET_EMPTY}"'
        f' data-done="{strings.SHEET_DONE}"><section aria-labelledby="{ident}">'
        f'<h{level} class="sc-quiz-title" id="{ident}">{escape(title)}</h{level}>{parts}'
        f'<p class="sc-worksheet-actions sc-actions" hidden>'
        f'<button type="button" class="sc-button sc-print">{strings.SHEET_PRINT}</button> '
        f'<button type="button" class="sc-button sc-download">{strings.SHEET_DOWNLOAD}</button></p>'
        f'<div class="sc-worksheet-status" role="status"></div></section>{docx.template()}</selfcheck-worksheet>'
    )


def check(name: str, against: str, quiz: str, outcomes: Mapping[str, str], place: render.Place) -> str:
    """Return the HTML of a quiz with what was right at the first try, outcome by outcome.

    :param name: id of the check, under which its result is kept
    :param against: id of an earlier check to show the gain from, or ``""``
    :param quiz: HTML of its quiz
    :param outcomes: the outcomes that it asks for, with their texts
    """
    columns = strings.CHECK_COLUMNS if against else strings.CHECK_COLUMNS[:1] + strings.CHECK_COLUMNS[2:3]
    cells = ("before", "now", "gain") if against else ("now",)
    head = "".join(f'<th scope="col">{c}</th>' for c in columns)
    rows = "".join(
        f'<tr data-outcome="{outcome}"><th scope="row">{inline(text)}</th>' + "".join(f'<td data-cell="{c}"></td>' for c in cells) + "</tr>"
        for outcome, text in outcomes.items())
    return (
        f'<selfcheck-check class="sc-check-block" id="{place.prefix}check-{name}" data-id="{escape(name)}" data-against="{escape(against)}"'
        f' data-course="{escape(place.course)}">{quiz}<div class="sc-gain sc-wide" role="region" tabindex="0"'
        f' aria-label="{strings.CHECK_TITLE}" hidden><table><caption>{strings.CHECK_TITLE}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></selfcheck-check>"
    )
