"""Find what an author writes in a question that no place could show: HTML, the roles and directives of MyST, footnotes and the like.

Each finding is told at its line, with what to write in its stead. Nothing here depends on the kind of the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from .. import words
from ..markup.markdown import make_parser, words_of
from ..markup.math import can_read_math, read_math
from ..markup.pictures import KINDS, is_elsewhere
from .problems import brief

Finding = tuple[int, str, dict[str, str]]
"""Line, counted from 0; name of the mistake in the catalogue of words; what its sentences fill in."""
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
    (r"\[\^[^\]\s]+\]", "footnote"),
    (r"^\[[^\]^][^\]]*\]: +\S+(?: +[\"'(].*)?$", "reference-link"),
    (r"\{\{.{1,200}?\}\}", "substitution"),
    (r"~~\S.{0,200}?~~", "struck-out"),
    (r"^:::+ *\{?\w*", "directive/colons"),
    (r"^\(\S+\)= *$", "target"),
)
"""Patterns of what stands in words, with the name of the mistake."""


def find_unsupported(source: str, find: Find | None = None) -> list[Finding]:
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
            found += ((first + line, code, values) for line, code, values in _in_line(token, paragraph, find))
        else:
            found += ((first, code, values) for code, values in _in_block(token, open_blocks, answering))
        if token.nesting > 0:
            open_blocks.append(token.type)
    once = {(line, code, tuple(values.items())): values for line, code, values in found}
    return [(line, code, once[line, code, told]) for line, code, told in sorted(once)]


def _variant(code: str, name: str) -> str:
    """Return the name of a mistake with the variant for ``name``, if the catalogue has one."""
    return f"{code}/{name}" if f"{code}/{name}" in words.PROBLEMS else code


def _in_block(token: Token, inside: list[str], answering: bool) -> Iterator[tuple[str, dict[str, str]]]:
    match token.type:
        case "html_block":
            yield _html(token.content)
        case "heading_open" if inside:
            yield "inner-heading", {}
        case "fence" if token.info.startswith("{"):
            name = token.info[1:].partition("}")[0].strip()
            yield _variant("directive", name), {"directive": f"{{{brief(name, 20)}}}"}
        case "table_open" if answering and inside[-1:] == ["list_item_open"]:
            yield "table-in-answer", {}
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
                yield line(role[0]), _variant("role", role[1]), {"role": f"{role[0]}`…`"}
    text = "".join("\n" if c.type in ("softbreak", "hardbreak") else c.content if c.type == "text" else "\0" for c in children)
    at = 0
    for pattern, code in _IN_WORDS:
        for match in re.finditer(pattern, text, re.M):
            if not re.search(rf"(?<!\\){re.escape(match[0][:2])}", token.content):
                continue  # its signs have a backslash before them, and are meant as they stand
            yield line(match[0].split("\n")[0]), code, {}
    if not paragraph:
        return
    if len(rows) > 1 and all(row.lstrip().startswith("|") for row in rows):
        yield 0, "not-a-table", {}
    if text.startswith("$$"):
        yield 0, "bad-math/open", {}


def _html(source: str) -> tuple[str, dict[str, str]]:
    name = match[2] if (match := _TAG.search(source)) else "!"
    if name in "!?":
        return "raw-html/comment", {}
    return _variant("raw-html", name), {"tag": f"<{brief(name, 20)}>"}


def _math(source: str, display: bool) -> Iterator[tuple[str, dict[str, str]]]:
    if can_read_math() and read_math(source, display) is None:
        yield "bad-math", {"formula": brief(source)}


def _picture(address: str, alt: str, find: Find | None) -> Iterator[tuple[str, dict[str, str]]]:
    told = {"picture": brief(address), "endings": ", ".join(KINDS)}
    if not alt.strip():
        yield "no-alt", told
    if is_elsewhere(address):
        yield "no-picture/elsewhere", told
    elif not address.partition("#")[0].lower().endswith(tuple(KINDS)):
        yield "no-picture/ending", told
    elif find and find(address) is None:
        yield "no-picture", told
