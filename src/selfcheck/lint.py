"""Check a whole course: that everything named exists, and that the questions keep the rules of good items.

The rules come from Haladyna, Downing and Rodriguez (2002) on writing multiple-choice items, from Rodriguez (2005) on
the number of options, and from Van der Kleij and others (2015) on feedback that explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

from .bank import Bank
from .model import Answer, Case, Choice, Order, Profile, Question, Reflect, Scale, Short, Sort
from .pages import anchors, shown
from .problems import Problem, brief
from .text import links, plain

FEEDBACK_WORDS = 8
OPTIONS = range(3, 6)
_ALL_OR_NONE = re.compile(r"\b(all|none|both|neither) of (these|(the|these) (above|answers|options))\b", re.I)
_UNMARKED_NOT = re.compile(r"\b(NOT|EXCEPT)\b|\b(is|are|does|do) not\b[^.]*\?|\bexcept\b")
_BY_PLACE = re.compile(
    r"\b(option|answer|choice) ([A-E]|[1-5]|one|two|three)\b|\b(first|second|third|last) (option|answer|choice)\b", re.I)

Told = tuple[int, str, str, bool]
"""A text that teaches: its line, what it belongs to, the text, and whether it must link back to the course."""


def check(bank: Bank) -> list[Problem]:
    """Return every problem of the course, sorted by place."""
    for kept in (anchors, _target):
        kept.cache_clear()  # pages may have changed since the last check
    problems = [*bank.problems, *shown(bank)[1]]
    for question in bank.questions.values():
        for rule in (_links, _feedback, _options, _wording):
            problems += rule(question, bank)
    return sorted(set(problems))


def told(question: Question) -> Iterator[Told]:
    """Give every feedback text of a question."""
    body = question.body

    def each(answers: tuple[Answer, ...], wrong: Callable[[Answer], bool]) -> Iterator[Told]:
        for a in answers:
            yield a.line, a.text, a.feedback, wrong(a)

    match body:
        case Choice():
            yield from each(body.answers, lambda a: not a.right)
        case Sort():
            yield from each(tuple(a for _, a in body.items), lambda a: False)
        case Order():
            yield from each(body.steps, lambda a: False)
        case Short():
            yield from each(body.forms, lambda a: not a.right)
            yield body.line, "Otherwise", body.otherwise, True
        case Scale():
            why, low, high = body.lines
            yield why, "Accept", body.why, False
            for line, name, text in ((low, "From", body.too_low), (high, "To", body.too_high)):
                if text:
                    yield line, name, text, True
        case Case():
            for scene in body.scenes:
                for way in scene.ways:
                    yield way.line, way.text, way.consequence, False
        case Profile():
            for trait in body.traits:
                for line, (name, _, reason) in zip(trait.lines, trait.examples, strict=True):
                    yield line, name, reason, False
        case Reflect():
            yield body.line, "Model answer", body.model_answer, False


def _feedback(question: Question, _: Bank) -> Iterator[Problem]:
    for line, name, text, wrong in told(question):
        if len(text.split()) < FEEDBACK_WORDS:
            yield Problem(question.path, line, "thin-feedback",
                          f"the feedback for '{brief(plain(name))}' has fewer than {FEEDBACK_WORDS} words",
                          "say why, so that it teaches")
        if wrong and not links(text):
            yield Problem(question.path, line, "no-way-back", f"the feedback for '{brief(plain(name))}' links to no page",
                          "end it with a link to the place that explains it")


def _links(question: Question, bank: Bank) -> Iterator[Problem]:
    parts = {"title": question.title, "stem": question.stem, "hint": question.hint, "explanation": question.explanation}
    texts = [(question.lines.get(part, 1), text) for part, text in parts.items()]
    texts += [(line, text) for line, name, why, _ in told(question) for text in (name, why)]
    if isinstance(question.body, Case):
        texts += [(s.line, s.text) for s in question.body.scenes]
    for line, text in texts:
        for link in links(text):
            if re.match(r"[a-z]+:", link, re.I):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = _target(bank.root, question.path.rpartition("/")[0], name)
            if target is None:
                yield Problem(question.path, line, "broken-link", f"the link '{brief(link)}' leads to no file of the course",
                              "correct its path, counted from this file")
            elif anchor and anchor not in anchors(target):
                yield Problem(question.path, line, "broken-anchor", f"'{brief(name)}' has no place called '{brief(anchor)}'",
                              "use one of its headings or labels")


@cache
def _target(root: Path, folder: str, name: str) -> Path | None:
    """Return the file of the course that a link leads to, or None where there is none."""
    target = Path(normpath(root / folder / name))
    try:
        return target if target.is_relative_to(root) and target.is_file() else None
    except OSError:  # a name that no file can have
        return None


def _options(question: Question, _: Bank) -> Iterator[Problem]:
    if not isinstance(question.body, Choice):
        return
    answers = question.body.answers
    if len(answers) not in OPTIONS:
        yield Problem(question.path, answers[0].line, "option-count", f"there are {len(answers)} answers to choose from",
                      "write three to five")
    for a in answers:
        if _ALL_OR_NONE.search(a.text):
            yield Problem(question.path, a.line, "all-or-none", f"'{brief(a.text)}' speaks of the other answers",
                          "write an answer that stands alone")


def _wording(question: Question, _: Bank) -> Iterator[Problem]:
    if _UNMARKED_NOT.search(question.title):
        yield Problem(question.path, question.lines["title"], "negative-title", "the question asks for what is not so",
                      "ask for what is so")
    explained = question.lines.get("explanation", 1)
    for line, text in [(explained, question.explanation), *((at, why) for at, _, why, _ in told(question))]:
        if found := _BY_PLACE.search(text):
            yield Problem(question.path, line, "by-place", f"'{found[0]}' names an answer by its place",
                          "name it by what it says")


@dataclass(frozen=True)
class Figures:
    """Numbers about a whole bank."""

    questions: int
    kinds: dict[str, int]
    levels: dict[str, int]
    outcomes: dict[str, int]
    sets: dict[str, int]
    above_recall: float
    key_longest: float
    """Share of choose-one questions whose key is the longest option."""
    chance: float
    """The share that chance would give."""
    key_places: dict[int, int]


def figures(bank: Bank) -> Figures:
    """Count the questions of a course and say how well their keys are hidden."""
    questions = list(bank.questions.values())

    def count(of: Callable[[Question], str]) -> dict[str, int]:
        names = [of(q) for q in questions]
        return {name: names.count(name) for name in sorted(set(names))}

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(values) if values else 0.0

    single = [q.body for q in questions if isinstance(q.body, Choice) and q.kind == "one"]
    longest = [max(b.answers, key=lambda a: len(plain(a.text))).right for b in single]
    places = [next(n for n, a in enumerate(b.answers, 1) if a.right) for b in single]
    return Figures(
        questions=len(questions),
        kinds=count(lambda q: q.kind),
        levels=count(lambda q: q.level),
        outcomes=count(lambda q: q.outcome),
        sets=count(lambda q: q.set),
        above_recall=mean([q.level != "recall" for q in questions]),
        key_longest=mean(longest),
        chance=mean([1 / len(b.answers) for b in single]),
        key_places={p: places.count(p) for p in sorted(set(places))},
    )
