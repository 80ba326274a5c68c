"""The contents beside a page, as the theme's HTML: the course's parts, and the page's own branch opened.

The theme asks Sphinx for the whole tree at every page, so the time that a page takes and its weight grow with the course.
Here the tree is read once, and a page lists what stands beside it and above it alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from . import words

ARROW = '<span class="icon"><svg><use href="#svg-arrow-right"></use></svg></span>'
"""The theme's own sign for a branch that opens."""

Link = tuple[str, str]
"""A title, and the page or the address that it leads to."""


@dataclass(frozen=True)
class Contents:
    """The tree of a course's pages."""

    parts: tuple[tuple[str, tuple[Link, ...]], ...]
    """Caption and pages of each part."""
    below: dict[str, tuple[Link, ...]]
    """The pages that stand below a page."""
    above: dict[str, str]
    """The page that a page stands below; the root is not in it."""

    def way(self, page: str) -> list[str]:
        """Return the pages from the top down to this one, itself included."""
        found = [page]
        while (upper := self.above.get(found[0])) and upper not in found:
            found.insert(0, upper)
        return found


def read(env: BuildEnvironment) -> Contents:
    """Read the tree of a book's pages."""
    root = env.config.root_doc
    parts: list[tuple[str, tuple[Link, ...]]] = []
    below: dict[str, tuple[Link, ...]] = {}
    above: dict[str, str] = {}
    for page, toc in env.tocs.items():
        for tree in toc.findall(addnodes.toctree):
            links = tuple((title or _title(env, ref), ref) for title, ref in tree["entries"] if ref in env.titles or "://" in ref)
            if page == root:
                parts.append((tree.get("caption") or "", links))
                continue
            below[page] = below.get(page, ()) + links
            above |= {ref: page for _, ref in links}
    return Contents(tuple(parts), below, above)


def _title(env: BuildEnvironment, page: str) -> str:
    return str(env.titles[page].astext()) if page in env.titles else page


def tree(contents: Contents, page: str, address: Any) -> str:
    """Return the contents as the theme styles them: a landmark that says which page is open.

    :param address: from a page to the address of another, seen from this one
    """
    way = contents.way(page)
    numbers = iter(range(1, len(way) + 1))

    def branch(links: tuple[Link, ...], level: int) -> str:
        return "".join(leaf(title, ref, level) for title, ref in links)

    def leaf(title: str, ref: str, level: int) -> str:
        inner = contents.below.get(ref, ()) if ref in way else ()
        classes = [f"toctree-l{level}", *(["current"] if ref in way else []), *(["has-children"] if inner else []),
                   *(["current-page"] if ref == page else [])]
        href = "#" if ref == page else ref if "://" in ref else address(ref)
        here = ' aria-current="page"' if ref == page else ""
        opened = ""
        if inner:
            ident = f"toctree-checkbox-{next(numbers)}"
            label = escape(words.BRANCH.format(title=title))
            opened = (f'<input type="checkbox" class="toctree-checkbox" id="{ident}" role="switch" aria-label="{label}" checked>'
                      f'<label for="{ident}">{ARROW}</label><ul>{branch(inner, level + 1)}</ul>')
        return (f'<li class="{" ".join(classes)}"><a class="reference internal" href="{escape(href)}"{here}>{escape(title)}</a>'
                f"{opened}</li>\n")

    lists = "".join(
        (f'<p class="caption" id="contents-{n}"><span class="caption-text">{escape(caption)}</span></p>'
         f'<ul aria-labelledby="contents-{n}">' if caption else "<ul>") + f"{branch(links, 1)}</ul>"
        for n, (caption, links) in enumerate(contents.parts, 1))
    return f'<nav aria-label="{words.CONTENTS}">{lists}</nav>'


@cache
def _of(app: Sphinx) -> Contents:
    return read(app.env)


def hold_back(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Keep the theme from asking for the whole tree."""
    context["toctree"] = lambda **options: ""


def put_in(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the theme's template the tree."""
    context["furo_navigation_tree"] = tree(_of(app), pagename, context["pathto"])


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", hold_back, priority=400)  # before the theme
    app.connect("html-page-context", put_in, priority=800)  # after it
