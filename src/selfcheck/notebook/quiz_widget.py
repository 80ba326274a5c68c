"""A quiz in a notebook: the same HTML and the same script as on a page, as an ipywidget (by way of anywidget)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .. import words
from ..bank.course import course_of
from ..grading.saved_answer import in_words
from ..html import assets
from ..html.fragment import Place, write_question, write_quiz, write_words
from ..markup.pictures import find_picture, write_data
from ..question.kinds import kind_of

_OPEN_PREFIX = "sc-view-"
"""Begins every ``id`` of a live widget. The script adds a number for each view: two notebooks, or a notebook and what
is left of it from before its kernel started again, stand in one page of JupyterLab."""

_shown = count(1)


class Quiz(anywidget.AnyWidget):
    """Show questions of the course, and know what the learner did with them.

    ``Quiz("ward-team")`` shows one question, ``Quiz("02-words")`` a whole set, ``Quiz("ward-team", "night-shelter")``
    these two. The traits can be read and observed.

    :raises CourseError: there is no such question, or no course at or above the folder that the notebook runs in
    """

    _esm = assets.widget_script()
    _css = assets.text("selfcheck-all.css")
    html = traitlets.Unicode().tag(sync=True)
    prefix = traitlets.Unicode(_OPEN_PREFIX).tag(sync=True)
    entries = traitlets.Dict().tag(sync=True)
    """What the script keeps, by question id."""

    answers = traitlets.Dict(read_only=True)
    """The learner's answer to each question that has one, in words, by question id."""
    score = traitlets.Float(0.0, read_only=True)
    """Credit so far: 1 for each marked question that is right, a part for one that is partly right."""
    complete = traitlets.Bool(False, read_only=True)
    """Whether every question is done."""

    def __init__(self, *names: str, title: str | None = None, **options: Any) -> None:
        course = course_of(Path.cwd())
        if assets.kind_scripts():
            self._esm = assets.widget_script()  # the course has just made its own kinds known
        self._questions = list({q.id: q for name in names for q in course.find(name)}.values())
        self._label = " ".join(names)
        self._title = title or words.QUIZ
        self._name = course.name
        self._root = course.root
        super().__init__(html=self._render(f"{course.name}:notebook", _OPEN_PREFIX), **options)

    def _render(self, course: str, prefix: str) -> str:
        def picture(path: str, address: str) -> str | None:
            found = find_picture(self._root, path, address)
            return write_data(found) if found else None

        place = Place(course, 3, prefix, picture=picture)
        if len(self._questions) == 1:
            inside = write_question(self._questions[0], place)
        else:
            inside = write_quiz(self._label.replace(" ", "-"), self._title, self._questions, place)
        return f'<div class="sc-root">{write_words()}{inside}</div>'

    @traitlets.observe("entries")
    def _update(self, change: Mapping[str, Any]) -> None:
        kept = [(q, entry) for q in self._questions if isinstance(entry := change["new"].get(q.id), dict)]
        told = {q.id: in_words(q, entry.get("r")) for q, entry in kept}
        credit = [entry.get("c") for q, entry in kept if kind_of(q).marked]
        with self.hold_trait_notifications():  # who observes one of them finds the others up to date
            self.set_trait("answers", {name: answer for name, answer in told.items() if answer is not None})
            self.set_trait("score", round(sum(c for c in credit if isinstance(c, int | float)), 2))
            done = [bool(entry.get("d")) for _, entry in kept]
            self.set_trait("complete", len(done) == len(self._questions) and all(done))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the HTML for places without a kernel: a built page shows the same live question from it."""
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        html = self._render(self._name, f"nb{next(_shown)}-")
        return {**data, "text/html": html, "text/plain": repr(self)}, metadata

    def __repr__(self) -> str:
        return f"Quiz({self._label})"
