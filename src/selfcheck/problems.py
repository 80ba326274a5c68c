"""Say what is wrong in a course, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


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


class Report:
    """Collects the problems of one file. Calling it gives False, so that ``ok = report(…)`` reads well."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def __call__(self, line: int, code: str, what: str, do: str) -> bool:
        self.problems.append(Problem(self.path, line, code, what, do))
        return False


def brief(text: str, most: int = 60) -> str:
    """Return an author's text as one line that fits into a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


class CourseError(Exception):
    """The course itself cannot be read: it has no settings, or a name in it does not exist."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: a learner has no use for the way it came."""
        return [str(self)]
