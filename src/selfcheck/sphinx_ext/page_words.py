"""Which of the script's sentences a page needs: it brings those alone that its own kinds of questions can say."""

from __future__ import annotations

from collections.abc import Iterable

SAID_BY = {
    "case": ("blank-case", "decided", "ended"),
    "profile": ("blank-profile", "profile"),
    "order": ("moved", "row-place"),
    "sort": ("row-group",),
    "several": ("part-several",),
    "reflect": ("compared", "compared-unkept"),
    "quiz": ("progress", "score", "previous"),
    "check": ("gain-cell", "gain-up", "gain-down", "gain-same"),
}
"""Sentences that one kind of question, a quiz or a check alone says. What is not here, every page brings."""


def unneeded(kinds: Iterable[str], forms: Iterable[str]) -> frozenset[str]:
    """Return the names of the sentences that nothing on a page can say.

    :param kinds: the kinds of the page's questions
    :param forms: the directives that show them
    """
    there = {*kinds, *forms} | ({"quiz"} if "check" in forms else set())
    return frozenset(name for owner, names in SAID_BY.items() if owner not in there for name in names)
