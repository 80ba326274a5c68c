"""Check a whole course: every question, every page, and what the course asks of itself as a whole."""

from __future__ import annotations

import datetime

from ..question.problems import Problem
from .check_alignment import check_alignment
from .check_guessing import check_guessing
from .check_items import check_items
from .course import Course
from .page_index import PageIndex


def check_course(course: Course, index: PageIndex, today: datetime.date) -> list[Problem]:
    """Return every problem of a course but those of its reading grade, sorted by place.

    :param today: the day on which dates of review are looked at
    """
    return sorted({*course.problems, *index.problems, *check_items(course, index), *check_alignment(course, index),
                   *check_guessing(course, today)})
