"""CommonMark to HTML and to plain text. HTML that an author types is shown as text, never run."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

Link = Callable[[str], str | None]
"""Turns a link as the author wrote it into an address for the place it is shown in, or None to show its text alone."""


Picture = Callable[[str], str | None]
"""Turns the address of a picture as the author wrote it into one for the place it is shown in, or None to show its words alone."""


class _Renderer(RendererHTML):
    """Leaves out the tags of a link that has no address where the text is shown."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: object, env: dict[str, object]) -> str:
        link = env["link"]
        address = link(str(tokens[idx].attrGet("href"))) if callable(link) else None
        _opened(env).append(address is not None)
        return f'<a href="{html.escape(address)}">' if address is not None else ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: object, env: dict[str, object]) -> str:
        return "</a>" if _opened(env).pop() else ""


def _opened(env: dict[str, object]) -> list[bool]:
    opened = env.setdefault("opened", [])
    assert isinstance(opened, list)
    return opened


# A heading inside a text would upset the outline of the page that shows it. Definitions of links, which are for long
# documents, take the parser minutes where there are thousands.
# Quotation marks and apostrophes become the printer's, as on the pages around a question.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}, renderer_cls=_Renderer).enable("smartquotes").disable(
    ["image", "heading", "lheading", "reference"])


_MARK = re.compile(r"[^\w ,.:;?()/\u2018\u2019\u201c\u201d\u2013-]|\A | \Z|  ")
"""What a text must hold before Markdown can change it."""


def _nowhere(_: str) -> None:
    return None


def blocks(source: str, link: Link = _nowhere, picture: Picture = _nowhere) -> str:
    """Render paragraphs and lists as HTML."""
    return str(_MARKDOWN.render(source, {"link": link})).strip()


def inline(source: str, link: Link = _nowhere, picture: Picture = _nowhere) -> str:
    """Render one line of text as HTML, without a paragraph round it."""
    return str(_MARKDOWN.renderInline(source, {"link": link}))


def plain(source: str) -> str:
    """Return what a reader would read of one line, without marks: for attributes and for messages."""
    if not _MARK.search(source):
        return source
    tokens = _MARKDOWN.parseInline(source)[0].children or []
    return "".join(" " if t.type == "softbreak" else t.content for t in tokens if t.content or t.type == "softbreak")


def links(source: str) -> list[str]:
    """Return the address of every link in ``source``, as written, in order."""
    found: list[str] = []
    if "](" not in source and "<" not in source:  # most texts: not worth parsing
        return found
    for token in _MARKDOWN.parse(source):
        for child in token.children or []:
            if child.type == "link_open":
                found.append(str(child.attrGet("href")))
    return found


_ONE_LINK = re.compile(r"\[(.+)\]\(([^()\s]+)\)\Z", re.S)


def only_link(source: str) -> tuple[str, str] | None:
    """Return the text and the address of the link that ``source`` is; None where it is something else, or more than one link."""
    match = _ONE_LINK.match(source)
    if not match:
        return None
    tokens = _MARKDOWN.parseInline(source)[0].children or []
    one = sum(t.type == "link_open" for t in tokens) == 1
    return (match[1], match[2]) if one and tokens[0].type == "link_open" and tokens[-1].type == "link_close" else None


def unsupported(source: str) -> list[tuple[int, str, dict[str, str]]]:
    return []
