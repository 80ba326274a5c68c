"""Read one question file: a path in, a :class:`~selfcheck.model.Question` and every problem out.

A question file is CommonMark with a few ``key: value`` lines on top, read in :mod:`selfcheck.front` as text, so that
``No``, ``1.10`` and a colon stay what they are. What the answers look like decides the kind; the forms are read in
:mod:`selfcheck.listed` and :mod:`selfcheck.headed`.
"""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .front import Front, Known, check_front, read_front
from .headed import read_parts
from .listed import Source, kind_of, read_list
from .markup.dollars import read_dollars
from .model import Body, Question
from .problems import Problem, Report, brief

MAX_BYTES = 50_000
TEXT = ("paragraph", "blockquote", "bullet_list", "ordered_list", "fence", "math_block")
"""Blocks that an explanation may hold."""
_HINT = re.compile(r"\*\*Hint[:.]?\*\*[\s:.]*(.*)\Z", re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ODD = re.compile(rf"{_CONTROL.pattern}|\t")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# Blocks alone: the author's own text is kept, and emphasis nested a thousand deep must not make a tree as deep. Link
# definitions would vanish, as each text is rendered alone.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["inline", "reference"]).use(read_dollars)


def read(path: Path, root: Path, known: Known | None = None) -> tuple[Question | None, list[Problem]]:
    """Read the question at ``path``.

    :param path: the file
    :param root: folder that messages name the file from
    :param known: what its front matter can name; None leaves that unchecked
    :return: the question (None where it cannot be used) and all problems found, in order of their lines
    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    report = Report(shown)
    text = _decode(path, report)
    if text is None:
        return None, report.problems
    lines = text.split("\n")
    front = read_front(lines, report)
    question = _parse(lines, front, front.end, path.stem, report) if front.end is not None else None
    usable = not report.problems  # a source that is not in the bibliography yet does not spoil a question
    if known is not None:
        check_front(front, known, report)
    return (question if usable else None), sorted(report.problems)


def _decode(path: Path, report: Report) -> str | None:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        report(1, "unreadable", f"the file cannot be read ({error.strerror})", "check its name and its permissions")
        return None
    if size > MAX_BYTES:
        report(1, "too-large", f"the file has {size:,} bytes, more than a question's {MAX_BYTES:,}", "cut it to one question")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report(line, "not-utf-8", "a character here is not UTF-8", "save the file with the encoding UTF-8")
        return None
    if not text.strip():
        report(1, "empty", "the file is empty", "write the question, or delete the file")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    fine = True
    for number, row in enumerate(text.split("\n") if _ODD.search(text) else [], 1):
        if _CONTROL.search(row):
            fine = report(number, "control-character", "a character here cannot be shown", "delete it and type the line again")
        elif "\t" in row:
            fine = report(number, "tab", "there is a tab", "put spaces in its place")
    return text if fine else None


def _parse(lines: list[str], front: Front, start: int, name: str, report: Report) -> Question | None:
    if not _ID.match(name):
        report(1, "bad-id", f"the file name '{brief(name)}' cannot be an id",
               "use small letters, digits and single hyphens, such as ward-team.md")
    where = front.where
    source = Source(lines, start)
    blocks = list(SyntaxTreeNode(_MARKDOWN.parse("\n".join(lines[start:]))).children)

    title, hint, after = "", "", False
    stem: list[str] = []
    answers: list[SyntaxTreeNode] = []
    explanation: list[str] = []
    for block in blocks:
        line = source.line(block)
        if block.type == "heading" and block.markup in ("-", "="):
            report(source.last_line(block), "setext",
                   f"a row of '{block.markup}' directly under text makes it a heading", "put an empty line before the row")
        elif block.type == "heading" and block.tag == "h1":
            if title:
                report(line, "two-titles", "there is a second title", "keep one question in a file; use ## for a part")
            title, where["title"] = title or source.inline(block), where.get("title", line)
        elif block.type == "heading" and block.tag != "h2":
            report(line, "deep-heading", "a heading inside a question can only have two signs", "write it with ##")
        elif block.type == "hr":
            if after:
                report(line, "second-rule", "there is a second --- line", "keep the one before the explanation")
            after = True
        elif after and block.type not in TEXT:
            report(line, "odd-block", f"a {kind_of(block)} cannot stand here", "use paragraphs and lists")
        elif after:
            where.setdefault("explanation", line)
            explanation.append(source.text(block))
        elif answers or block.type in ("bullet_list", "ordered_list") or block.tag == "h2":
            answers.append(block)
        elif block.type == "blockquote" and (match := _HINT.match(source.quote(block))):
            if "hint" in where:
                report(line, "line-twice", "there is a second hint", "keep one of them")
            hint, where["hint"] = match[1], line
        elif block.type in ("paragraph", "blockquote", "fence", "math_block"):
            where.setdefault("stem", line)
            stem.append(source.text(block))
        else:
            report(line, "odd-block", f"a {kind_of(block)} cannot stand here", "use paragraphs, then the answers")
    if not title:
        report(min(start + 1, len(lines)), "no-title", "there is no title", "put the question in a line that begins with '# '")
    body = _body(answers, source, report)
    if body is not None and body.kind not in ("reflect", "case", "profile") and not explanation:
        report(len(lines), "no-explanation", "there is no explanation",
               "end the file with a line --- and one to three sentences shown after answering")
    if body is None:
        return None
    return Question(
        id=name, path=report.path, title=title, stem="\n\n".join(stem), body=body, hint=hint,
        explanation="\n\n".join(explanation), outcome=front.values.get("outcome", ""), level=front.values.get("level", ""),
        sources=front.sources, review_by=front.values.get("review-by", ""), lines=where,
    )


def _body(blocks: list[SyntaxTreeNode], source: Source, report: Report) -> Body | None:
    """Read the blocks between the stem and the ``---``."""
    if not blocks:
        report(min(source.start + 1, len(source.lines)), "no-answers", "there are no answers",
               "write a list of answers; CONTRIBUTING.md shows each kind")
        return None
    parts: list[tuple[str, int, list[SyntaxTreeNode]]] = []
    for block in blocks:
        if block.type == "heading":
            parts.append((source.inline(block), source.line(block), []))
        elif parts:
            parts[-1][2].append(block)
    if not parts:
        return read_list(blocks, source, report)
    if blocks[0].type != "heading":
        report(source.line(blocks[0]), "list-before-parts", "there is a list before the first ##", "put it under a ##")
        return None
    return read_parts(parts, source, report)
