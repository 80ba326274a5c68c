"""Pieces of Typst's code: strings and calls."""

from __future__ import annotations

import re
from collections.abc import Sequence

WIDE = 110
"""Letters of a call that is written on one line."""


def quote(text: str) -> str:
    """Return a text as a string of Typst's code."""
    whole = text.encode("utf-8", "replace").decode("utf-8")  # an argument of the command line can hold halves of letters
    return '"' + whole.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def call(name: str, *inside: str) -> str:
    """Return a call of a function, on one line or, if it is long, on several."""
    line = f"{name}({', '.join(inside)})"
    if len(line) <= WIDE and "\n" not in line:
        return line
    return f"{name}(\n{''.join(indent(part) for part in inside)})"


def indent(part: str) -> str:
    """Return an argument on lines of its own. No string of ours holds a line break, so nothing of an author's is changed."""
    return re.sub(r"^", "  ", part, flags=re.M) + ",\n"


def run(parts: Sequence[str]) -> str:
    """Return an expression for some parts that follow one another."""
    return parts[0] if len(parts) == 1 else call("run", *parts) if parts else '""'
