"""The kinds of questions, found by name: those of the engine, and those that a course brings.

A kind that is not in the engine is a Python file with an object ``KIND`` of a subclass of :class:`Kind`, and a script. A course
names the file in its settings: ``kinds = ["kinds/match_pairs.py"]``.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ... import words
from ..model import Question
from ..problems import CourseError
from .case import DecideInCase
from .choose import One, Several
from .kind import Kind
from .order import PutInOrder
from .profile import PlaceInProfile
from .reflect import WriteReflection
from .scale import PlaceOnScale
from .short import TypeShortAnswer
from .sort import SortIntoGroups

__all__ = ["KINDS", "Kind", "kind_of", "load_kind", "marked_kinds", "register"]

KINDS: dict[str, Kind[Any]] = {}
"""Every kind by its name, in the order in which they are asked whether a text is theirs: the general forms come last."""


def register(kind: Kind[Any]) -> None:
    """Add a kind, before all that are there: it may claim a special form of what they would read.

    :raises CourseError: there is another kind of this name
    """
    known = KINDS.get(kind.name)
    if known is not None and type(known).__qualname__ != type(kind).__qualname__:
        raise CourseError(words.error("kind-twice", kind=kind.name))
    words.add_problems(kind.problems)
    others = {name: k for name, k in KINDS.items() if name != kind.name}
    KINDS.clear()
    KINDS.update({kind.name: kind, **others})


for _kind in (SortIntoGroups(), One(), Several(), DecideInCase(), PlaceInProfile(), WriteReflection(), TypeShortAnswer(), PlaceOnScale(),
              PutInOrder()):
    register(_kind)


def kind_of(question: Question) -> Kind[Any]:
    """Return the kind of a question."""
    return KINDS[question.kind]


def marked_kinds() -> Iterator[str]:
    """Give the names of the kinds that have a right answer and so count in a score."""
    return (name for name, kind in KINDS.items() if kind.marked)


@cache
def load_kind(path: Path) -> Kind[Any]:
    """Load a kind that a course brings, once, and register it.

    :param path: a Python file with an object ``KIND``
    :raises CourseError: the file cannot be run, or has no such object
    """
    name = f"selfcheck_kind_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise CourseError(words.error("no-kind-file", path=path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CourseError(words.error("kind-not-run", path=path, why=f"{type(error).__name__}: {error}")) from error
    kind = getattr(module, "KIND", None)
    if not isinstance(kind, Kind):
        raise CourseError(words.error("no-kind", path=path))
    register(kind)
    return kind
