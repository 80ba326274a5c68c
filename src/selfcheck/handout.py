"""Questions on paper: a set as an accessible PDF, without answers or with them, by way of Typst.

Typst is asked for PDF/UA-1 and refuses to write a file that breaks it, so a handout always has a title, a language,
headings in order and tagged lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typst
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .question import outline
from .question.kinds import kind_of
from .question.model import Question

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\#$*_`<>@[]~=-+/'\""})
_HEAD = """#set document(title: {title}, date: none)
#set text(lang: "en", region: "gb", size: 11pt)
#set page(paper: "a4", margin: 2.2cm, numbering: "1")
#set par(leading: 0.7em)
#set list(marker: none, body-indent: 0em, spacing: 0.9em)
#show heading: set block(above: 1.6em, below: 0.8em)
#let box-mark = box(width: 0.9em, height: 0.9em, stroke: 0.7pt, baseline: 0.1em)
#let lines(n) = block(above: 1em, stack(spacing: 1.6em, ..range(n).map(_ => line(length: 100%, stroke: 0.4pt))))
= {heading}
"""


def write(title: str, questions: Iterable[Question], path: Path, key: bool = False) -> None:
    """Write a PDF of some questions.

    :param title: what stands on top
    :param path: the PDF to write
    :param key: whether the answers and their reasons follow each question
    :raises RuntimeError: Typst cannot make an accessible PDF of it
    """
    path.write_bytes(typst.compile(source(title, questions, key).encode(), format="pdf", pdf_standards=["ua-1"]))


def source(title: str, questions: Iterable[Question], key: bool) -> str:
    """Return the Typst markup of a handout."""
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    parts = [_HEAD.format(title=quoted, heading=_inline(title))]
    for number, question in enumerate(questions, 1):
        parts.append(f"== {number}. {_inline(question.title)}\n{_blocks(question.stem)}\n" + "".join(map(_asked, kind_of(question).asked(question))))
        if key:
            rows = "".join(map(_key, kind_of(question).answers(question.body)))
            head = kind_of(question).key_title
            parts.append(f"=== {head}\n{rows}\n{_blocks(question.explanation)}")
    return "\n".join(parts)


def _asked(part: outline.Part) -> str:
    """What the learner fills in, by hand."""
    match part:
        case outline.Prose(text):
            return f"{_blocks(text)}\n"
        case outline.Heading(text):
            return f"=== {_inline(text)}\n"
        case outline.Box(text):
            return f"- #box-mark {_inline(text)}\n"
        case outline.Gap(text):
            return f"- {_inline(text)}: #box(width: 9em, line(length: 100%, stroke: 0.4pt))\n"
        case outline.Steps(text, span):
            steps = "   ".join(f"#box-mark {s}" for s in span.steps)
            name = f"{_inline(text)}: " if text else ""
            return f"- {name}{_inline(span.first_end)}   {steps}   {_inline(span.last_end)}\n"
        case outline.Lines(number):
            return f"#lines({number})\n"


def _key(row: outline.Prose | outline.Reason) -> str:
    """One row of the answers with their reasons."""
    if isinstance(row, outline.Prose):
        return _blocks(row.text)
    return f"- *{_inline(row.label)}:* {_inline(row.text)}. {_one_line(row.why)}\n"


def _one_line(source: str) -> str:
    return _blocks(source).replace("\n\n", " ").strip()


def _inline(source: str) -> str:
    return "".join(_token(t) for t in _MARKDOWN.parseInline(source)[0].children or [])


def _blocks(source: str) -> str:
    """Turn paragraphs and lists into Typst markup; a link keeps its text alone, since paper leads nowhere."""
    out, mark = "", ""
    for token in _MARKDOWN.parse(source):
        if token.type == "list_item_open":
            mark = "+ " if token.markup in (".", ")") else "- "
        elif token.type == "inline":
            out += mark + "".join(_token(t) for t in token.children or []) + "\n\n"
            mark = ""
    return out


def _token(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content.translate(_SPECIAL)
    if token.type in ("strong_open", "strong_close", "em_open", "em_close"):
        opened = "#strong[" if token.type[0] == "s" else "#emph["
        return opened if token.nesting == 1 else "]"
    return " " if token.type in ("softbreak", "hardbreak") else ""
