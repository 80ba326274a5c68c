"""Mends of the theme's HTML for people who use a keyboard or a screen reader, or whose browser keeps nothing.

What can be mended with a style alone stands in the course's own style sheet.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from sphinx.application import Sphinx

from . import words

BLOCKED_STORAGE = (
    "<script>try{localStorage.length}catch{"
    'Object.defineProperty(window,"localStorage",{value:{getItem:()=>null,removeItem(){},'
    'setItem(name){if(!/^(theme|sphinx_highlight_terms)$/.test(name))throw new DOMException("","SecurityError")}}})}</script>\n'
)
"""Comes first on a page. The theme and the search read and write ``localStorage`` unguarded, and stop where a browser
blocks it: here they find one that forgets. Who keeps more than those two must know that nothing is kept, so is still told."""

DARK_CODE = "a11y-high-contrast-dark"
"""Colours of code in the dark. The theme knows this setting only after Sphinx has read the settings, and would warn."""

SEARCH_SCRIPTS = ("_static/searchtools.js", "_static/language_data.js", "searchindex.js")

_HEADING_OR_TABLE = re.compile(
    r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>"
    r'|<div (?P<box>class="table-wrapper[^>]*)>\s*(?P<table><table.*?</table>)', re.S)
_TABLE_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.S)


def tables(body: str) -> str:
    """Let a keyboard scroll a table wider than the screen, and name it by its caption or by the heading above it."""
    above = ""

    def reach(match: re.Match[str]) -> str:
        nonlocal above
        if not match["table"]:
            above = match["heading"]
            return match[0]
        caption = _TABLE_CAPTION.search(match["table"])
        name = unescape(re.sub(r"<[^>]+>", "", caption[1] if caption else above)).strip()
        label = escape(words.TABLE.format(name=name))
        return f'<div {match["box"]} role="region" tabindex="0" aria-label="{label}">{match["table"]}'

    return _HEADING_OR_TABLE.sub(reach, body)


def citations(body: str) -> str:
    """Give each source the role that its list asks for: the one that docutils writes has been withdrawn."""
    return body.replace('role="doc-biblioentry"', 'role="listitem"')


def search_page() -> str:
    """Return a search page with a heading and a field of its own: the theme's field is in a drawer on small screens."""
    scripts = "".join(f'<script src="{name}" defer></script>' for name in SEARCH_SCRIPTS)
    return (
        f'<h1>{words.SEARCH}</h1>'
        f'<form class="search-field" role="search" aria-label="{words.SEARCH_FOR}" method="get">'
        f'<label for="search-words">{words.SEARCH_FOR}</label> <input type="search" name="q" id="search-words">'
        f' <button type="submit">{words.SEARCH}</button></form>'
        f'<noscript><p>{words.SEARCH_NEEDS_SCRIPT}</p></noscript><div id="search-results"></div>{scripts}'
    )


def mend(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> str | None:
    """Change what goes into the theme's templates.

    :return: the template to use instead of the theme's own, for the search page alone
    """
    context["metatags"] = BLOCKED_STORAGE + context.get("metatags", "")
    if templatename == "search.html":
        context.update(body=search_page(), title=words.SEARCH)
        return "page.html"
    if "body" in context:
        context["body"] = citations(tables(context["body"]))
    return None


def colour_code(app: Sphinx) -> None:
    """Set the colours of code in the dark, before the theme asks for them."""
    if "pygments_dark_style" in app.config:
        app.config.pygments_dark_style = DARK_CODE


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", colour_code, priority=400)
    app.connect("html-page-context", mend, priority=800)  # after the theme has filled its context
