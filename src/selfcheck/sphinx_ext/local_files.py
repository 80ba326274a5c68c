"""Directives about a file that lies beside the page."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from docutils import nodes

from ..question.problems import Report, brief, line_of
from .course import BookDirective, warn

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class LocalDirective(BookDirective):
    """A directive whose argument is the path of a file, counted from the page."""

    required_arguments = 1
    has_content = True

    def local(self) -> Path | None:
        """Return the file named in the argument, noted as a dependency, or None after a warning."""
        _, name = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(name)
        if Path(name).is_file():
            return Path(name)
        self.complain("no-file", file=brief(self.arguments[0]))
        return None

    def read(self, path: Path) -> str | None:
        """Return the text of a file, or None after a warning at its own line."""
        report = Report(self.named(path))
        text = decode(path, report)
        for problem in report.problems:
            warn(problem)
        return text

    def named(self, path: Path) -> str:
        """Return a path as messages name it: from the folder of the book's sources."""
        return Path(os.path.relpath(path, self.env.srcdir)).as_posix()

    def caption(self) -> list[nodes.Node]:
        """Return the content of the directive as nodes."""
        holder = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return list(holder.children)


def decode(path: Path, report: Report) -> str | None:
    """Return the text of a file in UTF-8, with or without a byte-order mark; None, and a problem, if it cannot be read.

    A file in another encoding is told, and read as what such files are on most computers, Windows-1252: the page stays readable.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        report(1, "unreadable", why=error.strerror)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report(line_of(error), "not-utf-8")
        text = raw.decode("utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "cp1252", "replace")
    if odd := _CONTROL.search(text):
        report(text.count("\n", 0, odd.start()) + 1, "control-character")
    return _CONTROL.sub("\ufffd", text)
