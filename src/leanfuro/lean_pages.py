"""Pages without what each of them carries and could keep once for all: drawings of icons, colours of code, spaces.

What a page has in common with all others goes into the theme's style sheet, which a browser fetches once. An icon there is a
mask with the colour of the text around it, as the theme draws its other signs. A page that has been through this stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

_SPRITE = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" style="display: none;">\s*(<symbol.*?</symbol>)\s*</svg>', re.S)
_SYMBOL = re.compile(r'<symbol id="svg-([\w-]+)"[^>]*>.*?(<svg.*?</svg>)\s*</symbol>', re.S)
_USE = re.compile(r'<svg(?: class="([^"]*)")?><use href="#svg-([\w-]+)"></use></svg>')
_COLOURS = re.compile(r"<style>\s*(body \{\s*--color-code-background:.*?)</style>", re.S)
_TO_TOP = re.compile(r'<a href="#" class="back-to-top muted-link">.*?</a>', re.S)
_AS_WRITTEN = re.compile(r"(<(pre|textarea|script|style|template)\b.*?</\2>)", re.S)
_SPACES = re.compile(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)")
_UNSEEN = re.compile(r'<title>.*?</title>| class="[^"]*"|<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>| xmlns="[^"]*"', re.S)
_SECOND_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'
_UNREAD = re.compile(r'<input type="hidden" name="(?:check_keywords|area)" value="\w+" ?/?>\s*|<div id="searchbox"></div>')
"""What the theme gives to a search that no longer asks for it, and to a host of its makers."""
_NO_MATH = re.compile(r'(<section) class="tex2jax_ignore mathjax_ignore"')

ICON = ".icon-mask{background:currentColor;mask:var(--icon) center/contain no-repeat}\n"
"""How an icon is drawn. A browser that forces colours leaves those of an ``<svg>`` alone, and gives it the text's around it."""


@dataclass
class Common:
    """What pages had in common, for a style sheet of all of them."""

    icons: dict[str, str] = field(default_factory=dict)
    """Drawings by their names."""
    colours: set[str] = field(default_factory=set)
    """Rules for the colours of code. A book has one such text; of two, none can be moved."""

    def style(self) -> str:
        """Return the rules, or ``""`` where no page has anything to move."""
        icons = "".join(f".icon-{name}{{--icon:url(\"data:image/svg+xml,{_packed(svg)}\")}}\n" for name, svg in sorted(self.icons.items()))
        return (ICON + icons if icons else "") + "".join(self.colours)


def find_common(pages: list[str]) -> Common:
    """Return what these pages carry."""
    found = Common()
    for page in pages:
        used = {name for _, name in _USE.findall(page)}
        if sprite := _SPRITE.search(page):
            found.icons |= {name: svg for name, svg in _SYMBOL.findall(sprite[1]) if name in used}
        found.colours.update(_COLOURS.findall(page))
    if len(found.colours) > 1:
        found.colours.clear()
    return found


def slim(page: str, common: Common) -> str:
    """Return a page without what has been moved into the style sheet, and without spaces that no reader sees."""
    if sprite := _SPRITE.search(page):
        drawn = set(common.icons) & {name for name, _ in _SYMBOL.findall(sprite[1])}
        page = _USE.sub(lambda m: f'<svg class="{" ".join([*(m[1] or "").split(), "icon-mask", f"icon-{m[2]}"])}"></svg>' if m[2] in drawn else m[0],
                        page)
        if not re.search(r'href="#svg-', page):
            page = page.replace(sprite[0], "", 1)
    if common.colours:
        page = _COLOURS.sub("", page, count=1)
    page = _TO_TOP.sub("", page).replace(_SECOND_VIEWPORT, "", 1).replace('<link rel="stylesheet" type="text/css" ', '<link rel="stylesheet" ')
    page = _UNREAD.sub("", re.sub(r"<!-- Generated with .*? -->", "", page))
    if not re.search(r"<script[^>]*mathjax", page, re.I):
        page = _NO_MATH.sub(r"\1", page)
    parts = _AS_WRITTEN.split(page)
    return "".join(part if n % 3 == 1 else _SPACES.sub("\n", part) for n, part in enumerate(parts) if n % 3 != 2)


def _packed(svg: str) -> str:
    """Return a drawing as it can stand in an address: as the theme has it, but for what is not seen of it."""
    svg = _UNSEEN.sub("", svg)
    svg = re.sub(r"\s+", " ", re.sub(r">\s+<", "><", svg)).replace(" />", "/>")
    svg = re.sub(r"></(?:line|circle|polyline|path)>", "/>", svg)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace("currentColor", "#000").replace('"', "'")
    return quote(svg, safe=" =:/'(),;.-+")
