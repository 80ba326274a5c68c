"""Find marks of a question file that Markdown does not take for marks, although they look like them.

A line that has lost its mark is taken into the text above, and nobody sees that an answer is missing. A hard space (Alt+Space
on a Mac) or a dash of the printer's looks like the right sign and is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from .. import words
from .problems import Report, brief
from .source import Source

_HARD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_FENCE = re.compile(r"\s*(?:> ?)*\s*(`{3,}|~{3,})")
_BOX_MARKS = (
    re.compile(r"[-*+]\[[ xX]?\]"),  # -[x] The leaf
    re.compile(r"[-*+] +\[[ xX]?\](?=\S)(?!\()"),  # - [x]The leaf
    re.compile(r"[-*+] +\[\](?!\()"),  # - [] The leaf
    re.compile(r"\[[ xX]\](?: |$)"),  # [x] The leaf
)
_LISTS = "[-\u2010-\u2015\u2022\u2023\u25cf\u25aa\u00b7*+]"
"""What may be typed for the sign of a list: hyphen, printer's dashes, bullets."""


def _prose(lines: list[str], start: int) -> Iterator[tuple[int, str]]:
    """Give the number and the text of each line that is not code."""
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        match = _FENCE.match(line)
        if fence:
            fence = "" if match and match[1].startswith(fence) else fence
        elif match:
            fence = match[1]
        else:
            yield number, line


def check_marks(lines: list[str], start: int, report: Report) -> None:
    """Report hard spaces where a mark stands, dashes and bullets that begin no list, and boxes and headings without their space.

    :param lines: of the whole file
    :param start: how many of them the front matter takes
    """
    names = "|".join(re.escape(words.keyword(name)) for name in ("answer", "not", "otherwise", "from", "to", "accept"))
    form = rf"(?:{names})\b(?::| -?\d|[.:]?$)"
    marked = re.compile(rf"[\W\d_]*(?:(?<=\[)[xX]\][\W_]*)?(?:(?:{names})\b[\W\d_]*)?")
    keyword = re.compile(rf"[-*+]{form}")
    dashed = re.compile(rf"(?![-*+]){_LISTS}\s?(?:\[[ xX]?\]|{form}|\[[^\]]+\]\(#)")
    hard = re.compile(rf"[{_HARD}]")
    for number, line in _prose(lines, start):
        text = re.sub(r"^[\s>]*", "", line)
        mark = marked.match(line)
        if mark and hard.search(mark[0]):
            report(number, "hard-space")
        elif dashed.match(text):
            report(number, "dash", sign=text[0])
        elif any(mark.match(text) for mark in _BOX_MARKS) or keyword.match(text):
            report(number, "lost-mark", text=brief(text))
        elif re.match(r"#{1,2}[^#\s]", line):
            report(number, "lost-mark/heading", text=brief(text))


def check_lazy_lines(blocks: list[SyntaxTreeNode], source: Source) -> None:
    """Report lines inside lists and quotes that begin with no mark and no indent: Markdown takes them into the line above."""
    for block in blocks:
        if block.type not in ("bullet_list", "ordered_list", "blockquote") or not block.map:
            continue
        first, last = block.map
        quoted = block.type == "blockquote"
        told = {p.line for p in source.report.problems}
        for number, line in _prose(source.lines[:source.start + last], source.start + first):
            if number in told or not line.strip() or line.startswith(">" if quoted else (" ", ">")):
                continue
            if quoted or not re.match(r"(?:[-*+]|\d+[.)])(?: |$)", line):
                source.report(number, "lazy-line", text=brief(line))

