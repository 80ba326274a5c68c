"""Find what an author writes in a question that no place could show: HTML, the roles and directives of MyST, footnotes and the like.

Each finding is told at its line, with what to write in its stead. Nothing here depends on the kind of the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..problems import brief
from .markdown import make_parser, words_of
from .math import can_read_math, read_math
from .pictures import KINDS, is_elsewhere

Finding = tuple[int, str, str, str]
"""Line, counted from 0; code; what is wrong; what to do."""
Find = Callable[[str], object | None]
"""From the address of a picture as written to its file, or None where there is none."""

_MAYBE = re.compile(
    r"<[A-Za-z!/?]|\{|~~|\||\$|!\[|\[\^|\]:\s|^ *(?:[>*+-]|\d+[.)])[ >]*#{1,6} |^ *:::|^ *\(\S+\)= *$|^ *>[ >]*[=-]+ *$", re.M)
"""What a text must hold before anything here can be found: most questions need not be parsed once more."""
_PARSER = make_parser().enable(["heading", "lheading"])
_PARSER.options["html"] = True

_ROLE = re.compile(r"\{([\w:.+-]+)\}\Z")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*|[!?])")
_IN_WORDS = (
    (r"\[\^[^\]\s]+\]", "footnote", "a footnote is not read in a question", "put what it says into the text"),
    (r"^\[[^\]^][^\]]*\]: +\S+(?: +[\"'(].*)?$", "reference-link", "a link whose address stands apart is not read in a question",
     "write the address behind the words: [words](address)"),
    (r"\{\{.{1,200}?\}\}", "substitution", "a substitution such as {{…}} is not read in a question", "write the words themselves"),
    (r"~~\S.{0,200}?~~", "struck-out", "words between ~~ signs are not struck out in a question", "leave them out, or say that they are wrong"),
    (r"^:::+ *\{?\w*", "directive", "a directive that begins with ::: is not read in a question", "write what it holds as plain text"),
    (r"^\(\S+\)= *$", "target", "a label such as (name)= is not read in a question", "delete it: a link leads to the page of a question"),
)
"""Patterns of what stands in words, with what is told."""
_ROLE_DO = {
    "term": "write the words, with a link to the glossary",
    "math": "write the formula between $ signs",
    "sub": "write the formula between $ signs, such as $x_2$",
    "sup": "write the formula between $ signs, such as $x^2$",
}
_DIRECTIVE_DO = {
    "math": "write the formula between two lines $$",
    "image": "write it as ![what it shows](file)",
    "figure": "write it as ![what it shows](file)",
    "table": "write its rows alone",
    "list-table": "write a table with | signs",
    "code-block": "write the name of the language without brackets, or none",
    "code": "write the name of the language without brackets, or none",
}


def unsupported(source: str, find: Find | None = None) -> list[Finding]:
    """Return what in ``source`` cannot be shown, in order of its lines.

    :param source: a text of a question, or the whole of its file after the front matter; the titles and parts of a file are no findings
    :param find: finds the file of a picture; None leaves that unchecked
    """
    if not _MAYBE.search(source):
        return []
    found: list[Finding] = []
    open_blocks: list[str] = []
    answering = True
    for token in _PARSER.parse(source):
        if token.nesting < 0:
            open_blocks.pop()
            continue
        first = token.map[0] if token.map else 0
        if token.type == "hr" and not open_blocks:
            answering = False
        elif token.type == "inline":
            paragraph = bool(open_blocks) and open_blocks[-1] == "paragraph_open"
            found += ((first + line, code, what, do) for line, code, what, do in _in_line(token, paragraph, find))
        else:
            found += ((first, *rest) for rest in _in_block(token, open_blocks, answering))
        if token.nesting > 0:
            open_blocks.append(token.type)
    return sorted(set(found))


def _in_block(token: Token, inside: list[str], answering: bool) -> Iterator[tuple[str, str, str]]:
    match token.type:
        case "html_block":
            yield _html(token.content)
        case "heading_open" if inside:
            yield "inner-heading", "a heading cannot stand inside a text", "write it in bold, **so**, as a paragraph of its own"
        case "fence" if token.info.startswith("{"):
            name = token.info[1:].partition("}")[0].strip()
            yield ("directive", f"a directive such as {{{brief(name, 20)}}} is not read in a question",
                   _DIRECTIVE_DO.get(name, "write what it holds as plain text"))
        case "table_open" if answering and inside[-1:] == ["list_item_open"]:
            yield "table-in-answer", "a table cannot stand in an answer", "put it above the answers, or into the quote under this one"
        case "math_block":
            yield from _math(token.content, True)


def _in_line(token: Token, paragraph: bool, find: Find | None) -> Iterator[Finding]:
    rows, children = token.content.split("\n"), token.children or []
    at = 0

    def line(sign: str) -> int:
        return next((n for n, row in enumerate(rows[at:], at) if sign in row), at)

    for child, after in zip(children, [*children[1:], None], strict=True):
        match child.type:
            case "softbreak" | "hardbreak":
                at += 1
            case "html_inline":
                if not child.content.startswith("</"):
                    yield line(child.content.split("\n")[0]), *_html(child.content)
            case "math_inline":
                for finding in _math(child.content, child.markup == "$$"):
                    yield line(child.content.split("\n")[0]), *finding
            case "image":
                address = str(child.attrGet("src"))
                for finding in _picture(address, words_of([child]), find):
                    yield line(f"]({address[:10]}"), *finding
            case "text" if after and after.type == "code_inline" and (role := _ROLE.search(child.content)):
                yield (line(role[0]), "role", f"a role such as {role[0]}`…` is not read in a question",
                       _ROLE_DO.get(role[1], "write the words, with a link to the page that explains them"))
    words = "".join("\n" if c.type in ("softbreak", "hardbreak") else c.content if c.type == "text" else "\0" for c in children)
    at = 0
    for pattern, code, what, do in _IN_WORDS:
        for match in re.finditer(pattern, words, re.M):
            if not re.search(rf"(?<!\\){re.escape(match[0][:2])}", token.content):
                continue  # its signs have a backslash before them, and are meant as they stand
            yield line(match[0].split("\n")[0]), code, what, do
    if not paragraph:
        return
    if len(rows) > 1 and all(row.lstrip().startswith("|") for row in rows):
        yield 0, "not-a-table", "these lines are not read as a table", "put a row such as |---|---| under the first one, with as many parts as it has"
    if words.startswith("$$"):
        yield 0, "bad-math", "the formula that begins here has no end", "put $$ behind it, and leave no empty line in it"


def _html(source: str) -> tuple[str, str, str]:
    name = match[2] if (match := _TAG.search(source)) else "!"
    if name in "!?":
        return "raw-html", "a comment of HTML is shown as it stands", "delete it"
    do = ("write the formula between $ signs, such as $x_2$" if name in ("sub", "sup") else
          "write it in Markdown; to show it as it stands, put it between ` signs")
    return "raw-html", f"HTML such as <{brief(name, 20)}> is not read in a question", do


def _math(source: str, display: bool) -> Iterator[tuple[str, str, str]]:
    if can_read_math() and read_math(source, display) is None:
        yield ("bad-math", f"the formula '{brief(source)}' cannot be read",
               "look for a misspelt command or a missing bracket; a dollar sign of money is written \\$")


def _picture(address: str, words: str, find: Find | None) -> Iterator[tuple[str, str, str]]:
    if not words.strip():
        yield "no-alt", f"the picture '{brief(address)}' has no text alternative", "say between its square brackets what it shows"
    if is_elsewhere(address):
        yield "no-picture", f"the picture '{brief(address)}' lies outside the course", "save it beside the question, and name it from there"
    elif not address.partition("#")[0].lower().endswith(tuple(KINDS)):
        yield "no-picture", f"'{brief(address)}' is not a picture that can be shown", f"use a file that ends with {', '.join(KINDS)}"
    elif find and find(address) is None:
        yield "no-picture", f"there is no picture '{brief(address)}'", "correct its path, counted from this file"
