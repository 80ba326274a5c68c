"""Check questions one by one: that everything named exists, and that they keep the rules of good items.

The rules come from Haladyna, Downing and Rodriguez (2002) on writing multiple-choice items, from Rodriguez (2005) on
the number of options, and from Van der Kleij and others (2015) on feedback that explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

from .. import words
from ..markup.markdown import links, plain
from ..question.kinds import kind_of
from ..question.kinds.choose import Choice
from ..question.kinds.kind import Teaching
from ..question.model import Question
from ..question.problems import Problem, brief, problem
from .course import Course
from .page_index import PageIndex


def check_items(course: Course, index: PageIndex) -> Iterator[Problem]:
    """Give every problem of the questions of a course that stands in a question's own file."""
    for question in course.questions.values():
        for place in (_check_links(question, course, index), _check_feedback(question, course), _check_options(question, course),
                      _check_wording(question, course)):
            yield from place


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one of the wordings that spoil an item, in the language of the course."""
    return re.compile(words.PATTERNS[name], re.I)


def teaching(question: Question) -> Iterator[Teaching]:
    """Give every text of a question that teaches after an answer, but its explanation."""
    yield from kind_of(question).teaching(question.body)


def _check_feedback(question: Question, course: Course) -> Iterator[Problem]:
    least = course.rules.feedback_words
    for told in teaching(question):
        name = brief(plain(told.name))
        if len(told.text.split()) < least:
            yield problem(question.path, told.line, "thin-feedback", name=name, least=least)
        if course.rules.link_back and told.wrong and not links(told.text):
            yield problem(question.path, told.line, "no-way-back", name=name)


def texts_of(question: Question) -> Iterator[tuple[int, str]]:
    """Give every text of a question with its line."""
    parts = {"title": question.title, "stem": question.stem, "hint": question.hint, "explanation": question.explanation}
    yield from ((question.lines.get(part, 1), text) for part, text in parts.items())
    for told in teaching(question):
        yield told.line, told.name
        yield told.line, told.text
    yield from kind_of(question).texts(question.body)


def _check_links(question: Question, course: Course, index: PageIndex) -> Iterator[Problem]:
    for line, text in texts_of(question):
        for link in links(text):
            if re.match(r"[a-z]+:", link, re.I):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = _target(course.root, question.path.rpartition("/")[0], name)
            if target is None:
                yield problem(question.path, line, "broken-link", link=brief(link))
            elif anchor and anchor not in index.anchors(target):
                yield problem(question.path, line, "broken-anchor", page=brief(name), anchor=brief(anchor))


def _target(root: Path, folder: str, name: str) -> Path | None:
    """Return the file of the course that a link leads to, or None where there is none."""
    target = Path(normpath(root / folder / name))
    try:
        return target if target.is_relative_to(root) and target.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def _check_options(question: Question, course: Course) -> Iterator[Problem]:
    if not isinstance(question.body, Choice):
        return
    answers, (least, most) = question.body.answers, course.rules.options
    if not least <= len(answers) <= most:
        yield problem(question.path, answers[0].line, "option-count", number=len(answers), least=words.NUMBERS.get(str(least), least),
                      most=words.NUMBERS.get(str(most), most))
    for a in answers if course.rules.wording else ():
        if pattern("all-or-none").search(a.text):
            yield problem(question.path, a.line, "all-or-none", answer=brief(a.text))


def _check_wording(question: Question, course: Course) -> Iterator[Problem]:
    if not course.rules.wording:
        return
    if pattern("negative-title").search(question.title):
        yield problem(question.path, question.lines["title"], "negative-title")
    explained = question.lines.get("explanation", 1)
    for line, text in [(explained, question.explanation), *((told.line, told.text) for told in teaching(question))]:
        if found := pattern("by-place").search(text):
            yield problem(question.path, line, "by-place", text=found[0])
