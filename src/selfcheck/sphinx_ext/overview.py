"""``{outcomes}``: a table of what asks for what, made from the sources at every build."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .. import strings
from ..alignment import Asked, coverage
from ..bank import Unit
from .questions import course


class Outcomes(SphinxDirective):
    """``{outcomes}``: each outcome with its pages, the number of its questions, and its exercises."""

    def run(self) -> list[nodes.Node]:
        bank = course(self.env.app)
        self.env.note_reread()  # its rows come from every page and every question
        found = coverage(bank)
        return [self._unit(unit, [a for a in found if a.unit == unit.id]) for unit in bank.units]

    def _unit(self, unit: Unit, rows: list[Asked]) -> nodes.section:
        section = nodes.section("", nodes.title("", unit.title), ids=[nodes.make_id(f"outcomes-{unit.id}")])
        table = nodes.table()
        group = nodes.tgroup(cols=4)
        table += group
        for width in (44, 26, 10, 20):
            group += nodes.colspec(colwidth=width)
        group += nodes.thead("", nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in strings.OUTCOME_COLUMNS)))
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
            cell += addnodes.pending_xref("", nodes.inline("", docname), refdomain="std", reftype="doc", refdoc=self.env.docname,
                                          reftarget=f"/{docname}", refexplicit=False, refwarn=True)
        return cell if files else nodes.paragraph("", strings.NONE)


def notebook(source: str) -> str:
    """Return the page of the exercise that is made from this source."""
    return source.replace("/source/", "/")


def setup(app: Sphinx) -> None:
    app.add_directive("outcomes", Outcomes)
