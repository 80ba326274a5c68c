"""Say what is wrong in a course, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import words

BRIEF = 60
"""Letters of an author's text that fit into a message."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an author. Problems sort by place, so a report reads like the files."""

    path: str
    """File, relative to the course."""
    line: int
    """Line in that file, counted from 1."""
    code: str
    """Short name of the rule, such as ``no-key``; it never changes, so it can be searched for."""
    what: str
    """What is wrong, in plain words."""
    do: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.do} [{self.code}]"


def problem(path: str, line: int, code: str, /, **values: object) -> Problem:
    """Make a problem whose sentences stand in the catalogue of words.

    :param code: name of the rule; a ``/`` and a word more choose between sentences of one rule
    :param values: what the sentences fill in; texts of authors are cut by :func:`brief` first
    """
    what, do = words.problem(code, **values)
    return Problem(path, line, code.partition("/")[0], what, do)


class Report:
    """Collects the problems of one file. Calling it gives False, so that ``ok = report(…)`` reads well."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def __call__(self, line: int, code: str, /, **values: object) -> bool:
        self.problems.append(problem(self.path, line, code, **values))
        return False


def brief(text: str, most: int = BRIEF) -> str:
    """Return an author's text as one line that fits into a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


class CourseError(Exception):
    """The course itself cannot be read: it has no settings, or a name in it does not exist."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: a learner has no use for the way it came."""
        return [str(self)]


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, without the mark that some editors put first, its line ends made one sort.

    :raises OSError: it cannot be read
    :raises UnicodeDecodeError: it is in another encoding; :func:`line_of` tells in which line
    """
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def line_of(error: UnicodeDecodeError) -> int:
    """Return the line in which a file ceases to be UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1
