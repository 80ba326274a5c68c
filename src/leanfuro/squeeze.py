"""What is made of the site's files once all pages are written: styles and scripts without what no browser needs.

Sphinx copies the files of the theme, the extensions and the book before it writes pages. Nothing is changed in their
sources, and each step leaves a file that it has been through already as it is: a build that writes no page changes nothing.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import rcssmin
import rjsmin
from sphinx.application import Sphinx
from sphinx.config import Config

from .lean_pages import find_common, slim
from .unused_rules import drop_unused, find_used

STATIC = "_static"
THEME_SHEET = "styles/furo.css"
_WAITS = "setTimeout(()=>{"
_FILE = re.compile(r'(?<=[/"])_static/([\w./-]+\.(?:css|js))(?=[?"])')
_ADDRESS = re.compile(r'(?<=[/"])_static/([\w./-]+\.(?:css|js))\?v=([0-9a-f]{8})(?=")')


def squeezed(name: str, text: str) -> str:
    """Return a script or a style, told apart by its file's name, without the comments and spaces that no browser needs."""
    squeeze = rjsmin.jsmin if name.endswith(".js") else rcssmin.cssmin
    return str(squeeze(text, keep_bang_comments=True))  # they tell of licences


def later(script: str) -> str:
    """Return a script that runs in a task of its own, so that a slow phone can answer between it and the theme's scripts.

    Scripts that wait in this way keep their order.
    """
    return script if script.startswith(_WAITS) else f"{_WAITS}{script}\n}});\n"


def mark(content: bytes) -> str:
    """Return what stands behind ``?v=`` in the address of a file with this content, as Sphinx forms it."""
    told = zlib.crc32(content.replace(b"\r", b""))
    return f"{told:08x}"


def readdressed(page: str, marks: dict[str, str]) -> str:
    """Return a page that asks for files by these marks, so that no browser shows a page with a file that it kept of another edition.

    :param marks: from a file's name below ``_static`` to what :func:`mark` says of it
    """
    return _ADDRESS.sub(lambda found: f"_static/{found[1]}?v={marks.get(found[1], found[2])}", page)


def pages_of(site: Path) -> dict[Path, str]:
    """Return the text of each page of a built site that asks for its static files."""
    texts = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html")) if STATIC not in path.relative_to(site).parts}
    return {path: text for path, text in texts.items() if _FILE.search(text)}


def write(path: Path, text: str) -> None:
    """Write a file, unless it says so already."""
    if path.read_bytes() != text.encode():
        path.write_bytes(text.encode())


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Make pages and the files that they ask for lean, and give each file its new mark in every page."""
    if exception or app.builder.format != "html":
        return
    site, record = Path(app.outdir), Path(app.doctreedir) / "leanfuro.txt"
    if record.is_file() and record.read_text("utf-8") == state_of(site):
        return  # as this left it: most builds of an author write no page
    whole = pages_of(site)
    names = sorted({name for text in whole.values() for name in _FILE.findall(text) if (site / STATIC / name).is_file()})
    files = {name: (site / STATIC / name).read_text("utf-8") for name in names}
    common = find_common(list(whole.values()))
    pages = {path: slim(text, common) for path, text in whole.items()}
    if THEME_SHEET in files:
        files[THEME_SHEET] += common.style()
    sheets = {name: text for name, text in files.items() if name.endswith(".css")}
    files |= drop_unused(sheets, find_used(pages.values(), [text for name, text in files.items() if name.endswith(".js")]))
    marks: dict[str, str] = {}
    for name, text in files.items():
        waits = any(fnmatch(name, pattern) for pattern in app.config.leanfuro_later)
        if waits or name in sheets:
            write(site / STATIC / name, squeezed(name, later(text) if waits else text))
        marks[name] = mark((site / STATIC / name).read_bytes())
    for path, text in pages.items():
        write(path, readdressed(text, marks))
    record.write_text(state_of(site), "utf-8")


def state_of(site: Path) -> str:
    """Return a digest of all that is read and made here: pages, styles, scripts, and the code that makes them."""
    files = (path for path in (site / STATIC).rglob("*") if path.suffix in (".css", ".js"))
    return digest([*pages_of(site), *files, *Path(__file__).parent.glob("*.py")])


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of what stands in some files, wherever they lie."""
    found = hashlib.sha256()
    for content in sorted(path.read_bytes() for path in paths):
        found.update(content)
    return found.hexdigest()[:12]


def note_static(app: Sphinx, config: Config) -> None:
    """Let a change in a file of the book's static folders write every page again: Sphinx copies them only when it writes pages."""
    folders = [Path(app.srcdir) / folder for folder in config.html_static_path]
    config.leanfuro_static = digest(p for folder in folders for p in folder.rglob("*") if p.is_file())


def setup(app: Sphinx) -> None:
    app.add_config_value("leanfuro_later", [], "html", list)
    app.add_config_value("leanfuro_static", "", "html", str)
    app.connect("config-inited", note_static)
    app.connect("build-finished", finish, priority=900)  # after the theme has written its colours of code
