"""A quiz in a notebook: the same HTML and the same script as on a page, as an ipywidget (by way of anywidget)."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from . import assets, render, strings
from .bank import bank_of
from .checks import in_words
from .model import MARKED

_shown = count(1)


class Quiz(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget has no complete types
    """Show questions of the course, and know what the learner did with them.

    ``Quiz("ward-team")`` shows one question, ``Quiz("02-words")`` a whole set, ``Quiz("ward-team", "night-shelter")``
    these two. The traits can be read and observed.

    :raises CourseError: there is no such question, or no course at or above the folder that the notebook runs in
    """

    _esm = assets.text("widget.js")
    _css = assets.text("selfcheck.css")
    html = traitlets.Unicode().tag(sync=True)
    entries = traitlets.Dict().tag(sync=True)
    """What the script keeps, by question id."""

    answers = traitlets.Dict(read_only=True)
    """The learner's answer to each question that has one, in words, by question id."""
    score = traitlets.Float(0.0, read_only=True)
    """Credit so far: 1 for each marked question that is right, a part for one that is partly right."""
    complete = traitlets.Bool(False, read_only=True)
    """Whether every question is done."""

    def __init__(self, *names: str, title: str = strings.QUIZ, **options: Any) -> None:
        bank = bank_of(Path.cwd())
        self._questions = [q for name in names for q in bank.find(name)]
        self._label = " ".join(names)
        self._title = title
        self._name = bank.name
        self._number = next(_shown)  # ids on a page of several quizzes must differ
        super().__init__(html=self._render(f"{bank.name}:notebook"), **options)

    def _render(self, course: str) -> str:
        place = render.Place(course, 3, f"nb{self._number}-")
        if len(self._questions) == 1:
            inside = render.question(self._questions[0], place)
        else:
            inside = render.quiz(self._label.replace(" ", "-"), self._title, self._questions, place)
        return f'<div class="sc-root">{render.words()}{inside}</div>'

    @traitlets.observe("entries")
    def _update(self, change: dict[str, Any]) -> None:
        entries: dict[str, Any] = change["new"]
        told = {q.id: in_words(q, entries[q.id]["r"]) for q in self._questions if entries.get(q.id, {}).get("r") is not None}
        self.set_trait("answers", told)
        self.set_trait("score", round(sum(entries.get(q.id, {}).get("c") or 0 for q in self._questions if q.kind in MARKED), 2))
        self.set_trait("complete", all(entries.get(q.id, {}).get("d") for q in self._questions))

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Add the HTML for places without a kernel: a built page shows the same live question from it."""
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self._render(self._name), "text/plain": repr(self)}, metadata

    def __repr__(self) -> str:
        return f"Quiz({self._label})"
