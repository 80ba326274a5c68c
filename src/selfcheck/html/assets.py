"""The script and the style that go with a fragment, as text: one file for a page, one text for a notebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path

BROWSER = Path(__file__).parent / "browser"
KINDS = tuple(f"kinds/{name}.js" for name in ("choose", "sort", "order", "scale", "short", "reflect"))
GRADERS = ("grading.js", "typed.js", *KINDS)
"""What grades answers: it needs no page."""

_QUESTIONS = ("grading.js", "typed.js", "store.js", "element.js", *KINDS, "question.js", "quiz.js")
BUNDLES = {
    "selfcheck.js": _QUESTIONS,
    "selfcheck-case.js": ("kinds/case.js",),
    "selfcheck-profile.js": ("kinds/profile.js",),
    "selfcheck-table.js": ("table.js",),
    "selfcheck-worksheet.js": ("zip.js", "worksheet.js"),
    "selfcheck-check.js": ("check.js",),
    "selfcheck-filter.js": ("filter.js",),
    "selfcheck-all.css": ("selfcheck.css", "more.css"),
    "selfcheck.css": ("selfcheck.css",),
    "widget.js": (*_QUESTIONS, "kinds/case.js", "kinds/profile.js", "widget.js"),
}
"""Each file that a page or a notebook may ask for, with the parts it is put together from."""

NEEDS = {
    "selfcheck.js": ("<selfcheck-",),
    "selfcheck-case.js": ("<selfcheck-case",),
    "selfcheck-profile.js": ("<selfcheck-profile",),
    "selfcheck-table.js": ("<selfcheck-table",),
    "selfcheck-worksheet.js": ("<selfcheck-worksheet",),
    "selfcheck-check.js": ("<selfcheck-check",),
    "selfcheck-filter.js": ("<selfcheck-filter",),
    "selfcheck-all.css": (*(f"<selfcheck-{name}" for name in ("case", "profile", "table", "worksheet", "check", "filter")), "sc-wide"),
    "selfcheck.css": ("<selfcheck-",),
}
"""What stands in a page that needs the file: one of these. Scripts stand here in the order in which they must run."""


@cache
def text(bundle: str) -> str:
    """Return the text of a file of :data:`BUNDLES`."""
    return "".join((BROWSER / part).read_text("utf-8") for part in BUNDLES[bundle])


def needed(body: str) -> list[str]:
    """Return the files that a page with this HTML needs, in the order in which they must run.

    A page of plain questions gets the smaller of the two styles, any other page the whole of it: never both.
    """
    if "<selfcheck-" not in body:
        return []
    names = [name for name, marks in NEEDS.items() if any(mark in body for mark in marks)]
    return [name for name in names if not (name == "selfcheck.css" and "selfcheck-all.css" in names)]
