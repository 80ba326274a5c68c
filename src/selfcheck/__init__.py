"""Questions as plain files, for a page, a notebook and paper.

A notebook begins with ``from selfcheck import Quiz, check``. Nothing outside the standard library is imported until a
name is asked for, so that a place which needs one of them does not need what the others rest on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .notebook.display import document, network, picture, rows, spread, table, timeline
    from .notebook.quiz_widget import Quiz

__all__ = ["Quiz", "check", "document", "network", "picture", "rows", "spread", "table", "timeline"]

_HOMES = {"Quiz": "notebook.quiz_widget"} | dict.fromkeys(
    ("document", "network", "picture", "rows", "spread", "table", "timeline"), "notebook.display")
"""The module that each name comes from."""


def check(name: str, answer: object) -> None:
    """Print what came of an answer: not yet, keep going or right.

    :param name: id of the question
    :param answer: see :mod:`selfcheck.grading.judge`
    :raises CourseError: there is no such question, or no course at or above the folder that the notebook runs in
    """
    from .grading.judge import judge
    from .grading.verdict import show_verdict
    from .notebook.display import find_question

    show_verdict(*judge(find_question(name), answer))


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
