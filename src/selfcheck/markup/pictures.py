"""Pictures that stand in a question: which file is meant, and the file as an address of its own for a place that has no files."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

from .markdown import pictures

KINDS = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml"}
"""Endings of the files that can be shown on a page, in a notebook and on paper, with their media types."""


def is_elsewhere(address: str) -> bool:
    """Say whether an address leads out of the course: a page then would have to ask another host."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|[/\\]", address, re.I))


def find_picture(root: Path, path: str, address: str) -> Path | None:
    """Return the file of a picture, or None where there is none that can be shown.

    :param root: folder of the course
    :param path: the question's file, from there
    :param address: the picture's address as the author wrote it, counted from the question's file
    """
    if is_elsewhere(address):
        return None
    name = unquote(address.partition("#")[0])
    target = Path(normpath(root / Path(path).parent / name))
    if target.suffix.lower() not in KINDS or not target.is_relative_to(root):
        return None
    try:
        return target if target.is_file() else None
    except OSError:  # a name that no file can have
        return None


def write_data(picture: Path) -> str:
    """Return a picture as a ``data:`` address, for a notebook: it is opened where the file is not.

    :raises OSError: the file cannot be read
    """
    return f"data:{KINDS[picture.suffix.lower()]};base64,{base64.b64encode(picture.read_bytes()).decode('ascii')}"


def texts_of(value: object) -> Iterator[str]:
    """Give every text in a question or in a part of one, of whatever kind it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def find_pictures(root: Path, path: str, question: object) -> dict[str, Path]:
    """Return the file of each picture in a question by its address as written, without those that :func:`find_picture` does not find."""
    addresses = dict.fromkeys(address for text in texts_of(question) for address in pictures(text))
    return {address: found for address in addresses if (found := find_picture(root, path, address))}
