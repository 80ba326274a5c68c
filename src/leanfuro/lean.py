"""Pages that send only what they use: each style and script goes to the pages that have something for it to work on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

USED_BY = {
    "pygments.css": ('class="highlight',),
    "mystnb.": ('class="cell',),
    "sphinx-design": ('class="sd-',),
    "design-tabs.js": ('class="sd-tab',),
    "furo-extensions.css": ('class="sd-', 'class="highlight'),
}
"""Part of a file's name, and what stands in the body of a page that needs the file. A book names more of them in its
setting ``leanfuro_used_by``."""

ONLY_FOR_SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
"""Scripts for searching and for marking what was found."""


def wanted(name: str, body: str, searching: bool, used_by: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a page with this body needs the file."""
    if any(part in name for part in ONLY_FOR_SEARCH):
        return searching
    marks = next((marks for part, marks in used_by.items() if part in name), None)
    return marks is None or any(mark in body for mark in marks)


def trim(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Take out of the page what it does not use."""
    body, searching = context.get("body", ""), pagename == "search"
    used_by = USED_BY | {name: tuple(marks) for name, marks in app.config.leanfuro_used_by.items()}
    for kind in ("css_files", "script_files"):
        context[kind] = [f for f in context[kind] if wanted(str(getattr(f, "filename", f)), body, searching, used_by)]


def setup(app: Sphinx) -> None:
    app.add_config_value("leanfuro_used_by", {}, "html", dict)
    app.connect("html-page-context", trim, priority=900)  # after all who add files
