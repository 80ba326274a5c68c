"""The forms with one list: boxes to tick, steps to order, a scale, a short answer.

Each reader takes the blocks between the stem and the ``---`` and gives a body of :mod:`selfcheck.model`, or None and
at least one problem. Nothing here raises for what an author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.tree import SyntaxTreeNode

from .model import Answer, Body, Choice, Order, Scale, Short, Span, fold
from .problems import Report, brief

_BOX = re.compile(r"\[([ xX])\] +(\S.*)\Z", re.S)
END = re.compile(r"(From|To) (-?\d{1,9}): *(\S.*)\Z", re.S)
_ACCEPT = re.compile(r"Accept (-?\d{1,9})(?: to (-?\d{1,9}))?\Z")
_FORM = re.compile(r"(Answer|Not): *(\S.*)\Z", re.S)


_CALLED = {
    "bullet_list": "list", "ordered_list": "numbered list", "blockquote": "quote", "fence": "block of code",
    "code_block": "block of text indented by four spaces", "hr": "rule (---)",
}


def kind_of(block: SyntaxTreeNode) -> str:
    """Return what an author would call this block."""
    return _CALLED.get(block.type, block.type)


class Source:
    """Gives back the author's own text for a parsed block: what is kept is CommonMark, not HTML."""

    def __init__(self, lines: list[str], start: int) -> None:
        self.lines, self.start = lines, start

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


Item = tuple[int, str, str]
"""A list item: its line, its text, the text of the quote under it."""


def items(block: SyntaxTreeNode, source: Source, report: Report) -> Iterator[Item]:
    """Give the items of a list, and report whatever else stands in them."""
    for node in block.children:
        text, feedback = "", ""
        for child in node.children:
            if child.type == "paragraph" and not text:
                text = source.inline(child)
            elif child.type == "blockquote" and not feedback:
                feedback = source.quote(child)
            else:
                report(source.line(child), "odd-item", f"a second {kind_of(child)} cannot stand in an answer"
                       if child.type in ("paragraph", "blockquote") else f"a {kind_of(child)} cannot stand in an answer",
                       "keep one line of text and one quote (> …) under it, indented")
        if not text:
            report(source.line(node), "empty-item", "this answer is empty", "write its text, or delete the line")
        else:
            yield source.line(node), text, feedback


def read_list(blocks: list[SyntaxTreeNode], source: Source, report: Report) -> Body | None:
    """Find out what kind of question has this list of answers, and read it."""
    lists = [b for b in blocks if b.type in ("bullet_list", "ordered_list")]
    for extra in [b for b in blocks if b not in lists] + lists[1:]:
        report(source.line(extra), "after-answers", "something stands between the answers and the explanation",
               "keep one list of answers; put what is shown after answering behind a line ---")
    rows = list(items(lists[0], source, report))
    if not rows:
        return None
    if lists[0].type == "ordered_list":
        return _order(rows, report)
    reader: Callable[[list[Item], Report], Body | None] = _choice
    if any(END.match(text) or _ACCEPT.match(text) for _, text, _ in rows):
        reader = _scale
    elif any(_FORM.match(text) for _, text, _ in rows):
        reader = _short
    return reader(rows, report)


def as_answers(rows: list[Item], report: Report) -> list[Answer]:
    """Turn items into answers; each needs feedback, and no two may be equal."""
    seen: dict[str, int] = {}
    for line, text, feedback in rows:
        if _BOX.match(text):
            report(line, "stray-box", f"'{brief(text)}' has a box, but nothing is ticked here",
                   "take the box away, or write the answers as one list with '- '")
        if not feedback:
            report(line, "no-feedback", f"'{brief(text)}' has no feedback", "put a quote under it, indented: '  > Why …'")
        plain = " ".join(text.lower().split())
        if plain in seen:
            report(line, "equal-answers", f"'{brief(text)}' stands already in line {seen[plain]}",
                   "make them differ, or delete one")
        seen[plain] = line
    return [Answer(text, feedback, line) for line, text, feedback in rows]


def _choice(rows: list[Item], report: Report) -> Body | None:
    ticked, bare = [], []
    for line, text, feedback in rows:
        if match := _BOX.match(text):
            ticked.append(match[1] in "xX")
            bare.append((line, match[2], feedback))
        else:
            report(line, "no-box", f"'{brief(text)}' has no box", "begin it with '- [ ] ', or '- [x] ' where it is right")
    answers = tuple(Answer(a.text, a.feedback, a.line, right) for a, right in zip(as_answers(bare, report), ticked, strict=True))
    if len(rows) < 2:
        report(rows[0][0], "one-answer", "there is one answer to choose from", "write three to five")
    elif len(bare) == len(rows) and not any(ticked):
        report(rows[0][0], "no-key", "no answer is marked as right", "put an x in its box: '- [x] '")
    elif len(bare) == len(rows) and all(ticked):
        report(rows[0][0], "all-key", "every answer is marked as right", "leave the box of a wrong one empty: '- [ ] '")
    return Choice(answers)


def _order(rows: list[Item], report: Report) -> Body | None:
    if len(rows) < 3:
        report(rows[0][0], "few-steps", "there are fewer than three steps to order", "write three to six")
    return Order(tuple(as_answers(rows, report)))


def read_span(rows: list[Item], line: int, report: Report) -> tuple[Span | None, dict[str, tuple[int, str]], list[Item]]:
    """Take the two ends out of ``rows``: the span, the line and the feedback of each end, the rows that are left."""
    ends: dict[str, tuple[int, str]] = {}
    quotes: dict[str, tuple[int, str]] = {}
    rest = []
    for row in rows:
        if match := END.match(row[1]):
            if match[1] in ends:
                report(row[0], "line-twice", f"there is a second '{match[1]}'", "keep one of them")
            ends[match[1]], quotes[match[1]] = (int(match[2]), match[3]), (row[0], row[2])
        else:
            rest.append(row)
    if len(ends) < 2:
        report(line, "no-ends", "the scale lacks an end", "write '- From 1: one end' and '- To 5: the other end'")
        return None, quotes, rest
    span = Span(*ends["From"], *ends["To"])
    if not 3 <= len(span.steps) <= 7:
        report(line, "bad-steps", f"the scale from {span.first} to {span.last} does not have three to seven steps",
               "number its ends so that it has")
        return None, quotes, rest
    return span, quotes, rest


def _scale(rows: list[Item], report: Report) -> Body | None:
    span, quotes, rest = read_span(rows, rows[0][0], report)
    found = None
    for line, text, why in rest:
        if match := _ACCEPT.match(text):
            if found:
                report(line, "line-twice", "there is a second 'Accept'", "name one range")
            found = (int(match[1]), int(match[2] or match[1]), why, line)
        else:
            report(line, "odd-scale", f"'{brief(text)}' is not part of a scale", "write '- Accept 2 to 3' with a quote under it")
    if found is None:
        report(rows[0][0], "no-key", "the scale does not say what is accepted", "add a line '- Accept 2 to 3'")
    if span is None or found is None:
        return None
    low, high, why, line = found
    if not span.first <= low <= high <= span.last:
        report(line, "bad-range", f"{low} to {high} does not lie on the scale", f"stay between {span.first} and {span.last}")
    if (low, high) == (span.first, span.last):
        report(line, "all-key", "every step is accepted", "accept a part of the scale")
    (low_line, too_low), (high_line, too_high) = quotes["From"], quotes["To"]
    needed = [(why, line, "the accepted range"), (too_low or low == span.first, low_line, "an answer that is too low"),
              (too_high or high == span.last, high_line, "an answer that is too high")]
    for there, at, name in needed:
        if not there:
            report(at, "no-feedback", f"there is no feedback for {name}", "put a quote under this line")
    return Scale(span, low, high, why, too_low, too_high, (line, low_line, high_line))


def _short(rows: list[Item], report: Report) -> Body | None:
    otherwise, otherwise_line = "", 0
    answers: list[Answer] = []
    carried = {"Answer": "", "Not": ""}
    seen: dict[str, int] = {}
    for line, text, feedback in rows:
        if text.rstrip(".:") == "Otherwise":
            if otherwise:
                report(line, "line-twice", "there is a second 'Otherwise'", "keep one of them")
            otherwise, otherwise_line = feedback, line
        elif match := _FORM.match(text):
            kind, form = match[1], match[2].strip()
            carried[kind] = feedback or carried[kind]
            if not carried[kind]:
                report(line, "no-feedback", f"'{brief(form)}' has no feedback", "put a quote under the first such line")
            if not fold(form) or "|" in form:
                report(line, "bad-form", f"'{brief(form)}' cannot be compared", "use letters and digits, and no | sign")
            if fold(form) in seen:
                report(line, "equal-answers", f"'{brief(form)}' stands already in line {seen[fold(form)]}", "delete one of them")
            seen[fold(form)] = line
            answers.append(Answer(form, carried[kind], line, kind == "Answer"))
        else:
            report(line, "odd-form", f"'{brief(text)}' is not part of a short answer",
                   "begin it with 'Answer:', 'Not:' or 'Otherwise'")
    if not otherwise:
        report(rows[-1][0], "no-otherwise", "there is no feedback for other answers", "add '- Otherwise' with a quote under it")
    if not any(a.right for a in answers):
        report(rows[0][0], "no-key", "no accepted form is given", "add a line '- Answer: …'")
    return Short(tuple(answers), otherwise, otherwise_line)


