"""What a page tells search engines, and the card that is shown where somebody shares its address."""

from __future__ import annotations

import os
import re
from html import escape, unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from . import words

ADDRESS = "COURSE_ADDRESS"
"""The environment variable that says where the site will be published, when the settings do not."""

DESCRIPTION_LENGTH = 155
"""Characters of a page's description that search engines show."""

_TAG = re.compile(r"<[^>]+>")

_DOOR = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url={address}">
<title>{title}</title>
{tags}
</head>
<body><p><a href="{address}">{title}</a></p></body>
</html>
"""


def tell(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add a description and a card to the head of a page."""
    text = describe(doctree) if doctree is not None else words.SEARCH_ABOUT if pagename == "search" else ""
    if text:
        title = unescape(_TAG.sub("", context.get("title", "")))
        context["metatags"] = context.get("metatags", "") + "\n".join(_tags(app.config, title, text, context.get("pageurl", ""))) + "\n"


def _tags(config: Config, title: str, text: str, address: str) -> list[str]:
    """Return the description of a page and its card, in the Open Graph protocol (https://ogp.me)."""
    tags = [f'<meta name="description" content="{escape(text)}">']
    if config.html_baseurl:  # the protocol asks for whole addresses
        told = {"type": "website", "site_name": config.html_title, "title": title, "description": text, "url": address}
        if config.leanfuro_card:
            told |= {"image": urljoin(config.html_baseurl, config.leanfuro_card), "image:alt": config.leanfuro_card_alt}
        tags += [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in told.items() if value]
    return tags


def _front_door(app: Sphinx, exception: Exception | None) -> None:
    """Write the page at the site's own address, which leads on to the first: whoever shares that address shares a card too."""
    first = app.config.root_doc
    if exception or app.builder.name != "html" or first == "index":
        return
    title, text = app.env.titles[first].astext(), describe(app.env.get_doctree(first))
    tags = _tags(app.config, title, text, urljoin(app.config.html_baseurl, f"{first}.html"))
    if app.config.html_favicon:
        tags.append(f'<link rel="icon" href="_static/{PurePosixPath(app.config.html_favicon).name}">')
    page = _DOOR.format(language=app.config.language, title=escape(title), tags="\n".join(tags), address=escape(f"{first}.html"))
    (Path(app.outdir) / "index.html").write_text(page, "utf-8")


def describe(doctree: nodes.document) -> str:
    """Return the first sentence or sentences of a page's own text, not of a case or a caption, cut at a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document) and not paragraph.get("caption"):
            text = " ".join(paragraph.astext().split())
            return text if len(text) <= DESCRIPTION_LENGTH else text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"
    return ""


def _address(app: Sphinx, config: Config) -> None:
    """Take the site's address from the environment; it ends in a slash, or its last part would be lost."""
    address = config.html_baseurl or os.environ.get(ADDRESS, "")
    config.html_baseurl = f"{address.rstrip('/')}/" if address else ""


def setup(app: Sphinx) -> None:
    app.add_config_value("leanfuro_card", "", "html", str)
    app.add_config_value("leanfuro_card_alt", "", "html", str)
    app.connect("config-inited", _address)
    app.connect("html-page-context", tell, priority=900)
    app.connect("build-finished", _front_door, priority=400)  # before the one that Jupyter Book would write, which says nothing
