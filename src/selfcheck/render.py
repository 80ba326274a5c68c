"""Turn a question into its HTML: the one fragment that pages, notebooks and handouts show.

The fragment is complete without a script: native controls, and the key with its reasons in a ``<details>``. The
script hides the key, shows the buttons and the status line, and takes what it says from :func:`words`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from html import escape

from . import strings
from .controls import CONTROLS, Kit
from .journeys import JOURNEYS
from .model import MARKED, Question, Short
from .text import blocks, inline

LinkFrom = Callable[[str, str], str | None]
"""From the file that a link stands in and the link as written, to its address, or None."""


def _no_links(path: str, link: str) -> None:
    return None


@dataclass(frozen=True)
class Place:
    """Where a fragment will stand."""

    course: str
    """Name under which the browser keeps the answers."""
    level: int = 3
    """Level of the question's heading, 2 to 6."""
    prefix: str = "q-"
    """Begins every ``id``, so that two fragments can stand on one page."""
    link: LinkFrom = _no_links


def _asks_number(q: Question) -> bool:
    return isinstance(q.body, Short) and any(a.right and a.text.isdigit() for a in q.body.forms)


def question(q: Question, place: Place) -> str:
    """Return the HTML of ``q`` for ``place``."""
    ident = place.prefix + q.id

    def link(address: str) -> str | None:
        return place.link(q.path, address)

    kit = Kit(ident, q.id, min(place.level, 6), link)
    controls, key = (CONTROLS | JOURNEYS)[q.kind](q, kit)
    element = q.kind if q.kind in ("case", "profile") else "question"
    start = (
        f'<selfcheck-{element} class="sc sc-{q.kind}" id="{ident}" data-id="{q.id}" data-hash="{q.digest}"'
        f' data-kind="{q.kind}" data-course="{escape(place.course)}"{" data-marked" if q.kind in MARKED else ""} data-outcome="{escape(q.outcome)}">'
    )
    heading = f'<h{kit.level} class="sc-title">{inline(q.title, link)}</h{kit.level}>'
    stem = f'<div class="sc-stem" id="{kit.part("stem")}">{blocks(q.stem, link)}</div>' if q.stem else ""
    how = f'<p class="sc-how" id="{kit.part("how")}">{strings.HOW["number" if _asks_number(q) else q.kind]}</p>'
    hint = f'<details class="sc-hint"><summary>{strings.HINT}</summary>{blocks(q.hint, link)}</details>' if q.hint else ""
    if q.kind == "case":  # each scene has a form of its own
        body = f"{heading}{stem}{how}{hint}{controls}{_status()}"
    else:
        described = " ".join(kit.part(name) for name in (["stem"] if stem else []) + ["how"])
        body = (
            f'<form class="sc-form" method="dialog" autocomplete="off"><fieldset class="sc-set" aria-describedby="{described}">'
            f"<legend>{heading}</legend>{stem}{hint}{how}{controls}</fieldset>{_actions(q.kind)}{_status()}</form>"
        )
    explanation = f'<div class="sc-explanation">{blocks(q.explanation, link)}</div>' if q.explanation else ""
    if q.kind == "profile":
        return f"{start}{body}{key}</selfcheck-{element}>"
    if q.kind == "case":
        return f"{start}{body}</selfcheck-{element}>"
    summary = strings.KEY_REFLECT if q.kind == "reflect" else strings.KEY
    return f'{start}{body}<details class="sc-key"><summary>{summary}</summary>{key}{explanation}</details></selfcheck-{element}>'


def _actions(kind: str) -> str:
    label = {"reflect": strings.COMPARE, "profile": strings.SHOW_PROFILE}.get(kind, strings.CHECK)
    more = ""
    if kind in MARKED:
        more = (f' <button type="button" class="sc-button sc-show" hidden>{strings.SHOW}</button>'
                f' <button type="button" class="sc-button sc-again" hidden>{strings.AGAIN}</button>')
    return f'<p class="sc-actions" hidden><button type="submit" class="sc-button sc-check">{label}</button>{more}</p>'


def _status() -> str:
    return '<div class="sc-status" role="status"></div>'


def quiz(name: str, title: str, questions: Iterable[Question], place: Place) -> str:
    """Return the HTML of several questions with a score at their end.

    :param name: id of the quiz, under which its last score is kept
    :param place: where it stands; the title has the place's level and the questions the next one
    """
    ident, title_ident = (escape(f"{place.prefix}-{part}-{name}") for part in ("quiz", "title"))
    level = min(place.level, 5)
    inner = Place(place.course, level + 1, place.prefix, place.link)
    fragments = "".join(question(q, inner) for q in questions)
    return (
        f'<selfcheck-quiz class="sc-quiz" id="{ident}" data-id="{escape(name)}" data-course="{escape(place.course)}">'
        f'<section aria-labelledby="{title_ident}"><h{level} class="sc-quiz-title" id="{title_ident}">{inline(title)}</h{level}>'
        f'{fragments}<div class="sc-result" hidden><p class="sc-progress"></p><div class="sc-score" role="status"></div>'
        f'<p class="sc-previous" hidden></p><p><button type="button" class="sc-button sc-restart">{strings.RESTART}</button></p>'
        f"</div></section></selfcheck-quiz>"
    )


def words(without: Collection[str] = ()) -> str:
    """Return every sentence that the script may show, as a ``<template>``; a page needs it once.

    :param without: names of sentences that nothing on the page can say
    """
    spans = "".join(f'<span data-w="{name}">{escape(text)}</span>' for name, text in strings.STATUS.items() if name not in without)
    return f'<template class="sc-words">{spans}</template>'
