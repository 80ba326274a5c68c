"""Answers in words, as a notebook gives them, and by number, as the script and the key have them.

In words an answer is: choose one, the text of the option; choose several, a list of texts; sort, item to group; order,
a list of steps; scale, a whole number; short answer, text or a number; reflection, text; profile, line to step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from . import strings
from .grading.reduce_answer import Other, reduce_answer
from .grading.verdict import KEEP_GOING, NOT_YET
from .model import Question, fold
from .problems import brief
from .terminal import escape_controls

_LINK = re.compile(r"(?<!\\)\[((?:[^][\\]|\\.)*)]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
_STARS = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])(.*?[^\s*\\])\1(?!\*)", re.S)
_BARS = re.compile(r"(?<![\\\w])(_{1,3})(?=[^\s_])(.*?[^\s_\\])\1(?!\w)", re.S)
_CODE = re.compile(r"(?<![\\`])(`+)(?!`) ?(.+?) ?(?<!`)\1(?!`)", re.S)
_ESCAPED = re.compile(r"\\([!-/:-@[-`{-~])")


@dataclass(frozen=True)
class Reading:
    """An answer by number, or why it cannot be graded."""

    numbers: Any = None
    """What was chosen or placed, by the author's order: a list, or a dict from number to group; typed text as it is."""
    verdict: str = ""
    """Empty where the answer can be graded; else the machine name of what came of it."""
    why: str = ""

    @property
    def told(self) -> str:
        """What is said of an answer that cannot be graded."""
        return f"{strings.VERDICTS[self.verdict]}: {self.why}"


def plain(source: str) -> str:
    """Return Markdown as one line of plain text: a link becomes its text, emphasis and line ends go."""
    before = None
    while before != source:  # strong in emphasis, emphasis in a link
        before = source
        for pattern, kept in ((_LINK, r"\1"), (_STARS, r"\2"), (_BARS, r"\2"), (_CODE, r"\2")):
            source = pattern.sub(kept, source)
    return " ".join(_ESCAPED.sub(r"\1", source).split())


def read(question: Question, answer: object) -> Reading:
    """Read an answer in words. Nothing that a learner may write here raises an error.

    :param answer: anything; what each kind of question wants is said at the top of this module
    :return: the answer by number; where something is missing or wrong, with a verdict and the reason
    """
    if question.kind not in _READERS:
        return _going("not-marked")
    given = reduce_answer(answer)
    if _blank(given):
        return Reading(verdict=NOT_YET, why=strings.CHECKS["empty"])
    return _READERS[question.kind](question.body, given)


def _empty(value: object) -> bool:
    return value is None or value is ... or (isinstance(value, str) and not fold(value))


def _blank(answer: object) -> bool:
    """Say whether nothing is there yet. Of a dict, its reader says what is missing."""
    if isinstance(answer, list | tuple | set | frozenset):
        return all(_empty(value) for value in answer)
    return _empty(answer) or answer == {}


def _going(name: str, **values: object) -> Reading:
    return Reading(verdict=KEEP_GOING, why=strings.CHECKS[name].format(**values))


def _missing(names: Iterable[str]) -> Reading:
    return Reading(verdict=NOT_YET, why=strings.CHECKS["missing"].format(missing=_list(names)))


def _list(names: Iterable[str]) -> str:
    return "; ".join(plain(name) for name in names)


def _quote(text: object) -> str:
    """Return what a learner wrote in a form that a message can hold; of anything but text, the name of its type."""
    if isinstance(text, str):
        return escape_controls(brief(text))
    return text.name if isinstance(text, Other) else type(text).__name__


def _find(text: object, texts: Collection[str]) -> int:
    """Return the number of the one text that ``text`` is, or is the beginning of; 0 where there is none."""
    wanted = fold(text) if isinstance(text, str) else ""
    folded = [fold(plain(t)) for t in texts]
    if wanted in folded:
        return folded.index(wanted) + 1
    begun = [n for n, t in enumerate(folded, 1) if wanted and t.startswith(wanted)]
    return begun[0] if len(begun) == 1 else 0


def _whole(value: object) -> int | None:
    """Return a whole number, also one that was written between quotation marks; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value) if not isinstance(value, float) or value.is_integer() else None
    except ValueError:
        return None


def _texts(answer: object, ordered: bool) -> list[str] | None:
    """Return a list of texts in a fixed order, without the empty ones; None where the answer is something else."""
    given = [answer] if isinstance(answer, str) and not ordered else answer
    if not isinstance(given, list | tuple if ordered else list | tuple | set | frozenset):
        return None
    filled = [t for t in given if not _empty(t)]
    texts = [t for t in filled if isinstance(t, str)]
    if len(texts) < len(filled):
        return None
    return texts if isinstance(given, list | tuple) else sorted(texts)


def _numbers(given: list[str], texts: Collection[str]) -> tuple[list[int], Reading | None]:
    found = [_find(text, texts) for text in given]
    if 0 in found:
        return found, _going("unknown", answer=_quote(given[found.index(0)]), answers=_list(texts))
    return found, None


def _one(body: Any, answer: object) -> Reading:
    if not isinstance(answer, str):
        return _going("one")
    found, trouble = _numbers([answer], [a.text for a in body.answers])
    return trouble or Reading(found)


def _several(body: Any, answer: object) -> Reading:
    given = _texts(answer, ordered=False)
    if given is None:
        return _going("several")
    found, trouble = _numbers(given, [a.text for a in body.answers])
    return trouble or Reading(sorted(set(found)))


def _order(body: Any, answer: object) -> Reading:
    given = _texts(answer, ordered=True)
    if given is None:
        return _going("order")
    steps = [s.text for s in body.steps]
    found, trouble = _numbers(given, steps)
    left = [text for n, text in enumerate(steps, 1) if n not in found]
    if trouble or left:
        return trouble or _missing(left)
    return Reading(found) if len(found) == len(steps) else _going("twice")


def _placed(answer: object, names: list[str], wanted: str) -> tuple[dict[int, object], Reading | None]:
    """Match the keys of a dict with ``names``; what is left empty is missing."""
    if not isinstance(answer, dict):
        return {}, _going(wanted)
    extra = [_quote(key) for key in answer if not _find(key, names)]
    placed = {_find(key, names): value for key, value in answer.items() if not _empty(value)}
    if extra:
        return placed, _going("extra", extra="; ".join(extra), names=_list(names))
    left = [name for n, name in enumerate(names, 1) if n not in placed]
    return placed, _missing(left) if left else None


def _sort(body: Any, answer: object) -> Reading:
    placed, trouble = _placed(answer, [a.text for _, a in body.items], "sort")
    if trouble:
        return trouble
    groups = {n: _find(group, body.groups) for n, group in placed.items()}
    for n, group in groups.items():
        if not group:
            return _going("unknown", answer=_quote(placed[n]), answers=_list(body.groups))
    return Reading({str(n): groups[n] for n in sorted(groups)})


def _scale(body: Any, answer: object) -> Reading:
    step = _whole(answer)
    return Reading(step) if step in body.span.steps else _going("number", first=body.span.first, last=body.span.last)


def _profile(body: Any, answer: object) -> Reading:
    names = [t.name for t in body.traits]
    if isinstance(answer, dict):  # a widget tells what the learner called it, under "name"
        answer = {key: value for key, value in answer.items() if key != "name" or _find(key, names)}
    placed, trouble = _placed(answer, names, "profile")
    if trouble:
        return trouble
    steps = [_whole(placed[n]) for n in range(1, len(names) + 1)]
    for trait, step in zip(body.traits, steps, strict=True):
        if step not in trait.span.steps:
            return _going("step", line=plain(trait.name), first=trait.span.first, last=trait.span.last)
    return Reading(steps)


def _short(body: Any, answer: object) -> Reading:
    if isinstance(answer, bool) or not isinstance(answer, int | float | str):
        return _going("word")
    try:
        return Reading(answer if isinstance(answer, str) else str(int(answer) if answer == int(answer) else answer))
    except (ValueError, OverflowError):  # nan, infinity, or more digits than Python writes out
        return _going("word")


def _text(body: Any, answer: object) -> Reading:
    return Reading(answer) if isinstance(answer, str) else _going("text")


_READERS: dict[str, Callable[[Any, object], Reading]] = {
    "one": _one, "several": _several, "sort": _sort, "order": _order, "scale": _scale, "short": _short,
    "reflect": _text, "profile": _profile,
}
