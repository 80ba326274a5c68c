"""A course: its settings, its units, and its questions, each read when it is asked for.

A course has hundreds of questions and a notebook shows a few, so a question is read once, at its first use.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Any

from .. import words
from ..markup.pictures import KINDS as PICTURES
from ..question.front_matter import Known
from ..question.kinds import load_kind
from ..question.model import Question
from ..question.problems import CourseError, Problem, problem
from ..question.read_file import read_file
from .settings import Unit, find_root, read_bibliography, read_rules, read_settings, read_table, read_units


class Course:
    """The questions of one course, by id, and everything that is wrong in their files."""

    def __init__(self, root: Path, table: dict[str, Any]) -> None:
        """Open the course in a folder.

        :param table: its settings
        :raises CourseError: its settings, its outcomes or its bibliography cannot be read
        """
        self.root = root
        self.settings = read_settings(root, table)
        self.rules = read_rules(root, table)
        self.folder = root / self.settings.questions
        named = self.settings
        self.units: tuple[Unit, ...] = read_units(root / named.outcomes) if named.outcomes else ()
        self.sources = frozenset(read_bibliography(root / named.bibliography)) if named.bibliography else frozenset()
        for name in self.settings.kinds:
            load_kind((root / name).resolve())
        self._read: dict[Path, tuple[Question | None, list[Problem]]] = {}

    @property
    def name(self) -> str:
        """The name under which a browser keeps the answers."""
        return self.settings.name

    @property
    def exercises(self) -> Path:
        return self.root / self.settings.exercises

    @cached_property
    def outcomes(self) -> dict[str, str]:
        """Every outcome with its text, in the order of the units."""
        return {outcome: text for unit in self.units for outcome, text in unit.outcomes.items()}

    @cached_property
    def paths(self) -> list[Path]:
        """The files of the questions, by set and by id."""
        return sorted(self.folder.glob("*/*.md"), key=lambda p: (p.parent.name, p.stem))

    @cached_property
    def files(self) -> dict[str, Path]:
        """The file of each question by its id, readable or not. Of two with one id the first counts."""
        return {path.stem: path for path in reversed(self.paths)}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every readable question by its id, in the order of their files."""
        found = ((path, self._open(path)[0]) for path in self.paths if self.files[path.stem] == path)
        return {path.stem: question for path, question in found if question}

    @cached_property
    def sets(self) -> dict[str, list[Question]]:
        """The questions of each set, by its name."""
        found: dict[str, list[Question]] = {}
        for question in self.questions.values():
            found.setdefault(question.set, []).append(question)
        return found

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the files of the questions, sorted by place."""
        found = [p for path in self.paths for p in self._open(path)[1]]
        for path in self.paths:
            first = self.files[path.stem]
            if first != path:
                found.append(problem(self.shown(path), 1, "duplicate-id", id=path.stem, other=self.shown(first)))
        readable = set(self.paths)
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path not in readable and path.suffix.lower() not in PICTURES and not path.name.startswith("."):
                found.append(problem(self.shown(path), 1, "misplaced", folder=self.settings.questions, name=path.stem))
        return tuple(sorted(found))

    def shown(self, path: Path) -> str:
        """Return a file's path as messages name it."""
        return path.relative_to(self.root).as_posix()

    def find(self, name: str) -> list[Question]:
        """Return the question with this id, or all readable questions of the set with this name, in order of their ids.

        :raises CourseError: there is neither, or the question's file has problems
        """
        path = self.files.get(name)
        question, problems = self._open(path) if path else (None, [])
        if question:
            return [question]
        found = [q for p in self.paths if p.parent.name == name and self.files[p.stem] == p and (q := self._open(p)[0])]
        if found:
            return found
        if path:
            raise CourseError("\n".join([words.error("question-spoilt", name=name), *map(str, problems)]))
        raise CourseError(words.error("no-question", name=name, folder=self.settings.questions))

    def _open(self, path: Path) -> tuple[Question | None, list[Problem]]:
        """Return the question in a file, and what is wrong there."""
        if path not in self._read:
            outcomes = frozenset(self.outcomes) if self.units else None
            known = Known(self.rules.needed, outcomes, self.sources if self.settings.bibliography else None)
            self._read[path] = read_file(path, self.root, known)
        return self._read[path]


def open_course(root: Path, questions: str = "") -> Course:
    """Open the course in a folder.

    :param questions: the folder of its questions, for a book without a table of settings
    :raises CourseError: its settings, its outcomes or its bibliography cannot be read
    """
    table = read_table(root)
    return Course(root, ({} if table is None else table) | ({"questions": questions} if questions else {}))


@cache
def course_of(folder: Path) -> Course:
    """Return the course that ``folder`` lies in, the same one for as long as the process runs.

    :raises CourseError: there is none, or its settings cannot be read
    """
    return open_course(find_root(folder))
