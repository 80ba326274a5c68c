"""What the page that opens a notebook says of the course around it: nothing in this folder names a course by itself."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_PLACE = re.compile(r"\{course:([\w-]+)\}")
"""A place in the page where a name goes."""


@dataclass(frozen=True)
class Names:
    """What a course is called, and where two of its files lie."""

    title: str
    """Its title, by _config.yml."""
    key: str
    """Its name in the keys under which answers are kept, by pyproject.toml."""
    list: str
    """The page of the site that its notebooks stand under in _toc.yml, without a suffix; or else the site's first page."""
    icon: Path
    """The file of its icon, by _config.yml."""

    def fill(self, text: str) -> str:
        """Return a page with the names in their places, ``{course:title}`` and so on, escaped.

        :raises ValueError: there is a place for a name that a course does not have
        """
        known = {"title": self.title, "key": self.key, "list": self.list}
        if unknown := sorted(set(_PLACE.findall(text)) - set(known)):
            raise ValueError(f"lite/start/index.html asks for {{course:{unknown[0]}}}; write one of {', '.join(known)}")
        return _PLACE.sub(lambda found: html.escape(known[found[1]]), text)


def read_names(course: Path) -> Names:
    """Read the names of a course from its settings.

    :param course: the folder with _config.yml, _toc.yml and pyproject.toml
    :raises ValueError: _config.yml has no title or no icon
    """
    config = yaml.safe_load((course / "_config.yml").read_text("utf-8"))
    settings = tomllib.loads((course / "pyproject.toml").read_text("utf-8"))["tool"]["selfcheck"]
    toc = yaml.safe_load((course / "_toc.yml").read_text("utf-8"))
    try:
        title, icon = str(config["title"]), course / config["html"]["favicon"]
    except (KeyError, TypeError):
        raise ValueError("_config.yml has no title, or no favicon under html; write both") from None
    above = (over for over, page in _pages(toc, toc["root"]) if page.startswith(f"{settings['exercises']}/"))
    return Names(title, settings["name"], next(above, toc["root"]), icon)


def _pages(node: Any, over: str) -> Iterator[tuple[str, str]]:
    """Give each page of a table of contents, in order, with the page that it stands under."""
    for part in node if isinstance(node, list) else [node]:
        if "file" in part:
            yield over, part["file"]
        for name in ("parts", "chapters", "sections", "entries", "subtrees"):
            yield from _pages(part.get(name, []), part.get("file", over))
