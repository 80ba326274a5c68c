"""The controls and the key of each kind of question that has one set of controls, as HTML.

Every thing that can be picked or placed has a number in the author's order, its ``data-k``; the key uses the same
numbers. What is right stands in the key alone: the script reads it there, and so does a reader without a script.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from . import strings
from .model import Choice, Order, Question, Reflect, Scale, Short, Sort, Span
from .text import Link, Picture, blocks, inline, no_address, plain


@dataclass(frozen=True)
class Kit:
    """What a kind needs to know about the place it is shown in."""

    ident: str
    """The fragment's own ``id``."""
    name: str
    level: int
    link: Link
    picture: Picture = no_address

    def part(self, name: str | int) -> str:
        """Return the ``id`` of a part of the fragment. No question's id has two hyphens, so none can be equal to it."""
        return f"{self.ident}--{name}"

    def text(self, source: str) -> str:
        return inline(source, self.link, self.picture)

    def blocks(self, source: str) -> str:
        return blocks(source, self.link, self.picture)

    def why(self, source: str) -> str:
        return f'<div class="sc-why">{self.blocks(source)}</div>'


Parts = tuple[str, str]
"""HTML of the controls, HTML of the key."""


def shuffled(question_id: str, texts: list[str]) -> list[int]:
    """Return the numbers of ``texts`` in an order that looks mixed and is the same at every build.

    It is neither the given one nor that one turned round.
    """
    order = sorted(range(len(texts)), key=lambda n: hashlib.sha256(f"{question_id}{texts[n]}".encode()).digest())
    return order[1:] + order[:1] if order in (sorted(order), sorted(order, reverse=True)) else order


def _choice(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Choice)
    control = "checkbox" if q.kind == "several" else "radio"
    rows, key = [], []
    for number, answer in enumerate(q.body.answers, 1):
        ident, text = kit.part(number), kit.text(answer.text)
        rows.append(
            f'<div class="sc-answer" data-k="{number}"><input type="{control}" name="{kit.ident}" value="{number}" id="{ident}">'
            f'<label for="{ident}">{text}</label></div>'
        )
        verdict = strings.RIGHT if answer.right else strings.WRONG
        key.append(f'<li data-k="{number}"{" data-right" if answer.right else ""}><strong class="sc-verdict">{verdict}</strong>: '
                   f"{text}{kit.why(answer.feedback)}</li>")
    return f'<div class="sc-answers">{"".join(rows)}</div>', f'<ul class="sc-reasons">{"".join(key)}</ul>'


def _sort(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Sort)
    body = q.body
    options = f'<option value="">{strings.CHOOSE_GROUP}</option>' + "".join(
        f'<option value="{n}">{escape(plain(g))}</option>' for n, g in enumerate(body.groups, 1))
    rows = []
    for index in shuffled(q.id, [a.text for _, a in body.items]):
        ident, text = kit.part(index + 1), kit.text(body.items[index][1].text)
        rows.append(
            f'<div class="sc-answer" data-k="{index + 1}"><label for="{ident}">{text}</label>'
            f'<select id="{ident}" name="{ident}">{options}</select></div>'
        )
    key = "".join(
        f'<li data-k="{n}" data-right="{group + 1}">{kit.text(a.text)}: '
        f'<strong class="sc-verdict">{kit.text(body.groups[group])}</strong>{kit.why(a.feedback)}</li>'
        for n, (group, a) in enumerate(body.items, 1)
    )
    names = ", ".join(map(kit.text, body.groups))  # on paper no menu opens
    controls = f'<p class="sc-on-paper">{strings.SORTED_INTO}: {names}</p><div class="sc-answers">{"".join(rows)}</div>'
    return controls, f'<ul class="sc-reasons">{key}</ul>'


def _order(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Order)
    body = q.body
    rows = []
    for index in shuffled(q.id, [s.text for s in body.steps]):
        ident, text = kit.part(index + 1), kit.text(body.steps[index].text)
        buttons = "".join(
            f'<button type="button" class="sc-button sc-{way}" id="{ident}-{way}" aria-labelledby="{ident}-{way} {ident}" hidden>'
            f"{label}</button>" for way, label in (("up", strings.UP), ("down", strings.DOWN)))
        rows.append(
            f'<li class="sc-answer" data-k="{index + 1}"><span class="sc-text" id="{ident}">{text}</span>'
            f'<span class="sc-moves">{buttons}</span></li>'
        )
    key = "".join(f'<li data-k="{n}">{kit.text(s.text)}{kit.why(s.feedback)}</li>' for n, s in enumerate(body.steps, 1))
    return f'<ol class="sc-answers">{"".join(rows)}</ol>', f'<ol class="sc-reasons">{key}</ol>'


def steps(span: Span, ident: str, kit: Kit) -> str:
    """Return a row of native radio buttons between two named ends.

    :param ident: begins the ids of its parts
    """
    radios = "".join(
        f'<label class="sc-step" for="{ident}-{s}"><input type="radio" id="{ident}-{s}" name="{ident}" value="{s}"'
        f'{_end_label(ident, s, span)}>{s}</label>' for s in span.steps)
    return (f'<div class="sc-span"><span class="sc-end" id="{ident}-first">{span.first}: {kit.text(span.first_end)}</span>'
            f'<span class="sc-steps">{radios}</span>'
            f'<span class="sc-end" id="{ident}-last">{span.last}: {kit.text(span.last_end)}</span></div>')


def _end_label(ident: str, step: int, span: Span) -> str:
    if step == span.first:
        return f' aria-describedby="{ident}-first"'
    return f' aria-describedby="{ident}-last"' if step == span.last else ""


def _scale(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Scale)
    body = q.body
    accepted = f"{body.low}" if body.low == body.high else f"{body.low} {strings.TO} {body.high}"
    key = f'<li data-k="ok" data-right><strong class="sc-verdict">{strings.ACCEPTED}</strong>: {accepted}{kit.why(body.why)}</li>'
    for name, label, text in (("low", strings.TOO_LOW, body.too_low), ("high", strings.TOO_HIGH, body.too_high)):
        if text:
            key += f'<li data-k="{name}"><strong class="sc-verdict">{label}</strong>{kit.why(text)}</li>'
    return (f'<div class="sc-answers"><div class="sc-answer" data-k="0">{steps(body.span, kit.part("step"), kit)}</div></div>',
            f'<ul class="sc-reasons" data-low="{body.low}" data-high="{body.high}">{key}</ul>')


def _short(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Short)
    notes: dict[tuple[bool, str], list[str]] = {}
    for form in q.body.forms:
        notes.setdefault((form.right, form.feedback), []).append(form.text)
    key = ""
    for number, ((right, feedback), texts) in enumerate(notes.items(), 1):
        label = strings.ACCEPTED if right else strings.NOT_ACCEPTED
        key += (f'<li data-k="{number}" data-forms="{escape("|".join(texts))}"{" data-right" if right else ""}>'
                f'<strong class="sc-verdict">{label}</strong>: {escape(", ".join(texts))}{kit.why(feedback)}</li>')
    key += f'<li data-k="else"><strong class="sc-verdict">{strings.OTHERWISE}</strong>{kit.why(q.body.otherwise)}</li>'
    ident = kit.part(1)
    return (f'<div class="sc-answers"><div class="sc-answer" data-k="0"><label for="{ident}">{strings.YOUR_ANSWER}</label>'
            f'<input type="text" class="sc-input" id="{ident}" name="{ident}" autocapitalize="none"></div></div>',
            f'<ul class="sc-reasons">{key}</ul>')


def _reflect(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Reflect)
    ident = kit.part(1)
    return (f'<div class="sc-answers"><div class="sc-answer" data-k="0"><label for="{ident}">{strings.YOUR_NOTES}</label>'
            f'<textarea class="sc-input" id="{ident}" name="{ident}" rows="6"></textarea></div></div>',
            f'<div class="sc-model">{kit.blocks(q.body.model_answer)}</div>')


CONTROLS: dict[str, Callable[[Question, Kit], Parts]] = {
    "one": _choice, "several": _choice, "sort": _sort, "order": _order, "scale": _scale, "short": _short, "reflect": _reflect,
}
