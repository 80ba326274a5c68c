"""Look at a fragment of HTML as a browser would: is it well formed, and is there anything live in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input"}
"""Elements without an end."""
OURS = {
    "a", "blockquote", "br", "button", "caption", "circle", "code", "dd", "details", "div", "dl", "dt", "em",
    "fieldset", "figcaption", "figure", "form", "g", "h2", "h3", "h4", "h5", "h6", "hr", "input", "label", "legend", "li", "ol",
    "option", "p", "path", "polyline", "pre", "rect", "section", "select", "selfcheck-case",
    "selfcheck-profile", "selfcheck-question", "selfcheck-quiz", "span", "strong", "summary", "svg", "table",
    "tbody", "td", "template", "text", "textarea", "th", "thead", "tr", "ul", "img",
    # formulas
    "math", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "mspace", "msqrt",
    "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none",
}
"""Every element that the package may write. None of them runs or loads anything."""
LIVE = {"style", "src", "srcset", "srcdoc", "action", "formaction", "xlink:href", "http-equiv"}
"""Attributes that load or run something."""


@dataclass(eq=False)
class Element:
    """One element, with what is in it. Two that look alike are not equal."""

    tag: str
    attributes: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str, **attributes: str | None) -> Iterator[Element]:
        """Give the elements in this one with one of these tags and with these attributes, in order."""
        for child in self.inside:
            if isinstance(child, Element):
                if child.tag in (tags or OURS) and attributes.items() <= child.attributes.items():
                    yield child
                yield from child.all(*tags, **attributes)

    def classed(self, name: str) -> list[Element]:
        """Return the elements in this one that have a class."""
        return [e for e in self.all() if name in (e.attributes.get("class") or "").split()]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.inside)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    handle_comment = handle_decl = handle_pi = unknown_decl


def parse(html: str) -> Element:
    """Return a root with the elements of ``html``.

    :raises AssertionError: an element is not closed, or closed in the wrong place, or an attribute stands there twice
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert [e.tag for e in builder.open] == [""], f"not closed: {[e.tag for e in builder.open[1:]]}"
    return builder.open[0]


def assert_harmless(html: str) -> None:
    """Assert that nothing in ``html`` runs, loads or leads to a script."""
    waiting = parse(html).inside
    while waiting:  # emphasis can be nested deeper than Python can call
        element = waiting.pop()
        if isinstance(element, str):
            continue
        assert element.tag in OURS, f"<{element.tag}> comes from nowhere in the package"
        for name, value in element.attributes.items():
            if (element.tag, name) == ("img", "src"):  # a file of the site, or a picture in the page itself
                assert re.match(r"data:image/[a-z+]+;base64,[\w+/=]+\Z|(?![\w+.-]*:|[/\\])", str(value)), value
                continue
            assert not name.startswith("on") and name not in LIVE, f"{name}={value}"
            if name == "href":
                scheme = "".join(c for c in str(value).split(":")[0].lower() if c.isalnum())
                assert scheme not in ("javascript", "vbscript", "data", "file"), value
        waiting.extend(element.inside)
