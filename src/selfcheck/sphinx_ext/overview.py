"""``{outcomes}``: a table of what asks for what, made from the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from .. import words
from ..bank.check_alignment import find_coverage
from ..bank.course import Course
from ..bank.page_index import PageIndex
from .course import course, without_traceback
from .page_notes import keep_page_notes, page_notes

Link = tuple[str, str]
"""A page, and how it is called here where that is not by its title."""
_TABLES = "selfcheck_outcomes"


@dataclass(frozen=True)
class Row:
    """One outcome in its table."""

    outcome: str
    pages: tuple[Link, ...]
    number: str
    """Of its questions."""
    exercises: tuple[Link, ...]


Table = tuple[str, str, tuple[Row, ...]]
"""The id of a unit, its title, and its outcomes."""


def read_tables(bank: Course) -> tuple[Table, ...]:
    """Return all that the tables of outcomes say.

    :raises ConfigError: the source of an exercise cannot be read
    """
    with without_traceback():
        found = find_coverage(bank, PageIndex(bank))
    return tuple((unit.id, unit.title, tuple(
        Row(f"{a.outcome} {a.text}", _links(bank, a.pages), str(len(a.questions)), _links(bank, map(notebook, a.exercises)))
        for a in found if a.unit == unit.id)) for unit in bank.units)


def _links(bank: Course, files: Iterable[str]) -> tuple[Link, ...]:
    return tuple((name.rsplit(".", 1)[0], _units_page(bank, name)) for name in files)


def _units_page(bank: Course, name: str) -> str:
    """Return the title of a unit's page with its unit, as units have pages of the same title; nothing for other pages."""
    unit = next((u for u in bank.units if u.id == PurePosixPath(name).parent.name), None)
    text = (bank.root / name).read_text("utf-8") if unit and name.endswith(".md") else ""
    title = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), "")
    return f"{title} ({unit.title})" if unit and title and title != unit.title else ""


class Outcomes(SphinxDirective):
    """``{outcomes}``: each outcome with its pages, the number of its questions, and its exercises."""

    def run(self) -> list[nodes.Node]:
        tables = page_notes(self.env, _TABLES)[self.env.docname] = read_tables(course(self.env.app))
        return [self._unit(*table) for table in tables]

    def _unit(self, ident: str, title: str, rows: tuple[Row, ...]) -> nodes.section:
        section = nodes.section("", nodes.title("", title), ids=[nodes.make_id(f"outcomes-{ident}")])
        table = nodes.table()
        group = nodes.tgroup(cols=4)
        table += group
        for width in (44, 26, 10, 20):
            group += nodes.colspec(colwidth=width)
        group += nodes.thead("", nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in words.OUTCOME_COLUMNS)))
        body = nodes.tbody()
        group += body
        for row in rows:
            cells: list[nodes.Node] = [nodes.paragraph("", row.outcome), self._cell(row.pages),
                                       nodes.paragraph("", row.number), self._cell(row.exercises)]
            body += nodes.row("", *(nodes.entry("", cell) for cell in cells))
        section += table
        return section

    def _cell(self, links: tuple[Link, ...]) -> nodes.paragraph:
        cell = nodes.paragraph("")
        for number, (page, text) in enumerate(links):
            if number:
                cell += nodes.Text("; ")
            cell += addnodes.pending_xref("", nodes.inline("", text or page), refdomain="std", reftype="doc", refdoc=self.env.docname,
                                          reftarget=f"/{page}", refexplicit=bool(text), refwarn=True)
        return cell if links else nodes.paragraph("", words.NONE)


def notebook(source: str) -> str:
    """Return the page of the exercise that is made from this source."""
    return source.replace("/source/", "/")


def find_outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Name the pages whose tables of outcomes say something else by now: their rows come from every page and every question."""
    kept = page_notes(env, _TABLES)
    now = read_tables(course(app)) if kept else ()
    return [page for page, tables in kept.items() if tables != now]


def setup(app: Sphinx) -> None:
    app.add_directive("outcomes", Outcomes)
    keep_page_notes(app, _TABLES)
    app.connect("env-get-outdated", find_outdated)
