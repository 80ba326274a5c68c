"""The Sphinx extension: directives for questions, units, drawings and tables, in any theme and for any builder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from . import answer_keys, course, data_tables, figures, notebooks, outdated, overview, plain_form, questions, static_files
from .outdated import digest


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    package = Path(__file__).parent.parent
    app.add_config_value("selfcheck_code", digest(package.rglob("*.py")), "env", str)  # new code reads every page again
    app.connect("doctree-read", _labels_as_anchors)
    for part in (course, static_files, questions, answer_keys, figures, data_tables, notebooks, outdated, overview, plain_form):
        part.setup(app)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}


def _labels_as_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Let ``page.md#label`` lead to ``(label)=`` as it leads to a heading: MyST-Parser 3 knows headings alone."""
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for name, explicit in doctree.nametypes.items():
        if explicit and doctree.nameids.get(name):
            slugs.setdefault(name, (0, doctree.nameids[name], name))
