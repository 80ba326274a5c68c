"""A question as plain parts, for every place that is no web page: paper, a text file, a printed book.

What asks and what answers are data here, in Markdown; each writer turns the few sorts of parts into its own form.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import strings
from .controls import shuffled
from .model import Case, Choice, Order, Profile, Question, Reflect, Scale, Short, Sort, Span


@dataclass(frozen=True)
class Prose:
    """Markdown of one or more paragraphs."""

    text: str


@dataclass(frozen=True)
class Heading:
    """The title of a part of the question, in Markdown."""

    text: str


@dataclass(frozen=True)
class Box:
    """A line with a box before it, to tick or to number by hand."""

    text: str


@dataclass(frozen=True)
class Gap:
    """A line with room after it to write a word or two."""

    text: str


@dataclass(frozen=True)
class Steps:
    """A numbered line with a box at each step; ``text`` names it and may be empty."""

    text: str
    span: Span


@dataclass(frozen=True)
class Lines:
    """Empty lines to write on."""

    number: int


Part = Prose | Heading | Box | Gap | Steps | Lines


@dataclass(frozen=True)
class Reason:
    """One row of a key: what it says of what, and why. All three are Markdown."""

    label: str
    text: str
    why: str


def asked(question: Question) -> list[Part]:
    """Return what there is to answer, after title and stem; lines that are to be sorted or ordered are mixed, the same way each time."""
    body = question.body
    match body:
        case Choice():
            return [Box(a.text) for a in body.answers]
        case Sort():
            items = [a.text for _, a in body.items]
            return [Prose(f"{strings.SORTED_INTO}: {', '.join(body.groups)}"), *(Gap(items[n]) for n in shuffled(question.id, items))]
        case Order():
            texts = [s.text for s in body.steps]
            return [Box(texts[n]) for n in shuffled(question.id, texts)]
        case Scale():
            return [Steps("", body.span)]
        case Short():
            return [Lines(1)]
        case Reflect():
            return [Lines(8)]
        case Case():
            parts: list[Part] = []
            for scene in body.scenes:
                parts += [Heading(scene.title), Prose(scene.text), *(Box(way.text) for way in scene.ways)]
            return parts
        case Profile():
            return [Steps(t.name, t.span) for t in body.traits]


def key(question: Question) -> list[Prose | Reason]:
    """Return the answers with their reasons; the explanation of the question follows them."""
    body = question.body
    match body:
        case Choice():
            return [Reason(strings.RIGHT if a.right else strings.WRONG, a.text, a.feedback) for a in body.answers]
        case Sort():
            return [Reason(body.groups[g], a.text, a.feedback) for g, a in body.items]
        case Order():
            return [Reason(str(n), s.text, s.feedback) for n, s in enumerate(body.steps, 1)]
        case Scale():
            steps = str(body.low) if body.low == body.high else f"{body.low} {strings.TO} {body.high}"
            return [Reason(strings.ACCEPTED, steps, body.why)]
        case Short():
            forms = [a for a in body.forms if a.right]
            return [Reason(strings.ACCEPTED, ", ".join(a.text for a in forms), forms[0].feedback)]
        case Reflect():
            return [Prose(body.model_answer)]
        case Case():
            return [Reason(s.title, w.text, w.consequence) for s in body.scenes for w in s.ways]
        case Profile():
            return [Reason(t.name, f"{name} {step}", why) for t in body.traits for name, step, why in t.examples]
