"""Kinds of pages in a built site of ours, and the questions on them."""

from __future__ import annotations

import re
from pathlib import Path

from serving import squeezed

KINDS = {
    "first page": "",
    "unit index": 'class="unit-opening',
    "text": "<selfcheck-question",
    "quiz": "<selfcheck-quiz",
    "profile": "<selfcheck-profile",
    "table": "<selfcheck-table",
    "branching case": "<selfcheck-case",
    "glossary": 'class="simple glossary"',
    "notebook": 'class="notebook-links"',
    "search": 'id="search-results"',
    "without questions": "<h1",
}
"""Each kind of page, with what stands in it, wherever it lies; the site's address leads to the first page.
A page of the kinds in :data:`PLAIN` has no mark of another kind."""
PLAIN = ("text", "without questions")
QUESTION = re.compile(r'<selfcheck-(?:question|case|profile) [^>]*data-id="([^"]+)"')
LEADS_ON = re.compile(r'content="0; url=([^"]+)"')
WANTED_QUESTIONS = 5


def questions(html: Path) -> dict[str, list[str]]:
    """Return the questions that each page of a site shows."""
    return {p.relative_to(html).as_posix(): QUESTION.findall(p.read_text("utf-8")) for p in sorted(html.rglob("*.html"))}


def pages(html: Path, kind: str) -> list[str]:
    """Return the pages of a kind, in order of their paths."""
    if kind == "first page":
        return LEADS_ON.findall((html / "index.html").read_text("utf-8"))
    others = [mark for name, mark in KINDS.items() if mark and name not in (kind, "without questions")] if kind in PLAIN else []
    found = []
    for path in sorted(html.rglob("*.html")):
        text = path.read_text("utf-8")
        if KINDS[kind] in text and not any(other in text for other in others):
            found.append(path.relative_to(html).as_posix())
    return found


def first(html: Path) -> str:
    """Return the page whose number of questions is nearest to five, and of such pages in the book the heaviest."""
    left_out = {*pages(html, "notebook"), *pages(html, "search")}
    shown = {page: len(names) for page, names in questions(html).items() if page not in left_out}
    return min(shown, key=lambda page: (abs(shown[page] - WANTED_QUESTIONS), -len(squeezed((html / page).read_bytes()))))


def further(html: Path) -> str:
    """Return the heaviest text page beside the first, so that its figure is the worst of its kind."""
    return max((page for page in pages(html, "text") if page != first(html)), key=lambda page: len(squeezed((html / page).read_bytes())))
