"""The engine's own scripts and style: in a folder of their own, and asked for by the pages that use them alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..html import assets
from .course import course
from .outdated import digest

FOLDER = "selfcheck"
"""Where the files lie in the site, below ``_static``: no other extension's file, and no book's, can have the same address."""


def write_files(app: Sphinx) -> None:
    """Put the files together where Sphinx looks for static files."""
    if app.builder.format != "html":
        return
    course(app)  # makes the kinds of questions known that the book brings
    static = Path(app.doctreedir) / "selfcheck-static"
    (static / FOLDER).mkdir(parents=True, exist_ok=True)
    for name in assets.files():
        (static / FOLDER / name).write_text(assets.text(name), "utf-8")
    app.config.html_static_path.append(str(static))


def add_files(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add the scripts and the style to a page that uses them."""
    for name in assets.needed(context.get("body", "")):
        if name.endswith(".css"):
            app.add_css_file(f"{FOLDER}/{name}")
        else:
            app.add_js_file(f"{FOLDER}/{name}", loading_method="defer")


def note_files(app: Sphinx, config: Config) -> None:
    """Let a change in the files write every page again: Sphinx copies static files only when it writes pages."""
    config.selfcheck_static = digest(path for path in assets.BROWSER.rglob("*") if path.is_file())


def setup(app: Sphinx) -> None:
    app.add_config_value("selfcheck_static", "", "html", str)
    app.connect("config-inited", note_files)
    app.connect("builder-inited", write_files)
    app.connect("html-page-context", add_files)
