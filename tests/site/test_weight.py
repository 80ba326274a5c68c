"""What pages weigh: bytes as gzip sends them, counted from the built files, so that they are the same on every machine."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

KB = 1024
FIRST_PAGE, REQUESTS, FURTHER_PAGE, ENGINE = 34 * KB, 12, 12 * KB, 12 * KB
LIST = 13 * KB
FEW = 5
"""Questions on a page that the budgets are for; a page may weigh :data:`EACH_MORE` bytes more for each question beyond them."""
EACH_MORE = KB
QUESTION = re.compile(r"<selfcheck-(?:question|case|profile) ")
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
SOURCES = {"script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src", "poster"),
           "audio": ("src",), "embed": ("src",), "object": ("data",), "image": ("href", "xlink:href")}
"""Elements that make a browser fetch something, with the attributes that say what."""
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class Fetched(HTMLParser):
    """Collects what a page makes a browser fetch, as it is written there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        names = ("href",) if tag == "link" and FETCHED_LINKS & set(had.get("rel", "").split()) else SOURCES.get(tag, ())
        self.found += [part.split()[0] for name in names if had.get(name) for part in had[name].split(",")]
        self.found += in_style(had.get("style", ""))

    def handle_data(self, data: str) -> None:
        if self._style:
            self.found += in_style(data)


def in_style(text: str) -> list[str]:
    """Return the addresses in a style."""
    return [a or b for a, b in CSS_ADDRESS.findall(text)]


def fetched(page: Path) -> list[str]:
    """Return every address that a browser fetches for a page, once each: of files as absolute paths, of other hosts as written."""
    todo = [(page, address) for address in Fetched(page.read_text("utf-8")).found]
    found: dict[str, None] = {}
    for source, address in todo:  # grows while styles are read
        parts = urlsplit(address)
        if parts.scheme == "data" or not (parts.path or parts.netloc):
            continue
        if parts.scheme or parts.netloc:
            found[address] = None
            continue
        path = (source.parent / unquote(parts.path)).resolve()
        if str(path) not in found and path.suffix == ".css":
            todo += [(path, inner) for inner in in_style(path.read_text("utf-8"))]
        found[str(path)] = None
    return list(found)


def weight(*paths: Path | str) -> int:
    """Return how many bytes files take on the wire, bodies alone. Pictures and fonts have been squeezed already."""
    squeezed = (".html", ".css", ".js", ".svg", ".json")
    return sum(len(gzip.compress(p.read_bytes(), 6) if p.suffix in squeezed else p.read_bytes()) for p in map(Path, paths))


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    """Return the pages of text. Notebooks show their code and outputs too; the word finder and the references are lists."""
    found = [p for p in sorted((site / "book").rglob("*.html")) if not re.search('<selfcheck-filter|class="citation-list"', p.read_text("utf-8"))]
    assert found
    return found


def shown(page: Path) -> int:
    """Return how many questions a page shows."""
    return len(QUESTION.findall(page.read_text("utf-8")))


def test_a_first_page_with_five_questions_is_light(site: Path, pages: list[Path]) -> None:
    few = [p for p in pages if 0 < shown(p) <= FEW]
    assert max(map(shown, few)) == FEW, "no page shows five questions: the heaviest page of the budget is missing"
    heavy = {p.relative_to(site).as_posix(): size for p in few if (size := weight(p, *fetched(p))) > FIRST_PAGE}
    assert not heavy, f"more than {FIRST_PAGE} bytes at a first visit: {heavy}"


def test_a_first_page_needs_few_requests(site: Path) -> None:
    many = {p.relative_to(site).as_posix(): fetched(p) for p in sorted(site.rglob("*.html")) if 1 + len(fetched(p)) > REQUESTS}
    assert not many, f"more than {REQUESTS} requests: {many}"


def test_a_further_page_sends_its_own_html_and_pictures_alone(site: Path, pages: list[Path]) -> None:
    heavy = {}
    for page in pages:
        own = [path for path in fetched(page) if Path(path).suffix not in (".css", ".js", ".ico") and "favicon" not in path]
        if (size := weight(page, *own)) > FURTHER_PAGE + EACH_MORE * max(0, shown(page) - FEW):
            heavy[page.relative_to(site).as_posix()] = size
    assert not heavy, f"more than {FURTHER_PAGE} bytes: {heavy}"


def test_a_list_of_references_is_light(site: Path) -> None:
    assert weight(site / "book/references.html") <= LIST


def test_the_engine_is_light(site: Path) -> None:
    assert weight(*(site / "_static" / "selfcheck" / name for name in ("selfcheck.js", "selfcheck.css"))) <= ENGINE


def test_no_page_asks_another_host(site: Path) -> None:
    asked = {p.relative_to(site).as_posix(): found for p in sorted(site.rglob("*.html"))
             if (found := [a for a in fetched(p) if not a.startswith("/") or a.startswith("//")])}
    assert not asked


def test_every_file_that_a_page_asks_for_is_there(site: Path) -> None:
    missing = {(p.name, a) for p in site.rglob("*.html") for a in fetched(p) if not Path(a).is_file()}
    assert not missing


def test_the_search_index_is_fetched_by_the_search_page_alone(site: Path) -> None:
    pages = [p for p in sorted(site.rglob("*.html")) if p.name != "search.html"]
    index = str((site / "searchindex.js").resolve())
    assert index in fetched(site / "search.html"), "the search page does not fetch searchindex.js: look at how it searches now"
    assert not [p.name for p in pages if index in fetched(p)]
    scripts = {Path(a) for p in pages for a in fetched(p) if a.endswith(".js")}
    assert not [s.name for s in scripts if "searchindex" in s.read_text("utf-8")], "a script of a page names the search index"
