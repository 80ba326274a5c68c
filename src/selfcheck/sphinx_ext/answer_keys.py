"""``{keys}``: the right answers alone, for trainers."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..html.answer_table import write_answers
from .placeholders import interactive
from .plain_form import keys_table
from .questions import CourseDirective


class KeysDirective(CourseDirective):
    """``{keys} set``: the right answers to the questions of a set."""

    def run(self) -> list[nodes.Node]:
        questions = self.find(self.arguments)
        return interactive(write_answers(questions), keys_table(questions)) if questions else []


def setup(app: Sphinx) -> None:
    app.add_directive("keys", KeysDirective)
