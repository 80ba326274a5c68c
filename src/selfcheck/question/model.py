"""What a question is, once it has been read: plain data, no files, no HTML.

Every text is CommonMark as the author wrote it. A question has one body; what a body holds is the business of its kind,
in :mod:`selfcheck.question.kinds`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Protocol

LEVELS = ("recall", "understand", "apply", "analyse")
"""What a question asks for, lowest first (after Anderson and Krathwohl's revision of Bloom, 2001)."""


class Body(Protocol):
    """The part of a question that its kind decides: what is answered, and what is right."""

    @property
    def kind(self) -> str:
        """Name of its kind in the registry."""

    def essence(self) -> object:
        """Return what the learner answers, for the digest: not the feedback. Its ``repr`` must be the same in every process."""


@dataclass(frozen=True)
class Answer:
    """One thing that a learner can pick, place or type."""

    text: str
    feedback: str
    line: int = 0
    right: bool = False
    """Choose: whether its box is ticked. Short answer: whether the form is accepted."""


@dataclass(frozen=True)
class Span:
    """A numbered line between two named ends."""

    first: int
    first_end: str
    last: int
    last_end: str

    @property
    def steps(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Question:
    """One question of a course."""

    id: str
    path: str
    title: str
    stem: str
    body: Body
    hint: str = ""
    explanation: str = ""
    outcome: str = ""
    level: str = ""
    sources: tuple[str, ...] = ()
    review_by: str = ""
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """Line of each front matter key, and of title, stem, hint and explanation, for messages."""

    @property
    def kind(self) -> str:
        return self.body.kind

    @property
    def set(self) -> str:
        """Name of the folder that the question lies in."""
        return self.path.rpartition("/")[0].rpartition("/")[2]

    @property
    def digest(self) -> str:
        """Eight hex digits that change when what the learner answers changes, and not when feedback does.

        A saved answer is kept under id and digest, so an edit costs that one answer. Nothing is compared with
        what a learner wrote in a reflection, so its digest never changes and nothing written there is lost.
        """
        told = "" if self.body.essence() is None else repr((self.title, self.stem, self.body.essence()))
        return hashlib.sha256(f"{self.kind}{told}".encode()).hexdigest()[:8]


def fold(text: str) -> str:
    """Return ``text`` as letters and digits only, in lower case.

    Digests of short answers are made of this, so it must never change. What a learner typed is compared by
    :func:`selfcheck.question.typed.spelling`.
    """
    return "".join(c for c in unicodedata.normalize("NFC", text).lower() if c.isalnum())
