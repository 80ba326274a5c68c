"""Every word that a learner, a trainer or an author sees, from one folder a language: ``words.HINT``, ``words.STATUS["right"]``.

A name is looked up when it is used, never when a module is loaded, so that the language can be chosen later. The folder
``en-GB`` holds ``learner.toml`` (what is shown) and ``author.toml`` (keywords of question files, mistakes, the command line).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
LANGUAGE = "en-GB"
"""The one language that there is."""


@cache
def catalogue(language: str) -> dict[str, Any]:
    """Return the words of a language: texts, lists of texts and tables of texts, by name."""
    found: dict[str, Any] = {}
    for path in sorted((HOME / language).glob("*.toml")):
        found |= tomllib.loads(path.read_text("utf-8"))
    return found


def __getattr__(name: str) -> Any:
    try:
        return catalogue(LANGUAGE)[name]
    except KeyError:
        raise AttributeError(f"there are no words '{name}' in {LANGUAGE}") from None


def keyword(name: str) -> str:
    """Return the word by which a question file calls something, such as ``Hint``."""
    return str(catalogue(LANGUAGE)["KEYWORDS"][name])


def error(name: str, /, **values: object) -> str:
    """Return the sentence with which a command or a cell ends, filled in."""
    return str(catalogue(LANGUAGE)["ERRORS"][name].format(**values))


_MORE: dict[str, tuple[str, str]] = {}
"""Mistakes that only a kind of question knows which is not in the engine."""


def add_problems(problems: Mapping[str, tuple[str, str]]) -> None:
    """Make mistakes known, each with what is wrong and what to do, by its name."""
    _MORE.update(problems)


def problem(code: str, /, **values: object) -> tuple[str, str]:
    """Return what is wrong and what to do about it.

    :param code: name of a mistake; a ``/`` and a word more tell apart those that share the name
    :param values: what the sentences fill in
    """
    what, do = _MORE.get(code) or catalogue(LANGUAGE)["PROBLEMS"][code]
    return what.format(**values), do.format(**values)
