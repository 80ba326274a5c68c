"""Compare what a learner typed with what an author accepts: first as it stands, then as numbers, then by its letters.

The browser does the same in ``browser/typed.js``; tests/grading.json and tests/browser/texts.json hold the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NUMBER = re.compile(r"(?:(?<![^\s(\[])-)?(?:[0-9]+(?:[.,:/][0-9]+)*|(?<![^\s(\[-])[.,][0-9]+)")
"""A number with its sign, which must stand at the beginning of a word: the hyphen of ``covid-19`` is none."""
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_DECIMAL = re.compile(r"(-?)([0-9]*)(?:[.,]([0-9]+))?\Z")


_ALIKE = str.maketrans("\u2212\u2018\u2019\u201c\u201d", "-''\"\"")
"""The printer's signs for what a keyboard has: a minus, quotation marks, the apostrophe."""


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().translate(_ALIKE)


def as_it_stands(text: str) -> str:
    """Return ``text`` without its spaces, in lower case: ``A +`` and ``a+`` are one, ``A+`` and ``A-`` are two."""
    return "".join(_lowered(text).split())


def spelling(text: str) -> str:
    """Return the letters and numbers of ``text``, each number in one form: ``.5 l``, ``0.50 l`` and ``0,5 l`` are one.

    Signs, points and colons inside a number count, since 35, 3.5, -3.5 and 3:5 are different answers. Everything else
    that is no letter and no digit does not.
    """
    told, rest = [], _lowered(text)
    at = 0
    for match in _NUMBER.finditer(rest):
        told += [c for c in rest[at:match.start()] if c.isalnum()]
        told.append(_number(match[0]))
        at = match.end()
    return "".join([*told, *(c for c in rest[at:] if c.isalnum())])


def _number(text: str) -> str:
    if _THOUSANDS.match(text.removeprefix("-")):
        text = text.replace(",", "")
    found = _DECIMAL.match(text)
    if not found:  # a time, a date, a fraction, a version
        return text
    sign, whole, part = found[1], found[2].lstrip("0") or "0", (found[3] or "").rstrip("0")
    return f"{sign}{whole}{'.' if part else ''}{part}"


def find_text(given: str, texts: Sequence[str]) -> int | None:
    """Return the place of the text that ``given`` is, or None: the one that is equal, else the only one spelt alike."""
    exact = [n for n, text in enumerate(texts) if as_it_stands(text) == as_it_stands(given)]
    if exact:
        return exact[0]
    wanted = spelling(given)
    alike = [n for n, text in enumerate(texts) if wanted and spelling(text) == wanted]
    return alike[0] if len(alike) == 1 else None
