"""Read a PDF back: its words, and what a screen reader is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

TYPED = str.maketrans("‘’“”\u2212", "''\"\"-")
"""Printers' signs to those of a keyboard."""


def lines_of(path: Path) -> list[str]:
    """Return the lines of a PDF, with the signs of a keyboard and one space between words."""
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return [" ".join(line.split()) for line in unicodedata.normalize("NFKC", text).translate(TYPED).split("\n")]


def words_of(path: Path) -> str:
    """Return the text of a PDF on one line."""
    return " ".join(" ".join(lines_of(path)).split())


def tags_of(path: Path) -> list[tuple[str, str]]:
    """Return each tag of a PDF with its text alternative, in order: ``("P", "")``, ``("Figure", "A leaf")``."""
    root = PdfReader(path).trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    return list(_tags(root["/StructTreeRoot"]))


def _tags(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, ArrayObject):
        for inside in node:
            yield from _tags(inside.get_object())
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])[1:], str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _tags(node["/K"])
