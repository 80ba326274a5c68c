"""CommonMark with tables and math to HTML and to plain text. HTML that an author types is shown as text, never run."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table as read_table
from markdown_it.token import Token

from .. import words
from .dollars import read_dollars
from .math import write_math

Link = Callable[[str], str | None]
"""Turns a link as the author wrote it into an address for the place it is shown in, or None to show its text alone."""
Picture = Callable[[str], str | None]
"""Turns the address of a picture as the author wrote it into one for the place it is shown in, or None to show its words alone."""
Env = MutableMapping[str, Any]
"""What the renderer is given along: ``link`` and ``picture``, and which links are open."""

MOST_CELLS = 5000
"""Cells of the largest table. Two rows with thousands of bars could otherwise ask for millions of empty cells."""

_MARKER = re.compile(r">|[-+*] |\d+[.)] ")


class _Renderer(RendererHTML):
    """Leaves out the tags of a link that has no address where the text is shown, and puts what is wide where it can be scrolled."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        address = env["link"](str(tokens[idx].attrGet("href")))
        env.setdefault("opened", []).append(address is not None)
        return f'<a href="{escape(address)}">' if address is not None else ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        return "</a>" if env["opened"].pop() else ""

    def image(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        token = tokens[idx]
        alt, address = escape(words_of(token.children or [])), env["picture"](str(token.attrGet("src")))
        return f'<img src="{escape(address)}" alt="{alt}">' if address is not None else alt

    def fence(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        return f'<pre class="sc-wide" tabindex="0"><code>{escape(tokens[idx].content, quote=False)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        return self.fence(tokens, idx, options, env)

    def math_inline(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        source, display = tokens[idx].content, tokens[idx].markup == "$$"
        return write_math(source, display) or f"<code>{escape(source, quote=False)}</code>"

    def math_block(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        inside = self.math_inline(tokens, idx, options, env)
        return f'<div class="sc-wide" role="region" aria-label="{words.FORMULA}" tabindex="0">{inside}</div>\n'

    def table_open(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        head = []
        for token in tokens[idx:]:
            if token.type == "thead_close":
                break
            if token.type == "inline":
                head.append(words_of(token.children or []))
        name = escape(words.TABLE.format(name=", ".join(filter(None, head))))
        return f'<div class="sc-wide" role="region" aria-label="{name}" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], idx: int, options: object, env: Env) -> str:
        return "<td>"  # the parser would put a style here


def _read_table(state: StateBlock, start: int, last: int, silent: bool) -> bool:
    """Read a table, but not where its first line begins a list or a quote: the table then stands in that."""
    row = state.src[state.bMarks[start] + state.tShift[start]:state.eMarks[start]]
    if _MARKER.match(row) or row.count("|") * (last - start) > MOST_CELLS:
        return False
    return read_table(state, start, last, silent)


def make_parser() -> MarkdownIt:
    """Return a parser of the texts of a question.

    A heading inside a text would upset the outline of the page that shows it. Definitions of links, which are for long
    documents, take the parser minutes where there are thousands. Quotation marks and apostrophes become the printer's, as on
    the pages around a question.
    """
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True}, renderer_cls=_Renderer)
    parser.enable(["smartquotes", "table"]).disable(["heading", "lheading", "reference"]).use(read_dollars)
    parser.block.ruler.at("table", _read_table, {"alt": ["paragraph", "reference"]})
    return parser


PARSER = make_parser()

_MARK = re.compile(r"[^\w ,.:;?()/\u2018\u2019\u201c\u201d\u2013-]|\A | \Z|  ")
"""What a text must hold before Markdown can change it."""


def no_address(_: str) -> None:
    """A link or a picture has no address here."""


def blocks(source: str, link: Link = no_address, picture: Picture = no_address) -> str:
    """Render paragraphs, lists, tables, code and formulas as HTML.

    :param link: gives a link its address in the place that the text is shown in
    :param picture: gives a picture its address there
    """
    return str(PARSER.render(source, {"link": link, "picture": picture})).strip()


def inline(source: str, link: Link = no_address, picture: Picture = no_address) -> str:
    """Render one line of text as HTML, without a paragraph round it; the arguments are those of :func:`blocks`."""
    return str(PARSER.renderInline(source, {"link": link, "picture": picture}))


def words_of(tokens: Sequence[Token]) -> str:
    """Return what a reader would read of the tokens of one line, without marks; of a picture, its text alternative."""
    return "".join(" " if t.type == "softbreak" else words_of(t.children or []) if t.type == "image" else t.content for t in tokens)


def plain(source: str) -> str:
    """Return what a reader would read of one line, without marks: for attributes and for messages."""
    if not _MARK.search(source):
        return source
    return words_of(PARSER.parseInline(source)[0].children or [])


def links(source: str) -> tuple[str, ...]:
    """Return the address of every link in ``source``, as written, in order."""
    if "](" not in source and "<" not in source:
        return ()
    return _addresses(source, "link_open", "href")


def pictures(source: str) -> tuple[str, ...]:
    """Return the address of every picture in ``source``, as written, in order."""
    return _addresses(source, "image", "src") if "![" in source else ()


_EASY_LINK = re.compile(r"(!?)\[[^][\n]*\]\(([\w./#-]*)\)", re.A)
_HARD = re.compile(r"[\\`<&$~|\t]| {4}")
"""What could make of a link something else: code, a formula, an escape, another way to write a link."""


def _addresses(source: str, kind: str, attribute: str) -> tuple[str, ...]:
    easy = _EASY_LINK.findall(source)
    if len(easy) == source.count("[") == source.count("]") == source.count("](") and not _HARD.search(source):
        return tuple(address for picture, address in easy if bool(picture) == (kind == "image"))  # most texts: not worth parsing
    return tuple(str(child.attrGet(attribute)) for token in PARSER.parse(source) for child in token.children or [] if child.type == kind)


_ONE_LINK = re.compile(r"\[(.+)\]\(([^()\s]+)\)\Z", re.S)


def only_link(source: str) -> tuple[str, str] | None:
    """Return the text and the address of the link that ``source`` is; None where it is something else, or more than one link."""
    match = _ONE_LINK.match(source)
    if not match:
        return None
    tokens = PARSER.parseInline(source)[0].children or []
    one = sum(token.type == "link_open" for token in tokens) == 1
    return (match[1], match[2]) if one and tokens[0].type == "link_open" and tokens[-1].type == "link_close" else None
