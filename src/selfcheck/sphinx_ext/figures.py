"""Directives for what stands round the questions: the opening of a unit, inline drawings, tables from data files."""

from __future__ import annotations

import csv
import re
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .. import words
from .questions import course

logger = logging.getLogger(__name__)


class _Local(SphinxDirective):
    """A directive about a file that lies beside the page."""

    required_arguments = 1
    has_content = True

    def local(self) -> Path | None:
        """Return the file named in the argument, noted as a dependency, or None after a warning."""
        _, name = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(name)
        if Path(name).is_file():
            return Path(name)
        self.complain(f"there is no file '{self.arguments[0]}'; correct its path, counted from this page", "no-file")
        return None

    def complain(self, text: str, code: str) -> None:
        logger.warning(text, location=(self.env.docname, self.lineno), type="selfcheck", subtype=code)

    def caption(self) -> list[nodes.Node]:
        holder = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return list(holder.children)


class Unit(SphinxDirective):
    """``{unit} 01-why``: how long the unit takes and what the learner can do after it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        found = course(self.env.app)
        self.env.note_dependency(str(found.root / found.settings.outcomes))
        unit = next((u for u in found.units if u.id == self.arguments[0]), None)
        if unit is None:
            logger.warning("there is no unit '%s'; use one of %s", self.arguments[0], ", ".join(u.id for u in found.units),
                           location=(self.env.docname, self.lineno), type="selfcheck", subtype="unknown-unit")
            return []
        box = nodes.container(classes=["unit-opening"])
        box += nodes.paragraph("", "", nodes.strong("", words.UNIT_HOURS), nodes.Text(f" {unit.hours}"), classes=["unit-hours"])
        box += nodes.paragraph("", words.UNIT_OUTCOMES)
        box += nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", text)) for text in unit.outcomes.values()))
        return [box]


class Drawing(_Local):
    """``{drawing} path.svg`` with ``:alt:``: an SVG put into the page, so that it follows the page's colours."""

    option_spec = {"alt": directives.unchanged_required}  # noqa: RUF012 (docutils' own form)

    def run(self) -> list[nodes.Node]:
        path = self.local()
        if not self.options.get("alt", "").strip():
            self.complain("the drawing has no text alternative; add ':alt:' and say what it shows", "no-alt")
        if path is None:
            return []
        svg = re.sub(r"<\?xml.*?\?>|<!--.*?-->|\n\s*", "", path.read_text("utf-8"), flags=re.S)
        svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(self.options.get("alt", ""))}" ', 1)
        figure = nodes.container(classes=["drawing"], is_div=True)
        figure += nodes.raw("", f"<figure class=\"drawing\">{svg}<figcaption>", format="html")
        for node in self.caption():
            node["caption"] = True  # no part of the page's own text: see sharing.describe
            figure += node
        figure += nodes.raw("", "</figcaption></figure>", format="html")
        return list(figure.children)


class DataTable(_Local):
    """``{datatable} path.csv`` with ``:columns:`` and ``:filters:``: a table that a reader can filter and count."""

    option_spec = {"columns": directives.unchanged_required, "filters": directives.unchanged}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        path = self.local()
        if path is None:
            return []
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns, filters = ([c.strip() for c in self.options.get(o, "").split(",") if c.strip()] for o in ("columns", "filters"))
        for name in [*columns, *filters]:
            if name not in rows[0]:
                self.complain(f"'{self.arguments[0]}' has no column '{name}'; use one of {', '.join(rows[0])}", "no-column")
                return []
        caption = " ".join(self.content)
        return [nodes.raw("", table(rows, columns, filters, caption, f"table-{path.stem}"), format="html")]


class Filter(SphinxDirective):
    """``{filter} name`` with ``:label:``: a box that shows only the parts of this page in which some words stand."""

    required_arguments = 1
    option_spec = {"label": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        ident = nodes.make_id(f"filter-{self.arguments[0]}")
        html = (f'<selfcheck-filter class="sc-filter" data-count="{escape(words.FILTER_COUNT)}"'
                f' data-none="{escape(words.FILTER_NONE)}" hidden>'
                f'<label for="{ident}">{escape(self.options.get("label", ""))}</label>'
                f'<input type="search" class="sc-input" id="{ident}" autocomplete="off">'
                f'<p class="sc-status" role="status"></p></selfcheck-filter>')
        return [nodes.raw("", html, format="html")]


def table(rows: list[dict[str, str]], columns: list[str], filters: list[str], caption: str, ident: str) -> str:
    """Return a table as HTML, with a menu for each filter that the script wakes up."""

    def label(column: str) -> str:
        return escape(column.replace("_", " ").capitalize())

    menus = ""
    for name in filters:
        values = sorted({row[name] for row in rows if row[name]})
        options = f'<option value="">{words.TABLE_ANY}</option>' + "".join(f"<option>{escape(v)}</option>" for v in values)
        menus += f'<label>{label(name)} <select data-column="{columns.index(name)}">{options}</select></label>'
    head = "".join(f'<th scope="col">{label(c)}</th>' for c in columns)
    body = "".join(
        "<tr>" + "".join(f'<th scope="row">{escape(r[c])}</th>' if n == 0 else f"<td>{escape(r[c])}</td>" for n, c in enumerate(columns)) + "</tr>"
        for r in rows)
    return (
        f'<selfcheck-table class="sc-table" data-count="{escape(words.TABLE_COUNT)}">'
        f'<div class="sc-filters" role="group" aria-label="{words.TABLE_FILTERS}" hidden>{menus}</div>'
        f'<p class="sc-status" role="status">{escape(words.TABLE_COUNT.format(shown=len(rows), all=len(rows)))}</p>'
        f'<div class="sc-wide" role="region" aria-labelledby="{ident}" tabindex="0"><table><caption id="{ident}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></selfcheck-table>"
    )


def setup(app: Sphinx) -> None:
    app.add_directive("unit", Unit)
    app.add_directive("drawing", Drawing)
    app.add_directive("datatable", DataTable)
    app.add_directive("filter", Filter)
