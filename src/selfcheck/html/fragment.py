"""Turn a question into its HTML: the one fragment that pages and notebooks show.

The fragment is complete without a script: native controls, and the key with its reasons in a ``<details>``. The
script hides the key, shows the buttons and the status line, and takes what it says from :func:`write_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from .. import words
from ..markup.markdown import inline
from ..markup.tag import Html, join, tag
from ..question.kinds import Kind, kind_of
from ..question.kinds.kind import Kit
from ..question.model import Question

AddressFrom = Callable[[str, str], str | None]
"""From the file that a link or a picture stands in and the address as written, to the address in the place, or None."""


def _nowhere(path: str, address: str) -> str | None:
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
    link: AddressFrom = _nowhere
    picture: AddressFrom = _nowhere


def write_question(q: Question, place: Place) -> Html:
    """Return the HTML of a question for a place."""
    def address(of: AddressFrom) -> Callable[[str], str | None]:
        return lambda written: of(q.path, written)

    kind = kind_of(q)
    kit = Kit(place.prefix + q.id, q.id, min(place.level, 6), address(place.link), address(place.picture))
    heading = tag(f"h{kit.level}", kit.text(q.title), class_="sc-title")
    stem = tag("div", kit.blocks(q.stem), class_="sc-stem", id=kit.part("stem")) if q.stem else Html("")
    how = tag("p", kind.how(q.body), class_="sc-how", id=kit.part("how"))
    hint = tag("details", tag("summary", words.HINT), kit.blocks(q.hint), class_="sc-hint") if q.hint else Html("")
    controls, key = kind.controls(q.body, kit), kind.key(q.body, kit)
    status = tag("div", class_="sc-status", role="status")
    if kind.own_forms:
        inside = [heading, stem, how, hint, controls, status]
    else:
        described = " ".join(kit.part(name) for name in (["stem"] if stem else []) + ["how"])
        fields = tag("fieldset", tag("legend", heading), stem, hint, how, controls, class_="sc-set", aria_describedby=described)
        inside = [tag("form", fields, _actions(kind), status, class_="sc-form", method="dialog", autocomplete="off")]
    if kind.element == "question":
        explanation = tag("div", kit.blocks(q.explanation), class_="sc-explanation") if q.explanation else Html("")
        inside.append(tag("details", tag("summary", kind.key_title), key, explanation, class_="sc-key"))
    else:
        inside.append(key)
    return tag(f"selfcheck-{kind.element}", inside, class_=f"sc sc-{q.kind}", id=kit.ident, data_id=q.id, data_hash=q.digest,
               data_kind=q.kind, data_course=place.course, data_marked=kind.marked, data_outcome=q.outcome)


def _actions(kind: Kind[Any]) -> Html:
    def button(text: str, name: str, kind_of_button: str = "button", hidden: bool = True) -> Html:
        return tag("button", text, type=kind_of_button, class_=f"sc-button sc-{name}", hidden=hidden)

    buttons = [button(kind.button, "check", "submit", False)]
    if kind.marked:
        buttons += [Html(" "), button(words.SHOW, "show"), Html(" "), button(words.AGAIN, "again")]
    return tag("p", buttons, class_="sc-actions", hidden=True)


def write_quiz(name: str, title: str, questions: Iterable[Question], place: Place) -> Html:
    """Return the HTML of several questions with a score at their end.

    :param name: id of the quiz, under which its last score is kept
    :param place: where it stands; the title has the place's level and the questions the next one
    """
    ident, title_ident = (f"{place.prefix}-{part}-{name}" for part in ("quiz", "title"))
    level = min(place.level, 5)
    fragments = [write_question(q, replace(place, level=level + 1)) for q in questions]
    restart = tag("button", words.RESTART, type="button", class_="sc-button sc-restart")
    result = tag("div", tag("p", class_="sc-progress"), tag("div", class_="sc-score", role="status"),
                 tag("p", class_="sc-previous", hidden=True), tag("p", restart), class_="sc-result", hidden=True)
    heading = tag(f"h{level}", Html(inline(title)), class_="sc-quiz-title", id=title_ident)
    section = tag("section", heading, fragments, result, aria_labelledby=title_ident)
    return tag("selfcheck-quiz", section, class_="sc-quiz", id=ident, data_id=name, data_course=place.course)


def write_words(without: Collection[str] = ()) -> Html:
    """Return every sentence that the script may show, as a ``<template>``; a page needs it once.

    :param without: names of sentences that nothing on the page can say
    """
    said = (tag("span", text, data_w=name) for name, text in words.STATUS.items() if name not in without)
    return tag("template", join(said), class_="sc-words")
