"""All questions of a course, with its settings, its outcomes and the problems of every file.

A course is a folder whose ``pyproject.toml`` has a table ``[tool.selfcheck]``::

    [tool.selfcheck]
    name = "my-course"                  # answers are kept in the browser under this name
    questions = "book/questions"        # one folder a set, one file a question
    outcomes = "book/outcomes.toml"
    bibliography = "book/references.bib"
    pages = "book"
    exercises = "exercises"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .model import LEVELS, Question
from .problems import CourseError, Problem
from .reader import read

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

    @property
    def name(self) -> str:
        return self.settings["name"]

    @property
    def folder(self) -> Path:
        return self.root / self.settings["questions"]

    def path(self, question_id: str) -> Path | None:
        """Return the file of a question, readable or not."""
        return next(iter(sorted(self.folder.glob(f"*/{question_id}.md"))), None)

    def find(self, name: str) -> list[Question]:
        """Return the question with this id, or all questions of the set with this name, in order of their ids.

        :raises CourseError: there is neither, or its file has problems
        """
        if name in self.questions:
            return [self.questions[name]]
        found = [q for q in self.questions.values() if q.set == name]
        if found:
            return found
        if self.path(name):
            told = "\n".join(str(p) for p in self.problems if p.path.endswith(f"/{name}.md"))
            raise CourseError(f"The question '{name}' cannot be used yet:\n{told}")
        raise CourseError(f"There is no question and no set '{name}' in {self.settings['questions']}.")


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that is a course.

    :raises CourseError: there is none
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "pyproject.toml").is_file() and "selfcheck" in _read_toml(folder / "pyproject.toml").get("tool", {}):
            return folder
    raise CourseError(f"No course was found at or above {start}: no pyproject.toml there has a table [tool.selfcheck].")


def load(root: Path) -> Bank:
    """Read the course at ``root``.

    :raises CourseError: its settings or its outcomes cannot be read
    """
    table = _read_toml(root / "pyproject.toml").get("tool", {}).get("selfcheck", {})
    missing = [key for key in _SETTINGS if not isinstance(table.get(key), str)]
    if missing:
        raise CourseError(f"[tool.selfcheck] in {root / 'pyproject.toml'} lacks: {', '.join(missing)}.")
    settings = {key: table[key] for key in _SETTINGS}
    units = tuple(
        Unit(u["id"], u["title"], u["hours"], dict(u["outcomes"]))
        for u in _read_toml(root / settings["outcomes"]).get("unit", [])
    )
    sources = frozenset(bibliography_keys(root / settings["bibliography"]))
    problems: list[Problem] = []
    questions: dict[str, Question] = {}
    files: dict[str, str] = {}
    known = {o for u in units for o in u.outcomes}
    for path in sorted((root / settings["questions"]).glob("*/*.md"), key=lambda p: (p.parent.name, p.stem)):
        question, found = read(path, root)
        problems += found
        shown = path.relative_to(root).as_posix()
        if path.stem in files:
            problems.append(Problem(shown, 1, "duplicate-id", f"there is a question '{path.stem}' in {files[path.stem]} too",
                                    "rename one of the two files"))
            continue
        files[path.stem] = shown
        if question:
            questions[question.id] = question
            problems += check_meta(question, known, sources)
    return Bank(root, settings, questions, units, sources, tuple(sorted(problems)))


@cache
def bank_of(folder: Path) -> Bank:
    """Return the bank of the course that ``folder`` lies in, read once in a process."""
    return load(find_root(folder))


def check_meta(question: Question, outcomes: set[str], sources: frozenset[str]) -> list[Problem]:
    """Check the front matter of a question against what the course knows."""
    found = []

    def report(key: str, code: str, what: str, do: str) -> None:
        found.append(Problem(question.path, question.lines.get(key, 1), code, what, do))

    if question.outcome not in outcomes:
        report("outcome", "unknown-outcome", f"there is no outcome '{question.outcome}'",
               f"use one of {', '.join(sorted(outcomes))}")
    if question.level not in LEVELS:
        report("level", "unknown-level", f"there is no level '{question.level}'", f"use one of {', '.join(LEVELS)}")
    for key in question.sources:
        if key not in sources:
            report("source", "unknown-source", f"the bibliography has no '{key}'", "add it there, or use a key that it has")
    if question.review_by and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", question.review_by):
        report("review-by", "bad-date", f"'{question.review_by}' is not a date", "write it as 2027-11-01")
    return found


def bibliography_keys(path: Path) -> list[str]:
    """Return the keys of a BibTeX file; an absent file has none."""
    return re.findall(r"^\s*@\w+\{\s*([^,\s]+)\s*,", path.read_text("utf-8"), re.M) if path.is_file() else []


def _read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error
