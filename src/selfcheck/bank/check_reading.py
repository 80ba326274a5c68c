"""How hard a page is to read: grade, long sentences, and abbreviations that nobody spelled out.

Measured is what the course says itself. Headings, tables, code, quotations in block quotes and the text of directives'
options are left out: titles are not sentences, and other people's words are not ours to shorten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pyphen import Pyphen

from ..question.problems import Problem, problem
from .course import Course
from .page_index import Page, PageIndex, parse_blocks

LONG = 25
"""More words than this make a sentence long (the limit of the Government Digital Service's style guidance)."""
BOXES = ("admonition",)
"""Directives whose bodies are prose."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
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


def measure_page(page: Page, known: frozenset[str] = frozenset()) -> Reading:
    """Measure the prose of a page.

    :param known: abbreviations that need no spelling out
    """
    paragraphs = prose(page.blocks)
    sentences = [s for p in paragraphs for s in split(p)]
    counts = [len(s.split()) for s in sentences]
    return Reading(measure_grade(sentences), len(sentences), sum(c > LONG for c in counts), sum(counts), unexplained(page.text, known))


def measure_grade(sentences: Sequence[str]) -> float:
    """Return the Flesch-Kincaid grade of sentences, to one decimal; 0 where there is no word.

    Syllables are counted where a word may be hyphenated: no dictionary of sounds is needed, and it holds for made-up words.
    """
    words = [word for sentence in sentences for part in sentence.split() if (word := re.sub(r"[^\w']", "", part).lower())]
    if not words:
        return 0.0
    syllables = sum(len(_HYPHENS.positions(word)) + 1 for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def prose(blocks: Sequence[Token]) -> list[str]:
    """Return the paragraphs and list items of a page that are its own words, without marks."""
    found: list[str] = []
    quoted = 0
    skip = {"table_open", "blockquote_open"}, {"table_close", "blockquote_close"}
    heading = False
    for token in blocks:
        quoted += (token.type in skip[0]) - (token.type in skip[1])
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "fence":
            name, _, _ = token.info.strip().removeprefix("{").partition("}")
            if name in BOXES:
                found += prose(parse_blocks(re.sub(r"\A(:[\w-]+:.*\n)+", "", token.content)))
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


def measure_pages(course: Course, index: PageIndex) -> dict[str, Reading]:
    """Measure every page of a course, by its path."""
    known = frozenset(course.rules.abbreviations or ())
    return {page.shown: measure_page(page, known) for page in index.pages}


def check_reading(course: Course, index: PageIndex, readings: dict[str, Reading]) -> Iterator[Problem]:
    """Give a problem for each page that is too hard to read, and for each word to avoid."""
    rules = course.rules
    avoid = {re.compile(rf"\b{re.escape(word)}\b", re.I): use for word, use in rules.avoid.items()}
    for page in index.pages:
        reading = readings[page.shown]
        if reading.grade > rules.grade:
            yield problem(page.shown, 1, "hard-page", grade=reading.grade, most=rules.grade)
        if reading.sentences and reading.long / reading.sentences > rules.long_sentences:
            yield problem(page.shown, 1, "long-sentences", long=reading.long, all=reading.sentences, words=LONG, most=rules.long_sentences)
        for line, short in reading.unexplained if rules.abbreviations is not None else ():
            yield problem(page.shown, line, "abbreviation", short=short)
        for number, row in enumerate(page.lines if avoid else (), 1):
            for pattern, use in avoid.items():
                if found := pattern.search(row):
                    yield problem(page.shown, number, "word", word=found[0], use=use)
