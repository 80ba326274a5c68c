"""Markdown to Typst, in Typst's code mode: every letter of an author stands in a string, and so nothing there can mean anything.

Typst has two languages. In its markup a semicolon after ``#strong[…]`` vanishes, a bracket there is a call, and ``1984.`` at the
start of a line is a list. In its code a text is ``"…"``, in which two signs are escaped. So all that is written here is code:
an expression for each block and one for each run of letters. The functions ``run``, ``picture``, ``small-picture`` and
``formula``, which are not Typst's own, stand in :data:`PRELUDE`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ..markup.markdown import PARSER, words_of
from .typst_code import call, quote, run
from .typst_math import write_equation

FindPicture = Callable[[str], str | None]
"""From the address of a picture as an author wrote it to its path from the folder of the course, with a slash first, or None."""

PRELUDE = """#let run(..parts) = parts.pos().join()
#let formula(..parts) = parts.pos().map(part => $#part$.body).join()
#let picture(path, alt) = layout(size => image(path, alt: alt, width: calc.min(measure(image(path)).width, size.width)))
#let small-picture(path, alt) = context box(baseline: 30%, image(path, alt: alt, width: calc.min(measure(image(path)).width, 12em.to-absolute())))
"""


@dataclass(frozen=True)
class Block:
    """A block of Markdown with the blocks in it. The words in a line stay a row of tokens, however deep their emphasis is nested."""

    type: str
    token: Token
    inside: list[Block]

    @property
    def tokens(self) -> Sequence[Token]:
        """What stands in its line, if it holds one."""
        return next((block.token.children or [] for block in self.inside if block.type == "inline"), [])


def _tree(source: str) -> list[Block]:
    top: list[Block] = []
    stack = [top]
    for token in PARSER.parse(source):
        if token.nesting < 0:
            stack.pop()
            continue
        block = Block(token.type.removesuffix("_open"), token, [])
        stack[-1].append(block)
        if token.nesting > 0:
            stack.append(block.inside)
    return top


@dataclass(frozen=True)
class Markup:
    """Turns the texts of one question into Typst."""

    find_picture: FindPicture

    def line(self, source: str) -> str:
        """Return an expression for one line of Markdown."""
        return run(self._runs(PARSER.parseInline(source)[0].children or []))

    def blocks(self, source: str) -> list[str]:
        """Return an expression for each block of some Markdown."""
        return [self._block(block) for block in _tree(source)]

    def led(self, lead: Sequence[str], source: str) -> list[str]:
        """Return the words of the first paragraph of some Markdown, after ``lead``, and an expression for each block that follows."""
        blocks = _tree(source)
        opening = self._runs(blocks.pop(0).tokens) if blocks and blocks[0].type == "paragraph" else []
        return [run([*lead, *opening]), *map(self._block, blocks)]

    def _block(self, block: Block) -> str:
        token = block.token
        match block.type:
            case "paragraph":
                return self._paragraph(block)
            case "bullet_list":
                return call("list", *map(self._inside, block.inside))
            case "ordered_list":
                return call("enum", f"start: {token.attrs.get('start', 1)}", *map(self._inside, block.inside))
            case "blockquote":
                return call("quote", "block: true", self._inside(block))
            case "fence" | "code_block":
                return call("raw", "block: true", quote(token.content.removesuffix("\n")))
            case "table":
                return self._table(block)
            case "math_block":
                return write_equation(token.content, True)
            case "hr":
                return "line(length: 100%, stroke: 0.4pt)"
        raise AssertionError(block.type)  # the parser makes no other block

    def _paragraph(self, block: Block) -> str:
        words = run(self._runs(block.tokens))
        if block.token.hidden:  # in a list without empty lines
            return words
        if len(block.tokens) == 1 and (path := self._picture(block.tokens[0])):
            return call("picture", quote(path), quote(words_of(block.tokens)))
        return call("par", words)

    def _inside(self, block: Block) -> str:
        return run([self._block(inside) for inside in block.inside])

    def _table(self, table: Block) -> str:
        head, *body = [row for part in table.inside for row in part.inside]
        sides = [str(cell.token.attrGet("style") or "text-align:auto").removeprefix("text-align:") for cell in head.inside]
        cells = [[run(self._runs(cell.tokens)) for cell in row.inside] for row in (head, *body)]
        return call("table", f"columns: {len(sides)}", f"align: ({', '.join(sides)},)", call("table.header", *cells[0]),
                    *(cell for row in cells[1:] for cell in row))

    def _picture(self, token: Token) -> str | None:
        """Return the path of a picture that can be shown. One without words cannot: the PDF would not be accessible."""
        return self.find_picture(str(token.attrGet("src"))) if token.type == "image" and words_of([token]) else None

    def _runs(self, tokens: Sequence[Token]) -> list[str]:
        """Return an expression for each run of letters of one look. A link keeps its words alone, since paper leads nowhere.

        Emphasis is not nested in what is written, however deep it is nested in what is read.
        """
        out: list[str] = []
        strong = emphasis = 0
        for token in tokens:
            strong += token.nesting if token.type.startswith("strong_") else 0
            emphasis += token.nesting if token.type.startswith("em_") else 0
            part = self._run(token)
            if not part:
                continue
            part = call("emph", part) if emphasis else part
            part = call("strong", part) if strong else part
            if out and part[0] == out[-1][0] == '"':
                out[-1] = out[-1][:-1] + part[1:]
            else:
                out.append(part)
        return out

    def _run(self, token: Token) -> str:
        """Return an expression for a token of a line; one that only opens or closes something has none."""
        match token.type:
            case "text":
                return quote(token.content) if token.content else ""
            case "softbreak":
                return quote(" ")
            case "hardbreak":
                return "linebreak()"
            case "code_inline":
                return call("raw", quote(token.content))
            case "math_inline":
                return write_equation(token.content, token.markup == "$$")
            case "image":
                path, words = self._picture(token), quote(words_of([token]))
                return call("small-picture", quote(path), words) if path else words
        return ""
