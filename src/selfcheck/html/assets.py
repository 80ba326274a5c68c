"""The script and the style that go with a fragment, as text: one file for a page, one text for a notebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..question.kinds import KINDS as KINDS_OF_QUESTIONS
from ..question.problems import read_text

BROWSER = Path(__file__).parent / "browser"
KINDS = tuple(f"kinds/{name}.js" for name in ("choose", "sort", "order", "scale", "reflect"))
TYPED = ("typed.js", "kinds/short.js")
"""What compares words and numbers: many lines for one kind, so a page without it does not bring them."""
GRADERS = ("grading.js", *KINDS, *TYPED)
"""What grades answers: it needs no page."""

_QUESTIONS = ("grading.js", "store.js", "element.js", *KINDS, "question.js", "quiz.js")
BUNDLES = {
    "selfcheck.js": _QUESTIONS,
    "selfcheck-short.js": TYPED,
    "selfcheck-case.js": ("kinds/case.js",),
    "selfcheck-profile.js": ("kinds/profile.js",),
    "selfcheck-table.js": ("table.js",),
    "selfcheck-worksheet.js": ("zip.js", "worksheet.js"),
    "selfcheck-check.js": ("check.js",),
    "selfcheck-filter.js": ("filter.js",),
    "selfcheck-all.css": ("selfcheck.css", "cases_and_tables.css"),
    "selfcheck.css": ("selfcheck.css",),
    "widget.js": (*_QUESTIONS, *TYPED, "kinds/case.js", "kinds/profile.js", "widget.js"),
}
"""Each file that a page or a notebook may ask for, with the parts it is put together from."""

NEEDS = {
    "selfcheck.js": ("<selfcheck-",),
    "selfcheck-short.js": ('data-kind="short"',),
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


_KIND = "selfcheck-kind-"


@cache
def text(name: str) -> str:
    """Return the text of a file of :data:`BUNDLES`, or of :func:`kind_scripts`."""
    if name in BUNDLES:
        return "".join((BROWSER / part).read_text("utf-8") for part in BUNDLES[name])
    return read_text(kind_scripts()[name])


def kind_scripts() -> dict[str, Path]:
    """Return the scripts of those kinds of questions that are not in the engine, by the names that their files have in a site."""
    return {f"{_KIND}{name}.js": kind.script for name, kind in KINDS_OF_QUESTIONS.items() if kind.script}


def files() -> list[str]:
    """Return the names of all files that a page may ask for."""
    return [*NEEDS, *kind_scripts()]


def widget_script() -> str:
    """Return the script of a notebook's widget, with the kinds that are not in the engine before its end, which exports it."""
    *parts, end = BUNDLES["widget.js"]
    return "".join([*((BROWSER / part).read_text("utf-8") for part in parts), *map(text, kind_scripts()), (BROWSER / end).read_text("utf-8")])


def needed(body: str) -> list[str]:
    """Return the files that a page with this HTML needs, in the order in which they must run.

    A page of plain questions gets the smaller of the two styles, any other page the whole of it: never both.
    """
    if "<selfcheck-" not in body:
        return []
    names = [name for name, marks in NEEDS.items() if any(mark in body for mark in marks)]
    names += [name for name in kind_scripts() if f'data-kind="{name[len(_KIND):-len(".js")]}"' in body]
    return [name for name in names if not (name == "selfcheck.css" and "selfcheck-all.css" in names)]
