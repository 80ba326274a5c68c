"""An attempt at a question: an answer in words read into numbers, what came of it, and what the kinds share in reading it.

What is read here has been through :func:`selfcheck.question.reduce_answer.reduce_answer`: built-in values alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from .. import words
from ..markup.markdown import plain
from ..terminal import escape_controls
from .problems import brief
from .reduce_answer import Other
from .typed import as_it_stands, find_text, spelling

NOT_YET, KEEP_GOING, RIGHT = "not-yet", "keep-going", "right"
"""The verdicts by their machine names, which no language changes; :func:`verdict_word` says them."""


def verdict_word(verdict: str) -> str:
    """Return what a learner reads as the verdict."""
    return str(words.VERDICTS[verdict])


@dataclass(frozen=True)
class Reading:
    """An answer by number, or why it cannot be graded."""

    numbers: Any = None
    """What was chosen or placed, by the author's order: a list, or a dict from number to group; typed text as it is."""
    verdict: str = ""
    """Empty where the answer can be graded; else the machine name of a verdict."""
    why: str = ""

    @property
    def told(self) -> str:
        """What is said of an answer that cannot be graded."""
        return f"{verdict_word(self.verdict)}: {self.why}"


@dataclass(frozen=True)
class Grade:
    """What came of one try."""

    got: int
    """Parts that are right."""
    all: int = 1
    """How many parts there are."""
    wrong: int = 0
    """Choices that do not belong."""
    note: str = ""
    """Which reason to give: of a scale or a short answer."""

    @property
    def credit(self) -> float:
        """From 0 to 1."""
        return max(0, self.got - self.wrong) / self.all

    @property
    def right(self) -> bool:
        return self.got == self.all and not self.wrong


def is_empty(value: object) -> bool:
    """Say whether one place of an answer holds nothing yet: exercises leave dots where the learner writes."""
    return value is None or value is ... or (isinstance(value, str) and not as_it_stands(value).strip("….?"))


def is_blank(answer: object) -> bool:
    """Say whether nothing is there yet. Of a dict, its kind says what is missing."""
    if isinstance(answer, list | tuple | frozenset):
        return all(is_empty(value) for value in answer)
    return is_empty(answer) or answer == {}


def refuse(name: str, **values: object) -> Reading:
    """Return the reading of something that cannot be graded: keep going, and the sentence with this name."""
    return Reading(verdict=KEEP_GOING, why=words.CHECKS[name].format(**values))


def missing(names: Iterable[str]) -> Reading:
    """Return the reading of an answer that is not complete."""
    return Reading(verdict=NOT_YET, why=words.CHECKS["missing"].format(missing=listed(names)))


def listed(names: Iterable[str]) -> str:
    return "; ".join(plain(name) for name in names)


def quoted(value: object) -> str:
    """Return something that is no answer in a form that fits into a sentence."""
    if isinstance(value, Other):
        return value.name
    return escape_controls(brief(value)) if isinstance(value, str) else type(value).__name__


def find(given: object, texts: Collection[str]) -> int:
    """Return the number of the one text that ``given`` is, or is the beginning of; 0 where there is none.

    A number in a text counts as its digits: ``1`` finds the group ``1``.
    """
    if isinstance(given, bool) or not isinstance(given, str | int):
        return 0
    known, wanted = [plain(text) for text in texts], str(given)
    place = find_text(wanted, known)
    if place is not None:
        return place + 1
    for form in (as_it_stands, spelling):
        begun = [n for n, text in enumerate(known, 1) if form(wanted) and form(text).startswith(form(wanted))]
        if len(begun) == 1:
            return begun[0]
    return 0


def find_all(given: list[str], texts: Collection[str]) -> tuple[list[int], Reading | None]:
    """Return the numbers of some texts, and why they cannot be graded, if one of them is unknown."""
    found = [find(text, texts) for text in given]
    if 0 in found:
        return found, refuse("unknown", answer=quoted(given[found.index(0)]), answers=listed(texts))
    return found, None


def whole(value: object) -> int | None:
    """Return a whole number, also one that was written between quotation marks; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value) if not isinstance(value, float) or value.is_integer() else None
    except ValueError:
        return None


def texts_of(answer: object, ordered: bool) -> list[str] | None:
    """Return a list of texts in a fixed order, without the empty ones; None where the answer is something else."""
    given = [answer] if isinstance(answer, str) and not ordered else answer
    if not isinstance(given, list | tuple if ordered else list | tuple | frozenset):
        return None
    filled = [t for t in given if not is_empty(t)]
    texts = [t for t in filled if isinstance(t, str)]
    if len(texts) < len(filled):
        return None
    return texts if isinstance(given, list | tuple) else sorted(texts)


def placed(answer: object, names: list[str], wanted: str) -> tuple[dict[int, object], Reading | None]:
    """Match the keys of a dict with ``names``; what is left empty is missing.

    :param wanted: name of the sentence that says what form is wanted
    """
    if not isinstance(answer, dict):
        return {}, refuse(wanted)
    extra = [quoted(key) for key in answer if not find(key, names)]
    found = {find(key, names): value for key, value in answer.items() if not is_empty(value)}
    if extra:
        return found, refuse("extra", extra="; ".join(extra), names=listed(names))
    left = [name for n, name in enumerate(names, 1) if n not in found]
    return found, missing(left) if left else None


def picked(texts: Collection[str], numbers: object) -> list[str]:
    """Return the texts with the numbers that a browser kept, which count from 1."""
    known = dict(enumerate(map(plain, texts), 1))
    given = [n for n in numbers if is_number(n)] if isinstance(numbers, list) else []
    return [known[n] for n in dict.fromkeys(given) if n in known]


def is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
