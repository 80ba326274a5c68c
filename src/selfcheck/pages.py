"""What the pages of a course show and where a link can lead: read from their Markdown, without building them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bank import Bank
from .problems import Problem, brief

DIRECTIVES = {"question": None, "reflection": "reflect", "case": "case", "profile": "profile"}
"""Directive that shows one question, with the kind that it must have."""
SEVERAL = ("quiz", "worksheet", "check")
"""Directives that show several questions, one a line, under a name of their own."""
_FENCE = re.compile(r"^(`{3,}|:{3,})\{(\w+)\}\s*(\S*)\s*$")
_LABEL = re.compile(r"^\(([^)\s]+)\)=\s*$")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")


@dataclass(frozen=True)
class Shown:
    """One question on one page."""

    question: str
    page: str
    line: int
    directive: str


def pages(bank: Bank) -> list[Path]:
    """Return the Markdown files that are pages, in order of their paths."""
    return sorted(p for p in (bank.root / bank.settings["pages"]).rglob("*.md") if bank.folder not in p.parents)


def shown(bank: Bank) -> tuple[list[Shown], list[Problem]]:
    """Find every question that a page shows, and what is wrong about how it does."""
    found: list[Shown] = []
    problems: list[Problem] = []
    quizzes: dict[str, str] = {}
    for path in pages(bank):
        page = path.relative_to(bank.root).as_posix()
        try:
            lines = path.read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(page, 1, "unreadable-page", "the page is not text in UTF-8",
                                    "save it with that encoding, and see that it may be read"))
            continue
        for name, number, directive in _directives(lines):
            if directive == "several" and quizzes.setdefault(name, f"{page}:{number}") != f"{page}:{number}":
                problems.append(Problem(page, number, "duplicate-quiz", f"there is a quiz '{brief(name)}' in {quizzes[name]} too",
                                        "give one of them another name: its score is kept under it"))
            elif directive != "several":
                one_set = [q.id for q in bank.sets.get(name, ())] if directive == "in quiz" else []
                found += [Shown(q, page, number, directive) for q in one_set or [name]]
    return found, [*problems, *_check(bank, found)]


def _directives(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    """Give the name, the line and the directive of each question shown. A quiz gives its own, then what is in it."""
    fence, quiz, empty = "", ("", 0), True
    for number, line in enumerate(lines, 1):
        match = _FENCE.match(line)
        if fence and line.startswith(fence):
            if empty:  # it shows the set that it is called after
                yield *quiz, "in quiz"
            fence = ""
        elif fence:
            if line.strip() and not line.startswith(":"):
                empty = False
                yield line.strip(), number, "in quiz"
        elif match and match[2] in SEVERAL:
            fence, quiz, empty = match[1], (match[3], number), True
            yield *quiz, "several"
        elif match and match[2] in DIRECTIVES:
            yield match[3], number, match[2]


def _check(bank: Bank, found: list[Shown]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for place in found:
        name, question, kind = brief(place.question), bank.questions.get(place.question), DIRECTIVES.get(place.directive)
        if question is None and bank.path(place.question) is None:
            yield Problem(place.page, place.line, "unknown-question", f"there is no question '{name}'",
                          f"use the name of a file in {bank.settings['questions']}, without .md")
        if question and kind and question.kind != kind:
            yield Problem(place.page, place.line, "wrong-kind", f"'{name}' is not a {place.directive}", "show it with {question}")
        if (place.question, place.page) in seen:
            yield Problem(place.page, place.line, "shown-twice", f"'{name}' stands on this page twice", "show it once")
        seen.add((place.question, place.page))
    used = {p.question for p in found}
    for question in bank.questions.values():
        if question.id not in used:
            yield Problem(question.path, question.lines.get("title", 1), "unused", f"no page shows '{question.id}'",
                          "show it on a page, or delete the file")


@cache
def anchors(path: Path) -> frozenset[str]:
    """Return every name that ``path#name`` can lead to: labels, and headings in the way a code host names them."""
    names = set()
    fenced = False
    for line in path.read_text("utf-8", errors="replace").split("\n"):
        fenced ^= line.startswith("```")
        if fenced:
            continue
        if match := _LABEL.match(line):
            names.add(match[1])
        elif match := _HEADING.match(line):
            names.add(re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", match[1].lower())))
    return frozenset(names)
