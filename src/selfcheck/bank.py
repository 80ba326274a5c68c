"""All questions of a course, with its settings, its outcomes and the problems of every file.

A course is a folder whose ``pyproject.toml`` has a table ``[tool.selfcheck]``::

    [tool.selfcheck]
    name = "my-course"                  # answers are kept in the browser under this name
    questions = "book/questions"        # one folder a set, one file a question
    outcomes = "book/outcomes.toml"
    bibliography = "book/references.bib"
    pages = "book"
    exercises = "exercises"

A table ``[tool.selfcheck.rules]`` switches rules for the whole course on and says how strict they are; a rule that is not
named there is not held. :mod:`selfcheck.alignment`, :mod:`selfcheck.quality` and :mod:`selfcheck.readability` say which
there are.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .front import Known
from .markup.pictures import KINDS as PICTURES
from .model import Question
from .problems import CourseError, Problem
from .reader import read

PACKED = Path(__file__).parent / "course"
"""Where a course lies that was packed with this package, for a notebook that runs in no folder of a course."""
_SETTINGS = ("name", "questions", "outcomes", "bibliography", "pages", "exercises")


@dataclass(frozen=True)
class Unit:
    """A unit of the course: its name, how long it takes, and what a learner can do after it."""

    id: str
    title: str
    hours: str
    outcomes: dict[str, str]


@dataclass(frozen=True)
class Bank:
    """The questions of one course, by id, and everything that is wrong in their files."""

    root: Path
    settings: dict[str, str]
    questions: dict[str, Question]
    units: tuple[Unit, ...]
    sources: frozenset[str]
    problems: tuple[Problem, ...]
    files: dict[str, Path] = field(default_factory=dict)
    """The file of each question by its id, readable or not."""
    rules: dict[str, Any] = field(default_factory=dict)
    """What the course asks of itself as a whole."""

    @property
    def name(self) -> str:
        return self.settings["name"]

    @property
    def folder(self) -> Path:
        return self.root / self.settings["questions"]

    @cached_property
    def sets(self) -> dict[str, list[Question]]:
        """The questions of each set, by its name."""
        found: dict[str, list[Question]] = {}
        for question in self.questions.values():
            found.setdefault(question.set, []).append(question)
        return found

    def path(self, question_id: str) -> Path | None:
        """Return the file of a question, readable or not."""
        return self.files.get(question_id)

    def find(self, name: str) -> list[Question]:
        """Return the question with this id, or all questions of the set with this name, in order of their ids.

        :raises CourseError: there is neither, or its file has problems
        """
        if name in self.questions:
            return [self.questions[name]]
        if name in self.sets:
            return list(self.sets[name])
        if self.path(name):
            told = "\n".join(str(p) for p in self.problems if p.path.endswith(f"/{name}.md"))
            raise CourseError(f"The question '{name}' cannot be used yet:\n{told}")
        raise CourseError(f"There is no question and no set '{name}' in {self.settings['questions']}.")


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that is a course, or else the course packed with this package.

    :raises CourseError: there is none
    """
    for folder in (start.resolve(), *start.resolve().parents, PACKED):
        if (folder / "pyproject.toml").is_file() and _table(folder / "pyproject.toml") is not None:
            return folder
    raise CourseError(f"No course was found at or above {start}: no pyproject.toml there has a table [tool.selfcheck].")


@dataclass(frozen=True)
class Course:
    """What a course says of itself, before any question is read."""

    root: Path
    settings: dict[str, str]
    units: tuple[Unit, ...]
    sources: frozenset[str]
    rules: dict[str, Any]

    @property
    def folder(self) -> Path:
        return self.root / self.settings["questions"]

    @property
    def paths(self) -> list[Path]:
        """The files of the questions, by set and by id."""
        return sorted(self.folder.glob("*/*.md"), key=lambda p: (p.parent.name, p.stem))

    @property
    def known(self) -> Known:
        return Known(frozenset(o for u in self.units for o in u.outcomes), self.sources)


def open_course(root: Path) -> Course:
    """Read what the course at ``root`` says of itself.

    :raises CourseError: its settings, its outcomes or its bibliography cannot be read
    """
    table = _table(root / "pyproject.toml") or {}
    missing = [key for key in _SETTINGS if not isinstance(table.get(key), str)]
    if missing:
        raise CourseError(f"[tool.selfcheck] in {root / 'pyproject.toml'} lacks: {', '.join(missing)}.")
    settings = {key: table[key] for key in _SETTINGS}
    if not (root / settings["questions"]).is_dir():
        raise CourseError(f"[tool.selfcheck] in {root / 'pyproject.toml'}: there is no folder '{settings['questions']}'.")
    units = _units(root / settings["outcomes"])
    sources = frozenset(bibliography_keys(root / settings["bibliography"]))
    rules = table.get("rules", {})
    return Course(root, settings, units, sources, rules if isinstance(rules, dict) else {})


def load(root: Path) -> Bank:
    """Read the course at ``root`` with all its questions.

    :raises CourseError: its settings, its outcomes or its bibliography cannot be read
    """
    course = open_course(root)
    settings, folder, known = course.settings, course.folder, course.known
    readable = {path: path.relative_to(root).as_posix() for path in course.paths}
    problems: list[Problem] = []
    questions: dict[str, Question] = {}
    files: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in readable and path.suffix.lower() not in PICTURES and not path.name.startswith("."):
            problems.append(Problem(path.relative_to(root).as_posix(), 1, "misplaced", "this file is not read",
                                    f"move it to {settings['questions']}/SET/{path.stem}.md, or delete it"))
    for path, shown in readable.items():
        question, found = read(path, root, known)
        problems += found
        if path.stem in files:
            problems.append(Problem(shown, 1, "duplicate-id", f"there is a question '{path.stem}' in {readable[files[path.stem]]} too",
                                    "rename one of the two files"))
            continue
        files[path.stem] = path
        if question:
            questions[question.id] = question
    return Bank(root, settings, questions, course.units, course.sources, tuple(sorted(problems)), files, course.rules)


def bibliography_keys(path: Path) -> list[str]:
    """Return the keys of a BibTeX file; an absent file has none.

    :raises CourseError: it cannot be read
    """
    return re.findall(r"^\s*@\w+\{\s*([^,\s]+)\s*,", _text(path), re.M) if path.exists() else []


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} cannot be read: {error}") from error


def _table(path: Path) -> dict[str, Any] | None:
    """Return the table ``[tool.selfcheck]`` of a ``pyproject.toml``, or None where it has none."""
    tools = _toml(path).get("tool")
    table = tools.get("selfcheck") if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else None


def _units(path: Path) -> tuple[Unit, ...]:
    try:
        return tuple(Unit(u["id"], u["title"], u["hours"], dict(u["outcomes"])) for u in _toml(path)["unit"])
    except (KeyError, TypeError, ValueError) as error:
        raise CourseError(f"{path} needs, for each unit, [[unit]] with id, title, hours and outcomes: {error!r}") from error
