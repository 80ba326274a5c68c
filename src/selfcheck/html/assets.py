"""The script and the style that go with a fragment, as text: one file for a page, one text for a notebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path

BROWSER = Path(__file__).parent / "browser"
BUNDLES = {
    "selfcheck.js": ("base.js", "kinds.js", "question.js", "quiz.js"),
    "selfcheck-case.js": ("case.js",),
    "selfcheck-profile.js": ("profile.js",),
    "selfcheck-table.js": ("table.js",),
    "selfcheck-worksheet.js": ("worksheet.js",),
    "selfcheck-check.js": ("check.js",),
    "selfcheck-filter.js": ("filter.js",),
    "selfcheck.css": ("selfcheck.css",),
    "widget.js": ("base.js", "kinds.js", "question.js", "quiz.js", "case.js", "profile.js", "widget.js"),
}
"""Each file that a page or a notebook may ask for, with the parts it is put together from."""

NEEDS = {
    "selfcheck.js": "<selfcheck-",
    "selfcheck-case.js": "<selfcheck-case",
    "selfcheck-profile.js": "<selfcheck-profile",
    "selfcheck-table.js": "<selfcheck-table",
    "selfcheck-worksheet.js": "<selfcheck-worksheet",
    "selfcheck-check.js": "<selfcheck-check",
    "selfcheck-filter.js": "<selfcheck-filter",
    "selfcheck.css": "<selfcheck-",
}
"""What stands in a page that needs the file. Scripts stand here in the order in which they must run."""


@cache
def text(bundle: str) -> str:
    """Return the text of a file of :data:`BUNDLES`."""
    return "".join((BROWSER / part).read_text("utf-8") for part in BUNDLES[bundle])


def needed(body: str) -> list[str]:
    """Return the files that a page with this HTML needs, in the order in which they must run."""
    return [name for name, mark in NEEDS.items() if mark in body]
