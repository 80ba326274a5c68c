"""Write HTML: text is escaped unless it is HTML already, so that forgetting to escape is not possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

VOID = frozenset({"input", "br", "hr", "img"})
"""Elements that hold nothing and have no end tag."""


class Html(str):
    """Text that is HTML already, and goes into other HTML as it is."""

    __slots__ = ()


Content = str | Iterable[str]
Attribute = str | int | float | bool | None
Row = tuple[Sequence[str], dict[str, Attribute]]
"""The cells of a row, and its attributes."""


def join(parts: Iterable[str]) -> Html:
    """Put parts together; those that are no HTML are escaped."""
    return Html("".join(part if isinstance(part, Html) else escape(part, quote=False) for part in parts))


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Html:
    """Return an element.

    :param name: of the element
    :param content: what stands in it, one after another: text is escaped, HTML is not
    :param attributes: by name, with ``_`` for ``-`` and a last ``_`` left out, so that ``class_`` and ``for_`` can be
        written. True gives an attribute without a value; None and False give none
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in VOID:
        return Html(start)
    inside = (part for piece in content for part in ([piece] if isinstance(piece, str) else piece))
    return Html(f"{start}{join(inside)}</{name}>")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def cells(name: str, texts: Iterable[str], /, **attributes: Attribute) -> Html:
    """Return a cell for each text."""
    return join(tag(name, text, **attributes) for text in texts)


def table(
    head: Sequence[str], rows: Iterable[Row] | Html, *, caption: str | Html = "",
    caption_id: str | None = None, roles: bool = False, **attributes: Attribute,
) -> Html:
    """Return a table whose first row and first column are its heads.

    :param head: names of the columns
    :param rows: the cells of each row with the attributes of the row; or the rows as HTML
    :param roles: say what each part is, for a style that shows the parts as blocks
    :param attributes: of the table
    """
    def role(name: str) -> str | None:
        return name if roles else None

    columns = cells("th", head, scope="col", role=role("columnheader"))
    if not isinstance(rows, Html):
        rows = join(tag("tr", tag("th", first, scope="row", role=role("rowheader")), cells("td", rest, role=role("cell")),
                        **({"role": role("row")} | more)) for (first, *rest), more in rows)
    told = tag("caption", caption, id=caption_id) if caption else Html("")
    return tag("table", told, tag("thead", tag("tr", columns, role=role("row")), role=role("rowgroup")),
               tag("tbody", rows, role=role("rowgroup")), **({"role": role("table")} | attributes))


def scrollable(inside: Html, classes: str, **name: Attribute) -> Html:
    """Return a region that a keyboard can scroll, for a table wider than the screen.

    :param name: ``aria_label`` or ``aria_labelledby``
    """
    return tag("div", inside, **({"class": classes, "role": "region"} | name | {"tabindex": 0}))
