"""Pages of their own: some HTML of the package with its scripts and its style, and nothing of a theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from samples import LITTLE, SET
from selfcheck.bank.course import open_course
from selfcheck.html import assets
from selfcheck.html.fragment import Place, write_words
from selfcheck.question.model import Question

PLACE = Place("little")


@cache
def little() -> dict[str, Question]:
    """Return the little course's questions by their kinds."""
    return {q.kind: q for q in open_course(LITTLE).questions.values() if q.path.startswith(SET)}


def write_page(path: Path, html: str, change: Callable[[str], str] = str, style: str = "") -> Path:
    """Write a page with some HTML, and beside it the files that it needs.

    :param change: is called with all that is in the page's body, the sentences of the script among it
    :param style: rules of the page's own, as a theme would bring them
    :return: the page
    """
    names = assets.needed(html)
    for name in names:
        path.with_name(name).write_text(assets.text(name), "utf-8")
    files = "".join(f'<script defer src="{n}"></script>' if n.endswith(".js") else f'<link rel="stylesheet" href="{n}">' for n in names)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title><style>{style}</style>{files}'
    body = change(f"{write_words()}<main>{html}</main>")
    path.write_text(f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>', "utf-8")
    return path
