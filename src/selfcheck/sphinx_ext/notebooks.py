"""Plain links at the top of each exercise's page: to the notebook in the browser, as a file, and solved."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

from .. import words
from .course import course, warn_at

FOLDER = "notebooks"
"""Where the site keeps notebooks as files: in ``exercises`` and ``solutions`` under this."""

RECORD = ".selfcheck-notebooks"
"""The file in the site that names the notebooks which this extension wrote there."""

START = "lite/start/index.html"
"""The page that opens a notebook in the browser."""


def links(name: str, root: str, live: bool) -> str:
    """Return the links of one exercise.

    :param name: the notebook's file name
    :param root: the way from the page to the site's first folder: empty, or with a slash at its end
    :param live: the site can run notebooks in the browser
    """
    def item(address: str, text: str, saved: bool) -> str:
        return f'<li><a href="{escape(root + address)}"{" download" if saved else ""}>{text}</a></li>'

    file = quote(name)
    open_it = [item(f"{START}?notebook=exercises/{file}", words.NOTEBOOK_OPEN, False)] if live else []
    download = item(f"{FOLDER}/exercises/{file}", words.NOTEBOOK_DOWNLOAD, True)
    if live:
        solved = item(f"{START}?notebook=solutions/{file}", words.NOTEBOOK_SOLVED, False)
    else:
        solved = item(f"{FOLDER}/solutions/{file}", words.NOTEBOOK_SOLVED_FILE, True)
    return f'<ul class="notebook-links">{"".join([*open_it, download, solved])}</ul>'


def notebooks(app: Sphinx) -> dict[str, Path]:
    """Return the notebook of each page that is an exercise with a solved copy."""
    folder = course(app).exercises
    found = {docname: Path(app.env.doc2path(docname)) for docname in app.env.found_docs}
    return {docname: path for docname, path in found.items()
            if path.parent == folder and path.suffix == ".ipynb" and (folder / "solutions" / path.name).is_file()}


def add_links(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Put the links right after the title."""
    if doctree is None or pagename not in (found := notebooks(app)):
        return
    name = found[pagename].name
    root = context["pathto"](FOLDER, 1).removesuffix(FOLDER)
    before, title, after = context["body"].partition("</h1>")
    if title:
        context["body"] = f'{before}{title}\n{links(name, root, app.config.selfcheck_notebooks == "lite")}{after}'


def copy(app: Sphinx, exception: Exception | None) -> None:
    """Put the notebooks into the site as they are, and take away those of an earlier build that are no more.

    What this wrote is on record, beside the site's own files. A file that is not is the book's or another extension's: it stays.
    """
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    before, wanted = _recorded(site), _files(app)
    for name in before - wanted.keys():
        (site / name).unlink(missing_ok=True)
        for folder in (site / name).parents[:2]:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    ours = []
    for name, source in wanted.items():
        target, content = site / name, source.read_bytes()
        if name not in before and target.exists() and target.read_bytes() != content:
            warn_at(str(source), "taken-name", file=name)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        ours.append(name)
    if not ours:
        (site / RECORD).unlink(missing_ok=True)
    else:
        (site / RECORD).write_text("".join(f"{name}\n" for name in sorted(ours)), "utf-8")


def _files(app: Sphinx) -> dict[str, Path]:
    """Return the notebooks that belong into the site: each one's place there, and its source."""
    found = {}
    for path in notebooks(app).values():
        found[f"{FOLDER}/exercises/{path.name}"] = path
        found[f"{FOLDER}/solutions/{path.name}"] = path.parent / "solutions" / path.name
    return found


def _recorded(site: Path) -> set[str]:
    """Return the files below this extension's folder that an earlier build wrote; the record itself is no way to other places."""
    record = site / RECORD
    told = record.read_text("utf-8").splitlines() if record.is_file() else []
    return {name for name in told if re.fullmatch(rf"{FOLDER}/(exercises|solutions)/[^/\\]+\.ipynb", name)}


def setup(app: Sphinx) -> None:
    app.add_config_value("selfcheck_notebooks", os.environ.get("COURSE_NOTEBOOKS", ""), "html", str)
    app.connect("html-page-context", add_links)
    app.connect("build-finished", copy)
