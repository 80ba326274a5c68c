"""Find math between dollar signs in Markdown: ``$…$`` in a line, ``$$…$$`` for a formula that stands alone.

A lone dollar sign is money, as in Pandoc's ``tex_math_dollars``: the opening sign has no space after it, the closing one none
before it and no digit after it. The rules are for markdown-it-py, which is all that a learner's kernel has.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_SIGN = re.compile(r"(?<!\\)(?:\\\\)*\$")
_TWO_SIGNS = re.compile(r"(?<!\\)(?:\\\\)*\$\$")


def read_dollars(parser: MarkdownIt) -> None:
    """Teach a parser math: it gives tokens ``math_inline`` and ``math_block``, whose content is LaTeX.

    A ``math_inline`` with the markup ``$$`` is a formula of its own that the author put into a line.
    """
    parser.inline.ruler.before("escape", "math_inline", _read_inline)
    parser.block.ruler.before("fence", "math_block", _read_block)


def _read_inline(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    two = source.startswith("$$", start)
    begin = start + 2 if two else start + 1
    if begin >= state.posMax or (not two and source[begin].isspace()):
        return False
    found = (_TWO_SIGNS if two else _SIGN).search(source, begin, state.posMax)
    if not found:
        return False
    end = found.end() - (2 if two else 1)
    if not source[begin:end].strip():
        return False
    after = source[found.end():found.end() + 1]
    if not two and (source[end - 1].isspace() or after == "$" or after.isdigit()):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = source[begin:end].strip(), "$$" if two else "$"
    state.pos = found.end()
    return True


def _read_block(state: StateBlock, start: int, last: int, silent: bool) -> bool:
    if state.is_code_block(start) or not state.src.startswith("$$", state.bMarks[start] + state.tShift[start]):
        return False
    rows: list[str] = []
    for line in range(start, last):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:  # LaTeX allows no empty line in a formula
            return False
        row = state.src[state.bMarks[line] + state.tShift[line]:state.eMarks[line]].rstrip()
        rows.append(row[2:] if line == start else row)
        if rows[-1].endswith("$$"):
            break
    else:
        return False
    content = "\n".join(rows)[:-2].strip()
    if not content or "$$" in content:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content, token.map, token.markup, token.block = content, [start, line + 1], "$$", True
        state.line = line + 1
    return True
