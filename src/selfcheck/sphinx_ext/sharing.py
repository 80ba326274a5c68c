"""What a page tells search engines, and the card that is shown where somebody shares its address."""

from __future__ import annotations

import os
import re
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from .. import strings

ADDRESS = "COURSE_ADDRESS"
"""The environment variable that says where the site will be published, when the settings do not."""

DESCRIPTION_LENGTH = 155
"""Characters of a page's description that search engines show."""

_TAG = re.compile(r"<[^>]+>")


def tell(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add a description and a card (the Open Graph protocol, https://ogp.me) to the head of a page."""
    text = describe(doctree) if doctree is not None else strings.SEARCH_ABOUT if pagename == "search" else ""
    if not text:
        return
    tags = [f'<meta name="description" content="{escape(text)}">']
    if app.config.html_baseurl:  # the protocol asks for whole addresses
        told = {"type": "website", "site_name": app.config.html_title, "title": unescape(_TAG.sub("", context.get("title", ""))),
                "description": text, "url": context.get("pageurl", "")}
        if app.config.selfcheck_card:
            told |= {"image": urljoin(app.config.html_baseurl, app.config.selfcheck_card), "image:alt": app.config.selfcheck_card_alt}
        tags += [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in told.items() if value]
    context["metatags"] = context.get("metatags", "") + "\n".join(tags) + "\n"


def describe(doctree: nodes.document) -> str:
    """Return the first sentence or sentences of a page's own text, cut at a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join(paragraph.astext().split())
            return text if len(text) <= DESCRIPTION_LENGTH else text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"
    return ""


def _address(app: Sphinx, config: Config) -> None:
    """Take the site's address from the environment; it ends in a slash, or its last part would be lost."""
    address = config.html_baseurl or os.environ.get(ADDRESS, "")
    config.html_baseurl = f"{address.rstrip('/')}/" if address else ""


def setup(app: Sphinx) -> None:
    app.add_config_value("selfcheck_card", "", "html", str)
    app.add_config_value("selfcheck_card_alt", "", "html", str)
    app.connect("config-inited", _address)
    app.connect("html-page-context", tell, priority=900)
