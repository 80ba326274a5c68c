"""What a kind of question must know: how it is written, shown, answered, graded, printed and exported.

A kind is one object of a subclass of :class:`Kind`, found by its name in :mod:`selfcheck.question.kinds`. In the browser it
has one object more, in ``browser/kinds``.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from ... import words
from ...markup.markdown import Link, Picture, blocks, inline
from ...markup.tag import Html, join, tag
from ..attempt import Grade, Reading
from ..model import Body
from ..outline import Part, Prose, Reason
from ..source import Written

B = TypeVar("B", bound=Body)


@dataclass(frozen=True)
class Kit:
    """What a kind needs to know about the place on a page that it is shown in."""

    ident: str
    """The fragment's own ``id``."""
    question: str
    """Id of the question."""
    level: int
    """Level of the question's heading."""
    link: Link
    picture: Picture

    def part(self, name: str | int) -> str:
        """Return the ``id`` of a part of the fragment. No question's id has two hyphens, so none can be equal to it."""
        return f"{self.ident}--{name}"

    def text(self, source: str) -> Html:
        """Return one line of Markdown as HTML."""
        return Html(inline(source, self.link, self.picture))

    def blocks(self, source: str) -> Html:
        """Return paragraphs of Markdown as HTML."""
        return Html(blocks(source, self.link, self.picture))

    def why(self, source: str) -> Html:
        """Return a reason, as the script finds it."""
        return tag("div", self.blocks(source), class_="sc-why")


@dataclass(frozen=True)
class Teaching:
    """A text that teaches: its line, what it belongs to, the text, and whether it answers a mistake."""

    line: int
    name: str
    text: str
    wrong: bool


class Kind(ABC, Generic[B]):
    """One kind of question. ``B`` is the class of its body."""

    name: str
    """Name in the registry, in the page and in the browser; it never changes, since answers are kept with it."""
    element = "question"
    """The custom element that shows it: ``selfcheck-question`` for all whose controls stand in one form with one key."""
    marked = True
    """Whether it has a right answer and counts in a score."""
    in_cells = True
    """Whether a cell of a notebook can answer it, in words."""
    own_forms = False
    """Whether its controls bring forms of their own, each with its key."""
    in_sequence = False
    """Whether the parts of its right answer stand in an order."""
    says: tuple[str, ...] = ()
    """Names of the script's sentences that not every kind says: a page without the kind does not bring them."""
    script: Path | None = None
    """A script of its own, for a kind that is not in the engine: it calls ``selfcheck.register``."""
    problems: Mapping[str, tuple[str, str]] = {}
    """Mistakes that only this kind reports, for a kind that is not in the engine: what is wrong and what to do, by name."""

    # --- how it is written

    @abstractmethod
    def fits(self, written: Written) -> bool:
        """Say whether what an author wrote is of this kind; nothing is reported."""

    @abstractmethod
    def read(self, written: Written) -> B | None:
        """Read the body; what is wrong is reported, and gives None where nothing can be made of it."""

    @abstractmethod
    def teaching(self, body: B) -> Iterator[Teaching]:
        """Give every text that teaches."""

    def texts(self, body: B) -> Iterator[tuple[int, str]]:
        """Give every other text of the body with its line: scenes, groups."""
        yield from ()

    # --- how it is shown

    def how(self, body: B) -> str:
        """Return what to do, in a sentence."""
        return str(words.HOW[self.name])

    @property
    def button(self) -> str:
        """What the button says that hands the answer in."""
        return str(words.CHECK)

    @property
    def key_title(self) -> str:
        """What the key is called."""
        return str(words.KEY)

    @abstractmethod
    def controls(self, body: B, kit: Kit) -> Html:
        """Return native controls. What can be picked or placed has its number in the author's order, ``data-k``."""

    @abstractmethod
    def key(self, body: B, kit: Kit) -> Html:
        """Return the right answer with its reasons: the script reads it there, and so does a reader without a script."""

    # --- how it is answered and graded

    @abstractmethod
    def parse(self, body: B, answer: Any) -> Reading:
        """Read an answer in words, as a notebook gives it. Nothing that a learner may write raises an error."""

    def right(self, body: B) -> dict[str, Any]:
        """Return what is right, in the form that the script reads from the key in the page; empty where nothing is marked."""
        return {}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        """Grade an answer by number, as the object of this kind does in the browser.

        :param numbers: of a :class:`~selfcheck.question.attempt.Reading`
        :param right: of :meth:`right`
        """
        raise NotImplementedError(f"{self.name} is not marked")

    @abstractmethod
    def feedback(self, body: B, numbers: Any, grade: Grade | None) -> list[str]:
        """Return what a notebook says besides the verdict, in Markdown; ``grade`` is None where nothing is marked."""

    def lines(self, body: B, numbers: Any) -> list[str]:
        """Return lines of plain text that a notebook says after that, one under another."""
        return []

    def lacks(self, numbers: Any) -> str:
        """Return what a complete answer to a kind that is not marked still lacks, in a sentence; empty where nothing."""
        return ""

    @abstractmethod
    def saved(self, body: B, kept: object) -> Any:
        """Return what the browser kept of an answer in words. Nothing that may be there is an error: what does not fit is left out."""

    # --- other places

    @abstractmethod
    def asked(self, body: B, name: str) -> list[Part]:
        """Return what there is to answer as plain parts, after title and stem.

        :param name: id of the question, by which lines are mixed the same way everywhere
        """

    @abstractmethod
    def answers(self, body: B) -> list[Prose | Reason]:
        """Return the key as plain parts; the explanation of the question follows them."""

    def right_texts(self, body: B) -> list[str]:
        """Return the right answer alone, a line of Markdown for each of its parts."""
        return []

    def data(self, body: B) -> dict[str, Any]:
        """Return the body as plain data, for export: everything that an author wrote, no line numbers."""
        return _without_lines(asdict(body))  # type: ignore[call-overload,no-any-return]  # a body is a dataclass


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(v) for key, v in value.items() if key not in ("line", "lines")}
    return [_without_lines(v) for v in value] if isinstance(value, list | tuple) else value


def shuffled(question_id: str, texts: list[str]) -> list[int]:
    """Return the numbers of ``texts`` in an order that looks mixed and is the same at every build.

    It is neither the given one nor that one turned round.
    """
    order = sorted(range(len(texts)), key=lambda n: hashlib.sha256(f"{question_id}{texts[n]}".encode()).digest())
    return order[1:] + order[:1] if order in (sorted(order), sorted(order, reverse=True)) else order


def reasons(rows: list[Html], element: str = "ul", **attributes: str | int) -> Html:
    """Return the rows of a key as the script finds them."""
    return tag(element, join(rows), class_="sc-reasons", **attributes)


def verdict(text: str) -> Html:
    """Return the word of a key that says what holds."""
    return tag("strong", text, class_="sc-verdict")


def steps(first: int, first_end: str, last: int, last_end: str, ident: str, kit: Kit) -> Html:
    """Return a row of native radio buttons between two named ends.

    :param ident: begins the ids of its parts
    """
    radios = []
    for step in range(first, last + 1):
        end = "first" if step == first else "last" if step == last else ""
        radio = tag("input", type="radio", id=f"{ident}-{step}", name=ident, value=step, aria_describedby=f"{ident}-{end}" if end else None)
        radios.append(tag("label", radio, str(step), class_="sc-step", for_=f"{ident}-{step}"))
    return tag("div", tag("span", f"{first}: ", kit.text(first_end), class_="sc-end", id=f"{ident}-first"),
               tag("span", radios, class_="sc-steps"),
               tag("span", f"{last}: ", kit.text(last_end), class_="sc-end", id=f"{ident}-last"), class_="sc-span")
