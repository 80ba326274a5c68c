"""``{outcomes}``: a table of what asks for what, made from the sources at every build."""

from __future__ import annotations

from pathlib import PurePosixPath

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .. import words
from ..bank.check_alignment import Asked, find_coverage
from ..bank.page_index import PageIndex
from ..bank.settings import Unit
from .course import course


class Outcomes(SphinxDirective):
    """``{outcomes}``: each outcome with its pages, the number of its questions, and its exercises."""

    def run(self) -> list[nodes.Node]:
        bank = course(self.env.app)
        self.env.note_reread()  # its rows come from every page and every question
        found = find_coverage(bank, PageIndex(bank))
        return [self._unit(unit, [a for a in found if a.unit == unit.id]) for unit in bank.units]

    def _unit(self, unit: Unit, rows: list[Asked]) -> nodes.section:
        section = nodes.section("", nodes.title("", unit.title), ids=[nodes.make_id(f"outcomes-{unit.id}")])
        table = nodes.table()
        group = nodes.tgroup(cols=4)
        table += group
        for width in (44, 26, 10, 20):
            group += nodes.colspec(colwidth=width)
        group += nodes.thead("", nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in words.OUTCOME_COLUMNS)))
        body = nodes.tbody()
        group += body
        for asked in rows:
            cells: list[nodes.Node] = [nodes.paragraph("", f"{asked.outcome} {asked.text}"), self._links(asked.pages),
                                       nodes.paragraph("", str(len(asked.questions))), self._links(tuple(map(notebook, asked.exercises)))]
            body += nodes.row("", *(nodes.entry("", cell) for cell in cells))
        section += table
        return section

    def _links(self, files: tuple[str, ...]) -> nodes.paragraph:
        cell = nodes.paragraph("")
        for number, name in enumerate(files):
            if number:
                cell += nodes.Text("; ")
            docname = name.rsplit(".", 1)[0]
            text = self._units_page(name)
            cell += addnodes.pending_xref("", nodes.inline("", text or docname), refdomain="std", reftype="doc", refdoc=self.env.docname,
                                          reftarget=f"/{docname}", refexplicit=bool(text), refwarn=True)
        return cell if files else nodes.paragraph("", words.NONE)

    def _units_page(self, name: str) -> str:
        """Return the title of a unit's page with its unit, as units have pages of the same title; nothing for other pages."""
        bank = course(self.env.app)
        unit = next((u for u in bank.units if u.id == PurePosixPath(name).parent.name), None)
        text = (bank.root / name).read_text("utf-8") if unit and name.endswith(".md") else ""
        title = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), "")
        return f"{title} ({unit.title})" if unit and title and title != unit.title else ""


def notebook(source: str) -> str:
    """Return the page of the exercise that is made from this source."""
    return source.replace("/source/", "/")


def setup(app: Sphinx) -> None:
    app.add_directive("outcomes", Outcomes)
