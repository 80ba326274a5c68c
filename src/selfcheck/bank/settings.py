"""What a course says of itself, before any question is read: its settings, its rules, its units.

A course is a folder whose ``pyproject.toml`` has a table ``[tool.selfcheck]``. Only the folder of questions is needed::

    [tool.selfcheck]
    questions = "book/questions"        # one folder a set, one file a question
    name = "my-course"                  # answers are kept in the browser under this name
    outcomes = "book/outcomes.toml"     # units, and what a learner can do after each
    bibliography = "book/references.bib"
    pages = "book"                      # the folder that is searched for pages, if not the whole course
    exercises = "exercises"
    kinds = ["kinds/match_pairs.py"]    # kinds of questions that the course brings

A table ``[tool.selfcheck.rules]`` switches rules on and says how strict they are: see :class:`Rules`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from .. import words
from ..question.front_matter import CAN_BE_NEEDED
from ..question.problems import CourseError, line_of, read_text

PACKED = Path(__file__).parent.parent / "course"
"""Where a course lies that was packed with this package, for a notebook that runs in no folder of a course."""


@dataclass(frozen=True)
class Settings:
    """Where the parts of a course lie, counted from its folder; an empty one is not there."""

    questions: str
    name: str = "course"
    outcomes: str = ""
    bibliography: str = ""
    pages: str = "."
    exercises: str = "exercises"
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What a course asks of its questions and its pages. Every rule is off until the course switches it on."""

    needed: tuple[str, ...] = ()
    """Front matter that no question can do without: of outcome, level, source."""
    feedback_words: int = 0
    """Least number of words of each feedback (Van der Kleij and others, 2015, on feedback that explains)."""
    link_back: bool = False
    """The feedback of a wrong answer links to the page that explains it."""
    options: tuple[int, int] = (0, 999)
    """Least and largest number of answers to choose from (Rodriguez, 2005)."""
    wording: bool = False
    """No "all of the above", no question for what is not so, no answer named by its place (Haladyna, Downing and Rodriguez, 2002)."""
    every_question_shown: bool = False
    questions_per_outcome: int = 0
    later_sets: int = 0
    """In how many later sets (units, reviews, a closing check) each outcome is asked again, where so many follow."""
    above_recall: float = 0.0
    """Least share of questions that ask for more than recall."""
    guess_margin: float = 1.0
    """How far above chance a blind guesser may come."""
    absolutes: bool = False
    """No wrong answer holds a word such as *always*."""
    review_dates: bool = False
    """A question whose ``review-by`` has come is told."""
    grade: float = 99.0
    """Highest Flesch-Kincaid grade of a page."""
    long_sentences: float = 1.0
    """Largest share of long sentences on a page."""
    abbreviations: tuple[str, ...] | None = None
    """Abbreviations that need no spelling out; naming them holds the others to it."""
    avoid: dict[str, str] = field(default_factory=dict)
    """Words with what to write in their place."""

    @property
    def reading(self) -> bool:
        """Whether a page has to be read for a rule."""
        return self.grade < 99 or self.long_sentences < 1 or self.abbreviations is not None or bool(self.avoid)


@dataclass(frozen=True)
class Unit:
    """A unit of the course: its name, how long it takes, and what a learner can do after it."""

    id: str
    title: str
    hours: str
    outcomes: dict[str, str]


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that is a course, or else the course packed with this package.

    :raises CourseError: there is none
    """
    for folder in (start.resolve(), *start.resolve().parents, PACKED):
        if read_table(folder) is not None:
            return folder
    raise CourseError(words.error("no-course", start=start))


def read_table(root: Path) -> dict[str, Any] | None:
    """Return the table ``[tool.selfcheck]`` of a folder's ``pyproject.toml``, or None where there is none.

    :raises CourseError: the file cannot be read
    """
    path = root / "pyproject.toml"
    tools = read_toml(path).get("tool") if path.is_file() else None
    table = tools.get("selfcheck") if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else None


def read_settings(root: Path, table: dict[str, Any]) -> Settings:
    """Check a table of settings.

    :raises CourseError: the folder of questions is not named or not there, a setting is unknown or of a wrong type
    """
    place = f"[tool.selfcheck] in {root / 'pyproject.toml'}"
    known = {f.name for f in fields(Settings)}
    if odd := sorted(set(table) - known - {"rules"}):
        raise CourseError(words.error("no-setting", place=place, key=odd[0], known=", ".join(sorted(known))))
    if "questions" not in table:
        raise CourseError(words.error("no-questions", place=place))
    for key, value in table.items():
        if key not in ("rules", "kinds") and not isinstance(value, str):
            raise CourseError(words.error("setting-no-text", place=place, key=key))
    kinds = table.get("kinds", [])
    if not isinstance(kinds, list) or not all(isinstance(name, str) for name in kinds):
        raise CourseError(words.error("kinds-no-list", place=place))
    if not (root / table["questions"]).is_dir():
        raise CourseError(words.error("no-folder", place=place, folder=table["questions"]))
    return Settings(**{key: value for key, value in table.items() if key not in ("rules", "kinds")}, kinds=tuple(kinds))


def read_rules(root: Path, table: dict[str, Any]) -> Rules:
    """Check the table of rules.

    :raises CourseError: a rule is unknown, or what it says is of a wrong type
    """
    place = f"[tool.selfcheck.rules] in {root / 'pyproject.toml'}"
    told = table.get("rules", {})
    if not isinstance(told, dict):
        raise CourseError(words.error("rules-no-table", place=place))
    defaults = Rules()
    names = {f.name.replace("_", "-"): f.name for f in fields(Rules)}
    found: dict[str, Any] = {}
    for key, value in told.items():
        if key not in names:
            raise CourseError(words.error("no-rule", place=place, key=key, known=", ".join(sorted(names))))
        usual = getattr(defaults, names[key])
        fits = (isinstance(value, list) if isinstance(usual, tuple) or key == "abbreviations" else
                isinstance(value, bool) if isinstance(usual, bool) else
                isinstance(value, int | float) and not isinstance(value, bool) if isinstance(usual, int | float) else
                isinstance(value, dict))
        if not fits or (key == "options" and (len(value) != 2 or not all(isinstance(n, int) for n in value))):
            raise CourseError(words.error("bad-rule", place=place, key=key, value=repr(value)))
        found[names[key]] = tuple(value) if isinstance(value, list) else value
    if odd := sorted(set(found.get("needed", ())) - set(CAN_BE_NEEDED)):
        raise CourseError(words.error("not-needed", place=place, key=odd[0], known=", ".join(CAN_BE_NEEDED)))
    return Rules(**found)


def read_bibliography(path: Path) -> list[str]:
    """Return the keys of a BibTeX file.

    :raises CourseError: it cannot be read
    """
    return re.findall(r"^\s*@\w+\{\s*([^,\s]+)\s*,", open_text(path), re.M)


def read_units(path: Path) -> tuple[Unit, ...]:
    """Return the units of a course.

    :raises CourseError: the file cannot be read, or a unit lacks something
    """
    told = read_toml(path)
    try:
        return tuple(Unit(u["id"], u["title"], str(u.get("hours", "")), dict(u["outcomes"])) for u in told.get("unit", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CourseError(words.error("bad-units", path=path, why=repr(error))) from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    :raises CourseError: it cannot be read
    """
    try:
        return tomllib.loads(open_text(path))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(words.error("unreadable", path=path, why=error)) from error


def open_text(path: Path) -> str:
    """Return the text of a file of the course.

    :raises CourseError: it cannot be read
    """
    try:
        return read_text(path)
    except UnicodeDecodeError as error:
        raise CourseError(words.error("not-utf-8", path=path, line=line_of(error))) from error
    except OSError as error:
        raise CourseError(words.error("unreadable", path=path, why=error.strerror)) from error
