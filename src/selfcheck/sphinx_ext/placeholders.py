"""Nodes that keep a place on a page until its builder is known: in a browser the engine's HTML stands there, elsewhere its plain form."""

from __future__ import annotations

from docutils import nodes


class question_node(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 (docutils names nodes so)
    """Place of one question or quiz. Its HTML is made when the page is written, so that links fit the page."""


class plain_node(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801
    """Holds, in ordinary nodes, the plain form of HTML that stands right beside it."""


def interactive(html: str, *plain: nodes.Node) -> list[nodes.Node]:
    """Return HTML that only a page in a browser can show, with what stands there elsewhere: nothing, if nothing is given."""
    return [nodes.raw("", html, format="html", interactive=True), plain_node("", *plain, interactive=True)]
