"""Markdown as docutils nodes, for builders that make no HTML: the same few sorts of text that questions are written in.

A reader of Sphinx's own is no use here: it would read the text as a document, with headings, roles and directives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ..markup.markdown import make_parser

Address = Callable[[str], str]
"""From a link as the author wrote it to its address in the builder's form, or ``""`` to show its text alone."""

PARSER = make_parser()
"""What reads the texts. Its links are kept as written: :data:`Address` says where they lead."""

_MARKS: dict[str, type[nodes.Element]] = {"em": nodes.emphasis, "strong": nodes.strong}
_BLOCKS: dict[str, type[nodes.Element]] = {
    "paragraph": nodes.paragraph, "blockquote": nodes.block_quote, "bullet_list": nodes.bullet_list, "list_item": nodes.list_item}


def blocks(source: str, address: Address) -> list[nodes.Node]:
    """Return paragraphs, lists, tables and code of a text in Markdown as nodes."""
    return [node for child in SyntaxTreeNode(PARSER.parse(source)).children for node in _block(child, address)]


def inline(source: str, address: Address) -> list[nodes.Node]:
    """Return one line of Markdown as nodes, without a paragraph round it."""
    return _inline(SyntaxTreeNode(PARSER.parseInline(source)), address)


def _block(token: SyntaxTreeNode, address: Address) -> Iterator[nodes.Node]:
    inner: list[nodes.Node] = [node for child in token.children for node in _block(child, address)] if token.type != "inline" else []
    if token.type == "inline":
        yield from _inline(token, address)
    elif token.type in _BLOCKS:
        yield _BLOCKS[token.type]("", *_paragraphs(inner) if token.type in ("blockquote", "list_item") else inner)
    elif token.type == "ordered_list":
        yield nodes.enumerated_list("", *inner, enumtype="arabic", prefix="", suffix=".", start=int(token.attrs.get("start", 1)))
    elif token.type == "heading":  # its level is the page's to give
        yield nodes.paragraph("", "", nodes.strong("", "", *inner))
    elif token.type in ("fence", "code_block"):
        yield nodes.literal_block(token.content, token.content, language=token.info.split(" ")[0] or "text")
    elif token.type == "math_block":
        yield nodes.math_block(token.content, token.content, nowrap=False, number=None, label=None)
    elif token.type == "table":
        yield table([[cell.children[0].content if cell.children else "" for cell in row.children]
                     for part in token.children for row in part.children], address)
    elif token.type == "hr":
        yield nodes.transition()
    else:  # a sort of text that this does not know yet is still read
        yield from inner or [nodes.paragraph("", token.content)]


def _paragraphs(inner: list[nodes.Node]) -> list[nodes.Node]:
    """Put text that stands directly in a list item or a quote into a paragraph: docutils asks for that."""
    found: list[nodes.Node] = []
    for node in inner:
        if not isinstance(node, nodes.Inline | nodes.Text):
            found.append(node)
        elif found and isinstance(found[-1], nodes.paragraph) and found[-1].get("loose"):
            found[-1] += node
        else:
            found.append(nodes.paragraph("", "", node, loose=True))
    return found


def _inline(token: SyntaxTreeNode, address: Address) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for child in token.children:
        inner = _inline(child, address)
        if child.type in _MARKS:
            found.append(_MARKS[child.type]("", "", *inner))
        elif child.type == "link":
            target = address(str(child.attrs.get("href", "")))
            found += [nodes.reference("", "", *inner, refuri=target, internal=":" not in target.split("/")[0])] if target else inner
        elif child.type == "code_inline":
            found.append(nodes.literal(child.content, child.content))
        elif child.type == "math_inline":
            found.append(nodes.math(child.content, child.content))
        elif child.type in ("softbreak", "hardbreak"):
            found.append(nodes.Text(" "))
        else:  # text; and of a picture its words
            found += inner or [nodes.Text(child.content)]
    return found


def table(rows: list[list[str]], address: Address, caption: str = "") -> nodes.table:
    """Return a table whose first row is its head.

    :param rows: the cells of each row in Markdown, as many in each
    :param caption: what it is called, in Markdown
    """
    found = nodes.table()
    if caption:
        found += nodes.title("", "", *inline(caption, address))
    group = nodes.tgroup(cols=len(rows[0]))
    group += [nodes.colspec(colwidth=max(4, *(min(len(row[n]), 40) for row in rows))) for n in range(len(rows[0]))]
    lines = [nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *inline(cell, address))) for cell in row)) for row in rows]
    group += [nodes.thead("", lines[0]), nodes.tbody("", *lines[1:])]
    found += group
    return found
