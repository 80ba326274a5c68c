"""What others wrote, as a terminal may safely show it."""

from __future__ import annotations

import json
import sys


def escape_controls(text: str) -> str:
    """Return text in which nothing acts on a terminal or hides: control codes, marks that turn the direction of writing and
    whatever else has no shape of its own are shown as Python writes them, such as ``\\x1b``.

    :param text: anything, also what no encoding can hold
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in text)


def escape_json(text: str) -> str:
    """Return JSON in which such signs are escaped as JSON escapes them; line ends between its parts stay.

    :param text: JSON text
    """
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def print_all(text: str) -> None:
    """Print a text, whatever the encoding of the terminal: what it lacks is escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
