"""How hard a page is to read: grade, long sentences, and abbreviations that nobody spelled out.

Measured is what the course says itself. Headings, tables, code, quotations in block quotes and the text of directives'
options are left out: titles are not sentences, and other people's words are not ours to shorten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pyphen import Pyphen

from .bank import Bank
from .pages import pages
from .problems import Problem

LONG = 25
"""More words than this make a sentence long (the limit of the Government Digital Service's style guidance)."""
BOXES = ("admonition",)
"""Directives whose bodies are prose."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_ROLE = re.compile(r"\{[\w:]+\}`([^`<]*?)\s*(?:<[^`>]*>)?`")
_CITATION = re.compile(r"\s*\(?\{cite:\w+\}`[^`]*`\)?")
_END = re.compile(r"(?<=[.!?…])[\"”’')*]*\s+(?=[\"“‘'(*]*[A-Z0-9£])")
_HYPHENS = Pyphen(lang="en_US")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}s?\b")


@dataclass(frozen=True)
class Reading:
    """How one page reads."""

    grade: float
    """Flesch-Kincaid grade (Kincaid and others, 1975): years of schooling in the United States."""
    sentences: int
    long: int
    """Sentences of more than :data:`LONG` words."""
    words: int
    unexplained: tuple[tuple[int, str], ...]
    """Abbreviations used before they are spelled out, with their lines."""


def read_page(path: Path, known: frozenset[str] = frozenset()) -> Reading:
    """Measure the prose of a MyST page.

    :param known: abbreviations that need no spelling out
    """
    text = path.read_text("utf-8")
    paragraphs = prose(text)
    sentences = [s for p in paragraphs for s in split(p)]
    counts = [len(s.split()) for s in sentences]
    return Reading(measure_grade(sentences), len(sentences), sum(c > LONG for c in counts), sum(counts), unexplained(text, known))


def measure_grade(sentences: Sequence[str]) -> float:
    """Return the Flesch-Kincaid grade of sentences, to one decimal; 0 where there is no word.

    Syllables are counted where a word may be hyphenated: no dictionary of sounds is needed, and it holds for made-up words.
    """
    words = [word for sentence in sentences for part in sentence.split() if (word := re.sub(r"[^\w']", "", part).lower())]
    if not words:
        return 0.0
    syllables = sum(len(_HYPHENS.positions(word)) + 1 for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def prose(text: str) -> list[str]:
    """Return the paragraphs and list items of a page that are its own words, without marks."""
    found: list[str] = []
    quoted = 0
    tokens = _MARKDOWN.parse(re.sub(r"^\([\w-]+\)=$", "", text, flags=re.M))
    skip = {"table_open", "blockquote_open"}, {"table_close", "blockquote_close"}
    heading = False
    for token in tokens:
        quoted += (token.type in skip[0]) - (token.type in skip[1])
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "fence":
            name, _, _ = token.info.strip().removeprefix("{").partition("}")
            if name in BOXES:
                found += prose(re.sub(r"\A(:[\w-]+:.*\n)+", "", token.content))
        elif token.type == "inline" and not quoted and not heading:
            found.append(" ".join(_plain(token).split()))
    return [p for p in found if len(p.split()) > 2]


def _plain(token: Token) -> str:
    source = _CITATION.sub("", token.content)
    source = _ROLE.sub(lambda m: m[1], source)
    inner = _MARKDOWN.parseInline(source)[0].children or []
    return "".join(" " if t.type == "softbreak" else t.content for t in inner if t.content or t.type == "softbreak")


def split(paragraph: str) -> list[str]:
    """Split a paragraph into sentences."""
    return [s for s in _END.split(paragraph) if s.strip()]


def unexplained(text: str, known: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """Find abbreviations that are used before they stand in brackets after their long form, or before theirs in brackets."""
    found = []
    seen: set[str] = set(known)
    fence, boxes = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        mark = re.match(r"(`{3,})(?:\{(\w+)\})?", line)
        if fence:
            fence = "" if line.startswith(fence) else fence
            continue
        if mark and mark[2] in BOXES:
            boxes += 1
        elif mark and boxes and not mark[2]:
            boxes -= 1
        elif mark:
            fence = mark[1]
        if fence or line.startswith((":", "#", "(")):
            continue
        told = _ROLE.sub(lambda m: m[1], _CITATION.sub("", line))
        told = re.sub(r"\]\([^)]*\)|(?<!\})`[^`]*`", "]", told)  # addresses and code
        for match in _ABBREVIATION.finditer(told):
            short = match[0].rstrip("s")
            around = told[max(0, match.start() - 1):match.start()], told[match.end():match.end() + 2]
            if around[0] == "(" or around[1].startswith(" ("):
                seen.add(short)
            elif short not in seen:
                found.append((number, short))
                seen.add(short)
    return tuple(found)


def read_course(bank: Bank) -> dict[str, Reading]:
    """Measure every page of a course, by its path."""
    known = frozenset(bank.rules.get("abbreviations", ()))
    return {p.relative_to(bank.root).as_posix(): read_page(p, known) for p in pages(bank)}


def check(bank: Bank, readings: dict[str, Reading]) -> Iterator[Problem]:
    """Give a problem for each page that is too hard to read.

    Rules: ``grade``, the highest Flesch-Kincaid grade of a page; ``long-sentences``, the largest share of sentences of
    more than :data:`LONG` words; ``abbreviations``, those that need no spelling out (naming them holds the others to it);
    ``avoid``, words with what to write in their place.
    """
    grade, share = float(bank.rules.get("grade", 99)), float(bank.rules.get("long-sentences", 1))
    avoid = {re.compile(rf"\b{re.escape(word)}\b", re.I): use for word, use in dict(bank.rules.get("avoid", {})).items()}
    for page, reading in readings.items():
        if reading.grade > grade:
            yield Problem(page, 1, "hard-page", f"the page reads at grade {reading.grade:g}", f"shorten sentences and words to grade {grade:g}")
        if reading.sentences and reading.long / reading.sentences > share:
            yield Problem(page, 1, "long-sentences", f"{reading.long} of {reading.sentences} sentences have more than {LONG} words",
                          f"split them, to at most {share:.0%}")
        if "abbreviations" in bank.rules:
            for line, short in reading.unexplained:
                yield Problem(page, line, "abbreviation", f"'{short}' is used before it is spelled out",
                              f"write its words first, then ({short})")
        for number, row in enumerate((bank.root / page).read_text("utf-8").split("\n") if avoid else [], 1):
            for pattern, use in avoid.items():
                if found := pattern.search(row):
                    yield Problem(page, number, "word", f"'{found[0]}' stands here", f"write '{use}'")
