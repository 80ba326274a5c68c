"""What a question is, once it has been read: plain data, no files, no HTML.

Every text is CommonMark as the author wrote it. A question has one body, and the body's class is its kind.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field

LEVELS = ("recall", "understand", "apply", "analyse")
"""What a question asks for, lowest first (after Anderson and Krathwohl's revision of Bloom, 2001)."""


@dataclass(frozen=True)
class Answer:
    """One thing that a learner can pick, place or type."""

    text: str
    feedback: str
    line: int = 0
    right: bool = False
    """Choose: whether its box is ticked. Short answer: whether the form is accepted."""


@dataclass(frozen=True)
class Choice:
    """Choose one or choose several: as many as the author ticked."""

    answers: tuple[Answer, ...]

    @property
    def kind(self) -> str:
        return "several" if sum(a.right for a in self.answers) > 1 else "one"

    def essence(self) -> object:
        return sorted((a.text, a.right) for a in self.answers)


@dataclass(frozen=True)
class Sort:
    """Sort items into named groups."""

    groups: tuple[str, ...]
    items: tuple[tuple[int, Answer], ...]
    """Each item with the number of its group in ``groups``."""
    kind = "sort"

    def essence(self) -> object:
        return sorted((self.groups[g], a.text) for g, a in self.items)


@dataclass(frozen=True)
class Order:
    """Put steps in order; they stand here in the right one."""

    steps: tuple[Answer, ...]
    kind = "order"

    def essence(self) -> object:
        return [a.text for a in self.steps]


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
class Scale:
    """Place something on a line; every step from ``low`` to ``high`` is accepted."""

    span: Span
    low: int
    high: int
    why: str
    too_low: str
    too_high: str
    lines: tuple[int, int, int] = (0, 0, 0)
    """Lines of ``why``, ``too_low`` and ``too_high``, for messages."""
    kind = "scale"

    def essence(self) -> object:
        return [self.span.first_end, self.span.last_end, [*self.span.steps], self.low, self.high]


@dataclass(frozen=True)
class Short:
    """Type a word or two. Forms are compared by :func:`fold`."""

    forms: tuple[Answer, ...]
    """Accepted forms (``right``) and known wrong ones, each with feedback."""
    otherwise: str
    """Feedback for anything else."""
    line: int = 0
    """Line of ``otherwise``, for messages."""
    kind = "short"

    def essence(self) -> object:
        return sorted(fold(a.text) for a in self.forms if a.right)


@dataclass(frozen=True)
class Reflect:
    """Write, then compare with a model answer. Nothing is marked."""

    model_answer: str
    line: int = 0
    kind = "reflect"

    def essence(self) -> object:
        return []


@dataclass(frozen=True)
class Told:
    """One entry of a decision log: who was told what, when and why."""

    partner: str
    what: str
    when: str
    why: str


@dataclass(frozen=True)
class Way:
    """One choice in a scene: what it is called, what follows from it, and the scene it leads to."""

    text: str
    consequence: str
    target: str
    line: int = 0
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A place in a branching case. A scene without ways is an ending."""

    name: str
    title: str
    text: str
    ways: tuple[Way, ...]
    line: int = 0
    knew: tuple[tuple[str, str], ...] = ()
    """At an ending: each partner, and what it knew by then."""


@dataclass(frozen=True)
class Case:
    """A branching case. The first scene is the start; the path taken is the learner's decision log."""

    scenes: tuple[Scene, ...]
    kind = "case"

    def essence(self) -> object:
        return [(s.name, [(w.text, w.target) for w in s.ways]) for s in self.scenes]


@dataclass(frozen=True)
class Trait:
    """One line of a profile, with the place of each known example on it."""

    name: str
    span: Span
    examples: tuple[tuple[str, int, str], ...]
    """Name, step, and why it stands there."""
    lines: tuple[int, ...] = ()
    """Line of each example, for messages."""


@dataclass(frozen=True)
class Profile:
    """Place something of one's own on several lines, and see it beside known examples. Nothing is marked."""

    traits: tuple[Trait, ...]
    kind = "profile"

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(name for name, _, _ in self.traits[0].examples)

    def essence(self) -> object:
        return [(t.name, [*t.span.steps]) for t in self.traits]


Body = Choice | Sort | Order | Scale | Short | Reflect | Case | Profile

MARKED = ("one", "several", "sort", "order", "scale", "short")
"""Kinds that have a right answer and so count in a score."""


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
        told = "" if self.kind == "reflect" else repr((self.title, self.stem, self.body.essence()))
        return hashlib.sha256(f"{self.kind}{told}".encode()).hexdigest()[:8]


def fold(text: str) -> str:
    """Return ``text`` in the form in which typed answers are compared: letters and digits only, lower case."""
    return "".join(c for c in unicodedata.normalize("NFC", text).lower() if c.isalnum())
