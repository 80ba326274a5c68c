"""The questions of the book that is being built, and the way to tell what is wrong in them."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging

from .. import bank
from ..problems import CourseError, Problem

logger = logging.getLogger(__name__)


def course(app: Sphinx) -> bank.Bank:
    """Return the bank of the course that is being built, read once in a build.

    :raises ConfigError: the course cannot be read; the message says why and what to do
    """
    found = getattr(app, "selfcheck_bank", None)
    if found is None:
        try:
            found = open_bank(Path(app.srcdir), app.config.selfcheck_questions)
        except CourseError as error:
            raise ConfigError(str(error)) from error
        app.selfcheck_bank = found  # type: ignore[attr-defined]
    return found


def open_bank(book: Path, questions: str) -> bank.Bank:
    """Read the questions of a book.

    :param book: the folder of its sources; a table ``[tool.selfcheck]`` in its ``pyproject.toml`` says where everything lies
    :param questions: the setting ``selfcheck_questions``: the folder of questions of a book that has no such table
    :raises CourseError: the course cannot be read
    """
    return bank.load(book)


def warn(problem: Problem) -> None:
    """Report a problem as a warning at its own file and line."""
    logger.warning("%s; %s", problem.what, problem.do, location=f"{problem.path}:{problem.line}", type="selfcheck", subtype=problem.code)


def setup(app: Sphinx) -> None:
    app.add_config_value("selfcheck_questions", "", "env", str)
