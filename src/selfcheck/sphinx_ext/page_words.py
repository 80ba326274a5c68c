"""Which of the script's sentences a page needs: it brings those alone that its own kinds of questions can say."""

from __future__ import annotations

from collections.abc import Iterable

from ..question.kinds import KINDS

SAID_BY_FORM = {
    "quiz": ("progress", "score", "previous"),
    "check": ("gain-cell", "gain-up", "gain-down", "gain-same"),
}
"""Sentences that a quiz or a check alone says. Each kind names its own; what nobody names, every page brings."""


def unneeded(kinds: Iterable[str], forms: Iterable[str]) -> frozenset[str]:
    """Return the names of the sentences that nothing on a page can say.

    :param kinds: the kinds of the page's questions
    :param forms: the directives that show them
    """
    there = {*forms} | ({"quiz"} if "check" in forms else set())
    said = {name for kind in kinds for name in KINDS[kind].says} | {name for form in there for name in SAID_BY_FORM.get(form, ())}
    of_some = {name for kind in KINDS.values() for name in kind.says} | {name for names in SAID_BY_FORM.values() for name in names}
    return frozenset(of_some - said)
