"""``{datatable}``: a table from a data file, which a reader can filter; ``{filter}``: a box that filters the parts of a page."""

from __future__ import annotations

from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .. import words
from ..question.problems import Report, brief
from . import plain_nodes
from .course import warn
from .data_rows import read_rows
from .local_files import LocalDirective
from .placeholders import interactive

_LITERAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|~!$&"})


class DataTable(LocalDirective):
    """``{datatable} path.csv`` with ``:columns:`` and ``:filters:``: a table that a reader can filter and count.

    Without ``:columns:`` it shows all of them.
    """

    option_spec = {"columns": directives.unchanged_required, "filters": directives.unchanged}  # noqa: RUF012 (docutils' own form)

    def run(self) -> list[nodes.Node]:
        path = self.local()
        text = self.read(path) if path else None
        if path is None or text is None:
            return []
        report = Report(self.named(path))
        heads, rows = read_rows(text, report)
        for problem in report.problems:
            warn(problem)
        columns, filters = self._named("columns", heads) or heads, self._named("filters", heads)
        for name in [name for name in filters if name not in columns]:
            self.complain("no-column/filter", column=brief(name))
            filters.remove(name)
        if not heads:
            return []
        caption = " ".join(self.content)
        number = self.env.new_serialno(f"selfcheck-table-{path.stem}")
        ident = nodes.make_id(f"table-{path.stem}") + (f"-{number + 1}" if number else "")
        shown = [[_label(name) for name in columns], *([row[name].translate(_LITERAL) for name in columns] for row in rows)]
        plain = plain_nodes.table(shown, lambda link: "", caption.translate(_LITERAL))
        return interactive(table(rows, columns, filters, caption, ident), plain)

    def _named(self, option: str, heads: list[str]) -> list[str]:
        """Return the columns that an option names; one that there is not is told, and left out."""
        names = list(dict.fromkeys(name for c in self.options.get(option, "").split(",") if (name := c.strip())))
        for name in names:
            if heads and name not in heads:
                self.complain("no-column", file=brief(self.arguments[0]), column=brief(name), columns=", ".join(heads))
        return [name for name in names if name in heads]


class Filter(SphinxDirective):
    """``{filter} name`` with ``:label:``: a box that shows only the parts of this page in which some words stand."""

    required_arguments = 1
    option_spec = {"label": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        number = self.env.new_serialno(f"selfcheck-filter-{self.arguments[0]}")
        ident = nodes.make_id(f"filter-{self.arguments[0]}") + (f"-{number + 1}" if number else "")
        html = (f'<selfcheck-filter class="sc-filter" data-count="{escape(words.FILTER_COUNT)}"'
                f' data-none="{escape(words.FILTER_NONE)}" hidden>'
                f'<label for="{ident}">{escape(self.options.get("label", ""))}</label>'
                f'<input type="search" class="sc-input" id="{ident}" autocomplete="off">'
                f'<p class="sc-status" role="status"></p></selfcheck-filter>')
        return interactive(html)


def table(rows: list[dict[str, str]], columns: list[str], filters: list[str], caption: str, ident: str) -> str:
    """Return a table as HTML, with a menu for each filter that the script wakes up."""

    menus = ""
    for name in filters:
        values = sorted({row[name] for row in rows if row[name]})
        options = f'<option value="">{words.TABLE_ANY}</option>' + "".join(f"<option>{escape(v)}</option>" for v in values)
        menus += f'<label>{escape(_label(name))} <select data-column="{columns.index(name)}">{options}</select></label>'
    head = "".join(f'<th scope="col">{escape(_label(c))}</th>' for c in columns)
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


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()


def setup(app: Sphinx) -> None:
    app.add_directive("datatable", DataTable)
    app.add_directive("filter", Filter)
