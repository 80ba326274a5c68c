"""Directives for what stands round the questions: the opening of a unit, and inline drawings."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from .. import words
from ..question.problems import brief
from .course import BookDirective, course
from .local_files import LocalDirective
from .placeholders import plain_node


class Unit(BookDirective):
    """``{unit} 01-why``: how long the unit takes and what the learner can do after it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        found = course(self.env.app)
        self.env.note_dependency(str(found.root / found.settings.outcomes))
        unit = next((u for u in found.units if u.id == self.arguments[0]), None)
        if unit is None:
            self.complain("unknown-unit", unit=brief(self.arguments[0]), units=", ".join(u.id for u in found.units) or words.NONE)
            return []
        box = nodes.container(classes=["unit-opening"])
        box += nodes.paragraph("", "", nodes.strong("", words.UNIT_HOURS), nodes.Text(f" {unit.hours}"), classes=["unit-hours"])
        box += nodes.paragraph("", words.UNIT_OUTCOMES)
        box += nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", text)) for text in unit.outcomes.values()))
        return [box]


class Drawing(LocalDirective):
    """``{drawing} path.svg`` with ``:alt:``: an SVG put into the page, so that it follows the page's colours."""

    option_spec = {"alt": directives.unchanged_required}  # noqa: RUF012 (docutils' own form)

    def run(self) -> list[nodes.Node]:
        path, alt = self.local(), self.options.get("alt", "").strip()
        if not alt:
            self.complain("no-alt/drawing")
        text = self.read(path) if path else None
        if text is None:
            return []
        svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|(?<=>)\s*\n\s*(?=<)", "", text.strip(), flags=re.S)
        named = f'<svg role="img" aria-label="{escape(self.options.get("alt", ""))}"'
        svg, found = re.subn(r"<svg(?=[\s>])", lambda _: named, re.sub(r"\s*\n\s*", " ", svg), count=1)
        if not found:
            self.complain("no-drawing", file=brief(self.arguments[0]))
            return []
        figure = nodes.container(classes=["drawing"], is_div=True)
        figure += nodes.raw("", f"<figure class=\"drawing\">{svg}<figcaption>", format="html")
        if alt:
            figure += plain_node("", nodes.paragraph("", "", nodes.emphasis("", alt)))
        for node in self.caption():
            node["caption"] = True  # no part of the page's own text
            figure += node
        figure += nodes.raw("", "</figcaption></figure>", format="html")
        return list(figure.children)


def setup(app: Sphinx) -> None:
    app.add_directive("unit", Unit)
    app.add_directive("drawing", Drawing)
