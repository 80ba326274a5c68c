"""What is made of several questions besides a quiz: a worksheet to keep as a document, a check by outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .. import words
from ..markup.markdown import inline
from ..markup.tag import Html, table, tag
from ..question.model import Question
from . import word_template
from .fragment import Place, write_question


def write_worksheet(name: str, title: str, questions: Iterable[Question], place: Place) -> Html:
    """Return the HTML of several reflections that make one document.

    :param name: id of the worksheet, and name of the file that it is downloaded as
    """
    ident = f"{place.prefix}sheet-{name}"
    level = min(place.level, 5)
    parts = [write_question(q, replace(place, level=level + 1)) for q in questions]
    buttons = [tag("button", words.SHEET_PRINT, type="button", class_="sc-button sc-print"), " ",
               tag("button", words.SHEET_DOWNLOAD, type="button", class_="sc-button sc-download")]
    section = tag(
        "section", tag(f"h{level}", title, class_="sc-quiz-title", id=ident), parts,
        tag("p", buttons, class_="sc-worksheet-actions sc-actions", hidden=True),
        tag("div", class_="sc-worksheet-status", role="status"), aria_labelledby=ident)
    return tag("selfcheck-worksheet", section, word_template.write_template(), class_="sc-quiz sc-worksheet", data_id=name,
               data_empty=words.SHEET_EMPTY, data_done=words.SHEET_DONE)


def write_check(name: str, against: str, quiz: Html, outcomes: Mapping[str, str], place: Place) -> Html:
    """Return the HTML of a quiz with what was right at the first try, outcome by outcome.

    :param name: id of the check, under which its result is kept
    :param against: id of an earlier check to show the gain from, or ``""``
    :param quiz: HTML of its quiz
    :param outcomes: the outcomes that it asks for, with their texts
    """
    columns = words.CHECK_COLUMNS if against else [words.CHECK_COLUMNS[0], words.CHECK_COLUMNS[2]]
    rows = []
    for outcome, text in outcomes.items():
        cells = [tag("td", data_cell=cell) for cell in (("before", "now", "gain") if against else ("now",))]
        rows.append(tag("tr", tag("th", Html(inline(text)), scope="row"), cells, data_outcome=outcome))
    told = table(columns, Html("".join(rows)), caption=words.CHECK_TITLE)
    gain = tag("div", told, class_="sc-gain sc-wide", role="region", tabindex=0, aria_label=words.CHECK_TITLE, hidden=True)
    return tag("selfcheck-check", quiz, gain, class_="sc-check-block", id=f"{place.prefix}check-{name}", data_id=name,
               data_against=against, data_course=place.course)
