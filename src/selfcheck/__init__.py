"""Questions as plain files, for a page, a notebook and paper.

A notebook begins with ``from selfcheck import Quiz, check``. Nothing outside the standard library is imported until a
name is asked for, so that a place which needs one of them does not need what the others rest on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .shown import document, network, picture, rows, spread, table, timeline
    from .widget import Quiz

__all__ = ["Quiz", "check", "document", "network", "picture", "rows", "spread", "table", "timeline"]

_HOMES = {"Quiz": "widget"} | dict.fromkeys(
    ("document", "network", "picture", "rows", "spread", "table", "timeline"), "shown")
"""The module that each name comes from."""


def check(name: str, answer: object) -> None:
    """Show what came of an answer: not yet, keep going or right. In a notebook the output also holds the verdict in a form
    for programs, see :mod:`selfcheck.grading.verdict`.

    :param name: id of the question
    :param answer: see :mod:`selfcheck.answers`
    :raises CourseError: there is no such question, or no course at or above the folder that the notebook runs in
    """
    from .checks import judge
    from .grading.verdict import show_verdict
    from .shown import question

    show_verdict(*judge(question(name), answer))


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
