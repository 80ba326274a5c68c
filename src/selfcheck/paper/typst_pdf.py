"""Questions on paper: a set as an accessible PDF, without answers or with them, by way of Typst.

Typst is asked for PDF/UA-1 and refuses to write a file that breaks it, so a handout always has a title, a language,
headings in order and tagged lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

from .. import words
from ..markup.pictures import find_picture
from ..question import outline
from ..question.kinds import kind_of
from ..question.model import Question
from ..question.problems import CourseError, Problem, brief, problem
from .typst_code import call, quote, run
from .typst_markup import PRELUDE, Markup

_STYLE = """#set document(title: {title}, date: none)
#set text(lang: "en", region: "gb", size: 11pt)
#set page(paper: "a4", margin: 2.2cm, numbering: "1")
#set par(leading: 0.7em)
#set table(stroke: 0.4pt)
#show heading: set block(above: 1.6em, below: 0.8em)
#show raw.where(block: true): set block(width: 100%, inset: 0.6em, stroke: (left: 2pt + luma(60%)))
#show table.cell.where(y: 0): strong
"""
_FORM = """#let box-mark = box(width: 0.9em, height: 0.9em, stroke: 0.7pt, baseline: 0.1em)
#let lines(n) = block(above: 1em, stack(spacing: 1.6em, ..range(n).map(_ => line(length: 100%, stroke: 0.4pt))))
#let tick(text) = run(box-mark, " ", text)
#let write(text) = run(text, ": ", box(width: 9em, line(length: 100%, stroke: 0.4pt)))
#let scale(first, numbers, last) = run(first, "   ", ..numbers.map(number => tick(number) + "   "), last)
#let reason(label, ..words) = par(run(strong(run(label, ":")), " ", ..words))
#let rows(..items) = list(marker: none, body-indent: 0em, spacing: 0.9em, ..items)
"""
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_UNNAMED = re.compile(r"\\u\{([0-9a-f]+)\}")


def write_pdf(title: str, questions: Sequence[Question], path: Path, root: Path, key: bool = False) -> list[Problem]:
    """Write a PDF of some questions.

    :param title: what stands on top
    :param path: the PDF to write
    :param root: folder of the course, which the questions' own paths are counted from
    :param key: whether the answers and their reasons follow each question
    :return: what keeps a question off the paper; the file is written only if there is nothing
    :raises CourseError: the title cannot be printed, or the file cannot be written
    """
    try:
        made = _compile(write_source(title, questions, root, key), root)
    except typst.TypstError as error:
        problems = [found for question in questions for found in _find_problems(question, root, key)]
        if problems:
            return problems
        raise CourseError(words.error("title-not-printed", title=brief(title), why=_told(error))) from error
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(made)
        part.replace(path)
    except OSError as error:
        raise CourseError(words.error("not-written", path=path, why=error.strerror)) from error
    return []


def _compile(source: str, root: Path) -> bytes:
    made = typst.Compiler(source.encode(), root=root).compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)  # a list is made of pictures alone, one a page
    return made


def _find_problems(question: Question, root: Path, key: bool) -> list[Problem]:
    """Say what keeps one question off the paper, in order of its lines."""
    try:
        _compile(write_source(words.QUIZ, [question], root, key), root)
    except typst.TypstError as error:
        letters = dict.fromkeys(_NO_GLYPH.findall(error.diagnostic))
        rows = (root / question.path).read_text("utf-8-sig", "replace").split("\n")
        if not letters:
            return [problem(question.path, 1, "not-printed", why=_told(error))]
        return sorted(_no_glyph(question, rows, _UNNAMED.sub(lambda m: chr(int(m[1], 16)), shown)) for shown in letters)
    return []


def _no_glyph(question: Question, rows: list[str], text: str) -> Problem:
    line = next((n for n, row in enumerate(rows, 1) if text in row), question.lines.get("title", 1))
    code = " ".join(f"U+{ord(letter):04X}" for letter in text)
    named = f"'{text}' ({code})" if text.isprintable() else code
    return problem(question.path, line, "no-glyph", letter=named)


def _told(error: typst.TypstError) -> str:
    return brief(error.message, 200)


def write_source(title: str, questions: Iterable[Question], root: Path, key: bool) -> str:
    """Return a handout as a program of Typst: the same questions give the same text.

    :param root: folder of the course; pictures are named from there, with a slash first
    """
    parts = [_STYLE.format(title=quote(title)) + PRELUDE + _FORM, "#{", call("heading", "level: 1", Markup(lambda _: None).line(title))]
    for number, question in enumerate(questions, 1):
        parts += _question(number, question, root, key)
    return "\n".join([*parts, "}", ""])


def _question(number: int, question: Question, root: Path, key: bool) -> list[str]:
    def path_of(address: str) -> str | None:
        found = find_picture(root, question.path, address)
        return f"/{found.relative_to(root).as_posix()}" if found else None

    markup = Markup(path_of)
    parts = [call("heading", "level: 2", run([quote(f"{number}. "), markup.line(question.title)])), *markup.blocks(question.stem)]
    parts += _in_lists(markup, kind_of(question).asked(question.body, question.id))
    if key:
        kind = kind_of(question)
        parts += [call("heading", "level: 3", quote(kind.key_title)), *_in_lists(markup, kind.answers(question.body)),
                  *markup.blocks(question.explanation)]
    return parts


def _in_lists(markup: Markup, parts: Iterable[outline.Part | outline.Reason]) -> list[str]:
    """Return an expression for each part, with those that are rows put together in lists, so that a reader hears how many there are."""
    out: list[str] = []
    rows: list[str] = []
    for part in [*parts, None]:
        row = _row(markup, part) if part else None
        if row is not None:
            rows.append(row)
            continue
        if rows:
            out.append(call("rows", *rows))
            rows = []
        match part:
            case outline.Prose(text):
                out += markup.blocks(text)
            case outline.Heading(text):
                out.append(call("heading", "level: 3", markup.line(text)))
            case outline.Lines(many):
                out.append(call("lines", str(many)))
    return out


def _row(markup: Markup, part: outline.Part | outline.Reason) -> str | None:
    """Return an expression for a part that is a row of a list, or None."""
    match part:
        case outline.Box(text):
            return call("tick", markup.line(text))
        case outline.Gap(text):
            return call("write", markup.line(text))
        case outline.Steps(text, span):
            numbers = f"({', '.join(quote(str(s)) for s in span.steps)})"
            line = call("scale", markup.line(span.first_end), numbers, markup.line(span.last_end))
            return run([markup.line(text), quote(": "), line]) if text else line
        case outline.Reason(label, text, why):
            stop = " " if text.endswith((".", "?", "!", ":", "…")) else ". "
            first, *more = markup.led([markup.line(text), quote(stop)], why)
            return run([call("reason", markup.line(label), first), *more])
    return None
