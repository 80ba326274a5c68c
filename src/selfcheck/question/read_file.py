"""Read one question file: a path in, a :class:`~selfcheck.question.model.Question` and every problem out.

A question file is CommonMark with a few ``key: value`` lines on top, read in :mod:`selfcheck.question.front_matter` as text, so
that ``No``, ``1.10`` and a colon stay what they are. What the answers look like decides the kind.
"""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .. import words
from ..markup.dollars import read_dollars
from ..markup.pictures import find_picture
from .check_marks import check_lazy_lines, check_marks
from .check_markup import find_unsupported
from .front_matter import Front, Known, check_front, read_front
from .kinds import KINDS
from .model import Body, Question
from .problems import Problem, Report, brief, line_of
from .source import Part, Source, Written, called

MAX_BYTES = 50_000
TEXT = ("paragraph", "blockquote", "bullet_list", "ordered_list", "fence", "math_block")
"""Blocks that an explanation may hold."""
STEM = ("paragraph", "blockquote", "fence", "math_block")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ODD = re.compile(rf"{_CONTROL.pattern}|\t")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# Blocks alone: the author's own text is kept, and emphasis nested a thousand deep must not make a tree as deep. Link
# definitions would vanish, as each text is rendered alone.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["inline", "reference"]).use(read_dollars)


def read_file(path: Path, root: Path, known: Known | None = None) -> tuple[Question | None, list[Problem]]:
    """Read the question at ``path``.

    :param path: the file
    :param root: folder that messages name the file from
    :param known: what its front matter must and can name; None leaves that unchecked
    :return: the question (None where it cannot be used) and all problems found, in order of their lines
    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    report = Report(shown)
    text = _decode(path, report)
    if text is None:
        return None, report.problems
    lines = text.split("\n")
    front = read_front(lines, report, known.needed if known else ())
    question = _parse(lines, front, path.stem, report) if front.end is not None else None
    usable = not report.problems  # what follows does not spoil a question: a source that is not in the bibliography yet, a role
    start = front.end or 0
    for line, code, values in find_unsupported("\n".join(lines[start:]), lambda address: find_picture(root, shown, address)):
        report(start + line + 1, code, **values)
    if known is not None:
        check_front(front, known, report)
    return (question if usable else None), sorted(report.problems)


def _decode(path: Path, report: Report) -> str | None:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        report(1, "unreadable", why=error.strerror)
        return None
    if size > MAX_BYTES:
        report(1, "too-large", size=f"{size:,}", most=f"{MAX_BYTES:,}")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report(line_of(error), "not-utf-8")
        return None
    if not text.strip():
        report(1, "empty")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    fine = True
    for number, row in enumerate(text.split("\n") if _ODD.search(text) else [], 1):
        if _CONTROL.search(row):
            fine = report(number, "control-character")
        elif "\t" in row:
            fine = report(number, "tab")
    return text if fine else None


class _Parts:
    """What the blocks of a file are: title, stem, hint, answers, explanation."""

    def __init__(self, source: Source, where: dict[str, int]) -> None:
        self.source, self.report, self.where = source, source.report, where
        self.title = self.hint = ""
        self.stem: list[str] = []
        self.answers: list[SyntaxTreeNode] = []
        self.explanation: list[str] = []
        self.after = False
        self.hint_mark = re.compile(rf"\*\*{re.escape(words.keyword('hint'))}[:.]?\*\*[\s:.]*(.*)\Z", re.S)

    def take(self, block: SyntaxTreeNode) -> None:
        """Put a block where it belongs."""
        source, report, line = self.source, self.report, self.source.line(block)
        if block.type == "heading" and block.markup in ("-", "="):
            report(source.last_line(block), "setext", sign=block.markup)
        elif block.type == "heading" and block.tag == "h1":
            if self.title:
                report(line, "two-titles")
            self.title, self.where["title"] = self.title or source.inline(block), self.where.get("title", line)
        elif block.type == "heading" and block.tag != "h2":
            report(line, "deep-heading")
        elif block.type == "hr":
            if self.after:
                report(line, "second-rule")
            self.after = True
        elif self.after and block.type not in TEXT:
            report(line, "odd-block", block=called(block))
        elif self.after:
            self.where.setdefault("explanation", line)
            self.explanation.append(source.text(block))
        elif self.answers or block.type in ("bullet_list", "ordered_list") or block.tag == "h2":
            self.answers.append(block)
        elif block.type == "blockquote" and (match := self.hint_mark.match(source.quote(block))):
            if "hint" in self.where:
                report(line, "line-twice/hint")
            self.hint, self.where["hint"] = match[1], line
        elif block.type in STEM:
            self.where.setdefault("stem", line)
            self.stem.append(source.text(block))
        else:
            report(line, "odd-block/stem", block=called(block))


def _parse(lines: list[str], front: Front, name: str, report: Report) -> Question | None:
    if not _ID.match(name):
        report(1, "bad-id", name=brief(name))
    start, where = front.end or 0, front.where
    source = Source(lines, start, report)
    check_marks(lines, start, report)
    blocks = list(SyntaxTreeNode(_MARKDOWN.parse("\n".join(lines[start:]))).children)
    check_lazy_lines(blocks, source)
    parts = _Parts(source, where)
    for block in blocks:
        parts.take(block)
    if not parts.title:
        report(min(start + 1, len(lines)), "no-title")
    body = _body(parts.answers, source)
    if body is not None and KINDS[body.kind].marked and not parts.explanation:
        report(len(lines), "no-explanation")
    if body is None:
        return None
    return Question(
        id=name, path=report.path, title=parts.title, stem="\n\n".join(parts.stem), body=body, hint=parts.hint,
        explanation="\n\n".join(parts.explanation), outcome=front.values.get("outcome", ""), level=front.values.get("level", ""),
        sources=front.sources, review_by=front.values.get("review-by", ""), lines=where,
    )


def _body(blocks: list[SyntaxTreeNode], source: Source) -> Body | None:
    """Read the blocks between the stem and the ``---``."""
    report = source.report
    if not blocks:
        report(min(source.start + 1, len(source.lines)), "no-answers")
        return None
    parts: list[Part] = []
    for block in blocks:
        if block.type == "heading":
            parts.append(Part(source.inline(block), source.line(block), []))
        elif parts:
            parts[-1].blocks.append(block)
    if parts and blocks[0].type != "heading":
        report(source.line(blocks[0]), "list-before-parts")
        return None
    written = Written(source, [] if parts else blocks, parts)
    kind = next(k for k in KINDS.values() if k.fits(written))  # the general forms take whatever is left
    return kind.read(written)
