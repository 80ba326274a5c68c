"""The questions that a notebook asks for, each read when it is asked for: a course has hundreds, and a notebook shows a few."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .bank import Course, find_root, open_course
from .model import Question
from .problems import CourseError
from .reader import read


class Shelf:
    """The questions of one course, as files that are read once."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._known = course.known
        self._read: dict[Path, tuple[Question | None, str]] = {}

    @property
    def name(self) -> str:
        return self.course.settings["name"]

    @property
    def exercises(self) -> Path:
        return self.course.root / self.course.settings["exercises"]

    def find(self, name: str) -> list[Question]:
        """Return the question with this id, or all readable questions of the set with this name, in order of their ids.

        :raises CourseError: there is neither, or the question's file has problems
        """
        paths = self.course.paths
        path = next((p for p in paths if p.stem == name), None)
        question, told = self._get(path) if path else (None, "")
        if question:
            return [question]
        found = [q for p in paths if p.parent.name == name and (q := self._get(p)[0])]
        if found:
            return found
        if path:
            raise CourseError(f"The question '{name}' cannot be used yet:\n{told}")
        raise CourseError(f"There is no question and no set '{name}' in {self.course.settings['questions']}.")

    def _get(self, path: Path) -> tuple[Question | None, str]:
        """Return the question in a file, and what is wrong there."""
        if path not in self._read:
            question, problems = read(path, self.course.root, self._known)
            self._read[path] = question, "\n".join(map(str, sorted(problems)))
        return self._read[path]


@cache
def shelf_of(folder: Path) -> Shelf:
    """Return the questions of the course that ``folder`` lies in, the same ones for as long as the process runs.

    :raises CourseError: there is none, or its settings cannot be read
    """
    return Shelf(open_course(find_root(folder)))
