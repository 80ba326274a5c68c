"""A lean, accessible Furo for a course: a Sphinx extension that rebuilds the pages and the files of the theme Furo.

It belongs to one site: it changes whatever stands on a page, so a book loads it only where all its pages shall be so. It
knows nothing of the questions: those come from :mod:`selfcheck.sphinx_ext`, which works in any theme and never needs this.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from . import citations, lean, navigation, sharing, squeeze, theme


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension. Its parts are on in a book with the theme Furo that is built as HTML pages, and else do nothing."""
    citations.setup()
    app.connect("doctree-read", drop_widget_state)
    for part in (lean, navigation, sharing, squeeze, theme):
        part.setup(app)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}


def drop_widget_state(app: Sphinx, doctree: nodes.document) -> None:
    """Leave out the state of a notebook's widgets: pages show their HTML, and the state has random ids in it."""
    notebooks = getattr(app.env, "nb_metadata", {})
    notebooks.get(app.env.docname, {}).get("js_files", {}).pop("ipywidgets_state", None)
