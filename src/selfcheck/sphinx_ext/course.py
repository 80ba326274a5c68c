"""The questions of the book that is being built, and the way to tell what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .. import words
from ..bank.course import Course, open_course
from ..question.problems import CourseError, Problem

logger = logging.getLogger(__name__)


@contextmanager
def without_traceback() -> Iterator[None]:
    """Have Sphinx print the message of a course's error, which tells an author all, and no traceback.

    :raises ConfigError: in the place of any :class:`~selfcheck.question.problems.CourseError`
    """
    try:
        yield
    except CourseError as error:
        raise ConfigError(str(error)) from error


def course(app: Sphinx) -> Course:
    """Return the course that is being built, read once in a build.

    :raises ConfigError: the course cannot be read; the message says why and what to do
    """
    found = getattr(app, "selfcheck_course", None)
    if found is None:
        with without_traceback():
            found = open_course(Path(app.srcdir), app.config.selfcheck_questions)
        app.selfcheck_course = found  # type: ignore[attr-defined]
    return found


def warn(problem: Problem) -> None:
    """Report a problem as a warning at its own file and line."""
    logger.warning("%s; %s", problem.what, problem.do, location=f"{problem.path}:{problem.line}", type="selfcheck", subtype=problem.code)


def warn_at(place: str | tuple[str, int], code: str, /, **values: object) -> None:
    """Warn at a line of a page.

    :param place: the page's name and the line, or a file
    :param code: name of the mistake in the catalogue of words, with what its sentences fill in
    """
    what, do = words.problem(code, **values)
    logger.warning("%s; %s", what, do, location=place, type="selfcheck", subtype=code.partition("/")[0])


class BookDirective(SphinxDirective):
    """A directive that tells of an author's mistakes at its own line."""

    def complain(self, code: str, /, **values: object) -> None:
        """Warn of a mistake in the catalogue of words."""
        warn_at((self.env.docname, self.lineno), code, **values)


def setup(app: Sphinx) -> None:
    app.add_config_value("selfcheck_questions", "", "env", str)
