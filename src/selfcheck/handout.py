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

from . import strings
from .controls import shuffled
from .model import Case, Choice, Order, Profile, Question, Reflect, Scale, Short, Sort

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
        parts.append(f"== {number}. {_inline(question.title)}\n{_blocks(question.stem)}\n{_asked(question)}")
        if key:
            head = strings.KEY_REFLECT if question.kind == "reflect" else strings.KEY
            parts.append(f"=== {head}\n{_key(question)}\n{_blocks(question.explanation)}")
    return "\n".join(parts)


def _asked(question: Question) -> str:
    """What the learner fills in, by hand."""
    body = question.body
    match body:
        case Choice():
            return "".join(f"- #box-mark {_inline(a.text)}\n" for a in body.answers)
        case Sort():
            groups = ", ".join(_inline(g) for g in body.groups)
            items = [a.text for _, a in body.items]
            return f"{strings.SORTED_INTO}: {groups}\n\n" + "".join(f"- {_inline(items[n])}: #box(width: 9em, line(length: 100%, stroke: 0.4pt))\n"
                                                                    for n in shuffled(question.id, items))
        case Order():
            texts = [s.text for s in body.steps]
            return "".join(f"- #box-mark {_inline(texts[n])}\n" for n in shuffled(question.id, texts))
        case Scale():
            steps = "   ".join(f"#box-mark {s}" for s in body.span.steps)
            return f"{_inline(body.span.first_end)}   {steps}   {_inline(body.span.last_end)}\n"
        case Short():
            return "#lines(1)\n"
        case Reflect():
            return "#lines(8)\n"
        case Case():
            return "".join(f"=== {_inline(s.title)}\n{_blocks(s.text)}\n" + "".join(f"- #box-mark {_inline(w.text)}\n" for w in s.ways)
                           for s in body.scenes)
        case Profile():
            return "".join(f"- {_inline(t.name)} ({_inline(t.span.first_end)} {strings.TO} {_inline(t.span.last_end)}): "
                           + " ".join(f"#box-mark {s}" for s in t.span.steps) + "\n" for t in body.traits)


def _key(question: Question) -> str:
    """The answers with their reasons."""
    body = question.body
    match body:
        case Choice():
            rows = [(strings.RIGHT if a.right else strings.WRONG, a.text, a.feedback) for a in body.answers]
        case Sort():
            rows = [(body.groups[g], a.text, a.feedback) for g, a in body.items]
        case Order():
            rows = [(str(n), s.text, s.feedback) for n, s in enumerate(body.steps, 1)]
        case Scale():
            rows = [(strings.ACCEPTED, f"{body.low} {strings.TO} {body.high}", body.why)]
        case Short():
            rows = [(strings.ACCEPTED, ", ".join(a.text for a in body.forms if a.right), next(a.feedback for a in body.forms if a.right))]
        case Reflect():
            return _blocks(body.model_answer)
        case Case():
            rows = [(s.title, w.text, w.consequence) for s in body.scenes for w in s.ways]
        case Profile():
            rows = [(t.name, f"{name} {step}", why) for t in body.traits for name, step, why in t.examples]
    return "".join(f"- *{_inline(label)}:* {_inline(text)}. {_one_line(why)}\n" for label, text, why in rows)


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
