"""The text of a question file in blocks, with the author's own lines: what each kind reads its answers from.

What is kept of a block is CommonMark, not HTML. Nothing here raises for what an author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markdown_it.tree import SyntaxTreeNode

from .. import words
from .model import Answer, Span
from .problems import Report, brief

_BOX = re.compile(r"\[([ xX])\] +(\S.*)\Z", re.S)
_NUMBER = r"-?\d{1,9}"

Item = tuple[int, str, str]
"""A list item: its line, its text, the text of the quote under it."""


def called(block: SyntaxTreeNode) -> str:
    """Return what an author would call this block."""
    return str(words.BLOCKS.get(block.type, block.type))


class Source:
    """Gives back the author's own text for a parsed block."""

    def __init__(self, lines: list[str], start: int, report: Report) -> None:
        """Take a file's lines, the number of those before its first block, and where to report problems."""
        self.lines, self.start, self.report = lines, start, report

    def line(self, node: SyntaxTreeNode) -> int:
        return self.start + (node.map[0] if node.map else 0) + 1

    def last_line(self, node: SyntaxTreeNode) -> int:
        return self.start + (node.map[1] if node.map else 1)

    def text(self, node: SyntaxTreeNode) -> str:
        begin, end = node.map or (0, 0)
        return "\n".join(self.lines[self.start + begin:self.start + end]).strip("\n").rstrip()

    def inline(self, node: SyntaxTreeNode) -> str:
        return next((c.content.strip() for c in node.children if c.type == "inline"), "")

    def quote(self, node: SyntaxTreeNode) -> str:
        """The text of a block quote, without its indent and signs."""
        rows = [re.sub(r"^\s*> ?", "", row) for row in self.text(node).split("\n")]
        return "\n".join(rows).strip()


@dataclass(frozen=True)
class Part:
    """A ``##`` heading with what stands under it."""

    title: str
    line: int
    blocks: list[SyntaxTreeNode]


@dataclass(frozen=True)
class Written:
    """What an author wrote between the stem and the ``---``: one list of answers, or parts with headings."""

    source: Source
    lists: list[SyntaxTreeNode]
    """The blocks, where there are no parts."""
    parts: list[Part]

    @property
    def report(self) -> Report:
        return self.source.report

    @property
    def numbered(self) -> bool:
        """Whether the answers are one numbered list."""
        return bool(self.lists) and self.lists[0].type == "ordered_list"

    @cached_property
    def rows(self) -> list[Item]:
        """The items of the one list; what cannot stand in them or beside it is reported."""
        lists = [b for b in self.lists if b.type in ("bullet_list", "ordered_list")]
        for extra in [b for b in self.lists if b not in lists] + lists[1:]:
            self.report(self.source.line(extra), "after-answers")
        return list(items(lists[0], self.source))

    @cached_property
    def texts(self) -> list[str]:
        """The first line of text of each item, by which a kind knows its own form; nothing is reported."""
        blocks = [b for part in self.parts for b in part.blocks] if self.parts else self.lists[:1]
        return [self.source.inline(p) for b in blocks for i in b.children for p in i.children[:1]]


def items(block: SyntaxTreeNode, source: Source) -> Iterator[Item]:
    """Give the items of a list, and report whatever else stands in them."""
    for node in block.children:
        text, feedback = "", ""
        for child in node.children:
            if child.type == "paragraph" and not text:
                text = source.inline(child)
            elif child.type == "blockquote" and not feedback:
                feedback = source.quote(child)
            else:
                second = child.type in ("paragraph", "blockquote")
                source.report(source.line(child), "odd-item/second" if second else "odd-item", block=called(child))
        if not text:
            source.report(source.line(node), "empty-item")
        else:
            yield source.line(node), text, feedback


def rows_of(part: Part, source: Source, alone: bool) -> list[Item]:
    """Return the items of the lists in a part.

    :param alone: whether nothing else may stand in the part, since nothing would show it
    """
    for block in part.blocks if alone else ():
        if block.type != "bullet_list":
            source.report(source.line(block), "odd-block/part", block=called(block))
    return [row for block in part.blocks if block.type == "bullet_list" for row in items(block, source)]


def ticked(text: str) -> tuple[bool, str] | None:
    """Return whether the box before a text has a cross, and the text; None where it has no box."""
    match = _BOX.match(text)
    return (match[1] in "xX", match[2]) if match else None


def as_answers(rows: list[Item], report: Report) -> list[Answer]:
    """Turn items into answers; each needs feedback, and no two may be equal."""
    seen: dict[str, int] = {}
    for line, text, feedback in rows:
        if ticked(text):
            report(line, "stray-box", answer=brief(text))
        if not feedback:
            report(line, "no-feedback", answer=brief(text))
        plain = " ".join(text.lower().split())
        if plain in seen:
            report(line, "equal-answers", answer=brief(text), line=seen[plain])
        seen[plain] = line
    return [Answer(text, feedback, line) for line, text, feedback in rows]


def end_of_span(text: str) -> tuple[str, int, str] | None:
    """Return which end of a scale a line names (``from`` or ``to``), its number and its name; None for another line."""
    for name in ("from", "to"):
        if match := re.match(rf"{re.escape(words.keyword(name))} ({_NUMBER}): *(\S.*)\Z", text, re.S):
            return name, int(match[1]), match[2]
    return None


def read_span(rows: list[Item], line: int, report: Report) -> tuple[Span | None, dict[str, tuple[int, str]], list[Item]]:
    """Take the two ends of a scale out of ``rows``.

    :param line: where to report that an end is missing
    :return: the span; by ``from`` and ``to``, the line and the feedback of each end; the rows that are left
    """
    ends: dict[str, tuple[int, str]] = {}
    quotes: dict[str, tuple[int, str]] = {}
    rest = []
    for row in rows:
        if end := end_of_span(row[1]):
            name, number, text = end
            if name in ends:
                report(row[0], "line-twice", word=words.keyword(name))
            ends[name], quotes[name] = (number, text), (row[0], row[2])
        else:
            rest.append(row)
    if len(ends) < 2:
        report(line, "no-ends")
        return None, quotes, rest
    span = Span(*ends["from"], *ends["to"])
    if not 3 <= len(span.steps) <= 7:
        report(line, "bad-steps", first=span.first, last=span.last)
        return None, quotes, rest
    return span, quotes, rest
