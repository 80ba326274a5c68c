"""What directives note of a page as it is read: kept with the book, for its other pages and for the next build."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def page_notes(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return the notes of one name, by page."""
    if not hasattr(env, name):
        setattr(env, name, {})
    return getattr(env, name)  # type: ignore[no-any-return]


def keep_page_notes(app: Sphinx, name: str) -> None:
    """See that a page's note goes when the page is read again or gone, and comes along from another process that read it."""

    def purge(_: Sphinx, env: BuildEnvironment, docname: str) -> None:
        page_notes(env, name).pop(docname, None)

    def merge(_: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
        page_notes(env, name).update({page: note for page, note in page_notes(other, name).items() if page in docnames})

    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
