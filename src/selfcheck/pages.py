"""What the pages of a course show and where a link can lead: read from their Markdown, without building them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bank import Bank
from .problems import Problem

DIRECTIVES = {"question": None, "reflection": "reflect", "case": "case", "profile": "profile"}
"""Directive that shows one question, with the kind that it must have."""
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
        open_quiz, fence = "", ""
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            match = _FENCE.match(line)
            if open_quiz:
                if line.startswith(fence):
                    open_quiz = ""
                elif line.strip() and not line.startswith(":"):
                    found.append(Shown(line.strip(), page, number, "quiz"))
            elif match and match[2] == "quiz":
                open_quiz, fence = match[3], match[1]
                if open_quiz in quizzes:
                    problems.append(Problem(page, number, "duplicate-quiz", f"there is a quiz '{open_quiz}' in {quizzes[open_quiz]} too",
                                            "give one of them another name: its score is kept under it"))
                quizzes[open_quiz] = page
            elif match and match[2] in DIRECTIVES:
                found.append(Shown(match[3], page, number, match[2]))
    return found, problems + _check(bank, found)


def _check(bank: Bank, found: list[Shown]) -> list[Problem]:
    problems = []
    seen: set[tuple[str, str]] = set()
    for place in found:
        question = bank.questions.get(place.question)
        kind = DIRECTIVES.get(place.directive)
        if question is None and bank.path(place.question) is None:
            problems.append(Problem(place.page, place.line, "unknown-question", f"there is no question '{place.question}'",
                                    f"use the name of a file in {bank.settings['questions']}, without .md"))
        if question and kind and question.kind != kind:
            problems.append(Problem(place.page, place.line, "wrong-kind", f"'{place.question}' is not a {place.directive}",
                                    "show it with {question}"))
        if (place.question, place.page) in seen:
            problems.append(Problem(place.page, place.line, "shown-twice", f"'{place.question}' stands on this page twice", "show it once"))
        seen.add((place.question, place.page))
    used = {p.question for p in found}
    for question in bank.questions.values():
        if question.id not in used:
            problems.append(Problem(question.path, question.lines.get("title", 1), "unused", f"no page shows '{question.id}'",
                                    "show it on a page, or delete the file"))
    return problems


@cache
def anchors(path: Path) -> frozenset[str]:
    """Return every name that ``path#name`` can lead to: labels, and headings in the way a code host names them."""
    names = set()
    fenced = False
    for line in path.read_text("utf-8").split("\n"):
        fenced ^= line.startswith("```")
        if fenced:
            continue
        if match := _LABEL.match(line):
            names.add(match[1])
        elif match := _HEADING.match(line):
            names.add(re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", match[1].lower())))
    return frozenset(names)
