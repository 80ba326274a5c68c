"""Kinds of pages in a built site of ours, and the questions on them."""

from __future__ import annotations

import re
from pathlib import Path

from serving import squeezed

KINDS = {
    "welcome": ("book/welcome.html", ""),
    "unit index": ("book/*/index.html", 'class="unit-opening'),
    "text": ("book/*/*.html", "<selfcheck-question"),
    "quiz": ("book/*/*.html", "<selfcheck-quiz"),
    "profile": ("book/*/*.html", "<selfcheck-profile"),
    "table": ("book/*/*.html", "<selfcheck-table"),
    "branching case": ("book/*/*.html", "<selfcheck-case"),
    "case": ("book/cases/[!i]*.html", ""),
    "glossary": ("book/glossary.html", ""),
    "notebook": ("exercises/*.html", ""),
    "search": ("search.html", ""),
}
"""Each kind of page, with where it lies and what stands in it. A text page is one that has no mark of another kind."""
QUESTION = re.compile(r'<selfcheck-(?:question|case|profile) [^>]*data-id="([^"]+)"')
WANTED_QUESTIONS = 5


def questions(html: Path) -> dict[str, list[str]]:
    """Return the questions that each page of a site shows."""
    return {p.relative_to(html).as_posix(): QUESTION.findall(p.read_text("utf-8")) for p in sorted(html.rglob("*.html"))}


def pages(html: Path, kind: str) -> list[str]:
    """Return the pages of a kind, in order of their paths."""
    where, mark = KINDS[kind]
    others = [m for name, (_, m) in KINDS.items() if m and name != kind] if kind == "text" else []
    found = []
    for path in sorted(html.glob(where)):
        text = path.read_text("utf-8")
        if mark in text and not any(other in text for other in others):
            found.append(path.relative_to(html).as_posix())
    return found


def first(html: Path) -> str:
    """Return the page whose number of questions is nearest to five, and of such pages in the book the heaviest."""
    shown = {page: len(names) for page, names in questions(html).items() if page.startswith("book/")}
    return min(shown, key=lambda page: (abs(shown[page] - WANTED_QUESTIONS), -len(squeezed((html / page).read_bytes()))))


def further(html: Path) -> str:
    """Return the heaviest text page beside the first, so that its figure is the worst of its kind."""
    return max((page for page in pages(html, "text") if page != first(html)), key=lambda page: len(squeezed((html / page).read_bytes())))
