"""Pages that send only what they use: each style and script goes to the pages that have something for it to work on."""

from __future__ import annotations

from typing import Any

import rcssmin
import rjsmin
from docutils import nodes
from sphinx.application import Sphinx

USED_BY = {
    "pygments.css": ('class="highlight',),
    "mystnb.": ('class="cell',),
    "sphinx-design": ('class="sd-',),
    "design-tabs.js": ('class="sd-tab',),
    "figures.css": ("<figure class=\"drawing",),
    "furo-extensions.css": ('class="sd-', 'class="highlight'),
}
"""Part of a file's name, and what stands in the body of a page that needs the file."""

ONLY_FOR_SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
"""Scripts for searching and for marking what was found."""


def squeezed(name: str, text: str) -> str:
    """Return a script or a style without comments and spaces that no browser needs; whoever reads the code has the source."""
    return str(rjsmin.jsmin(text) if name.endswith(".js") else rcssmin.cssmin(text))


def later(script: str) -> str:
    """Return a script that runs in a task of its own, so that a slow phone can answer between it and the theme's scripts.

    Scripts that wait in this way keep their order.
    """
    return f"setTimeout(() => {{{script}\n}});\n"


def wanted(name: str, body: str, searching: bool) -> bool:
    """Say whether a page with this body needs the file."""
    if any(part in name for part in ONLY_FOR_SEARCH):
        return searching
    marks = next((marks for part, marks in USED_BY.items() if part in name), None)
    return marks is None or any(mark in body for mark in marks)


def trim(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Take out of the page what it does not use."""
    body, searching = context.get("body", ""), pagename == "search"
    for kind in ("css_files", "script_files"):
        context[kind] = [f for f in context[kind] if wanted(str(getattr(f, "filename", f)), body, searching)]


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", trim, priority=900)  # after all who add files
