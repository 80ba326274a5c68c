"""A question as plain parts, for every place that is no web page: paper, a text file, a printed book.

What asks and what answers are data here, in Markdown; each kind of question gives its own, and each writer turns the few
sorts of parts into its own form.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import Span


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
