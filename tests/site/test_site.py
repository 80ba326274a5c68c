"""Every page of the built book: accessible, whole without script, its own master, with no link that leads nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from browsers import AXE_RESULT, AXE_START, BOXES, COLOUR_RULES, Watch
from samples import ROOT
from selfcheck import words
from selfcheck.bank.course import Course

WORDS = """() => {
  const walker = document.createTreeWalker(document.querySelector("[role=main]"), NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style, noscript, template, svg")) continue;
    const words = walker.currentNode.data.match(/\\S+/g) ?? [];
    if (parent.checkVisibility({ visibilityProperty: true })) count += words.length;
  }
  return count;
}"""
"""Counts the words in the main part of a page that a reader can see."""


class Parsed(HTMLParser):
    """What a page's HTML holds that the tests ask for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.text = path.read_text("utf-8")
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.headings: list[tuple[int, str]] = []
        self._heading = False
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self.tags.append((tag, had))
        self.ids += [had["id"]] if "id" in had else []
        if re.fullmatch("h[1-6]", tag):
            self._heading = True
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        self._heading = self._heading and not re.fullmatch("h[1-6]", tag)

    def handle_data(self, data: str) -> None:
        if self._heading:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    def all(self, *names: str) -> list[dict[str, str]]:
        return [had for tag, had in self.tags if tag in names]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Parsed]:
    """Return every page by its path, but for the one that only leads on to the first."""
    paths = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    found = {path.relative_to(site).as_posix(): Parsed(path) for path in paths}
    assert 'http-equiv="refresh"' in found.pop("index.html").text
    assert len(found) > 25
    return found


def each(pages: dict[str, Parsed], ask: Callable[[Parsed], object]) -> dict[str, object]:
    """Ask something of every page; return what was found, by page, where anything was."""
    return {name: found for name, page in pages.items() if (found := ask(page))}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_and_reflow(pages: dict[str, Parsed], browser: Browser, axe_source: str, width: int) -> None:
    """No violation of WCAG 2.2 A and AA that axe can find, in light and in dark, and nothing to scroll sideways on a phone.

    Where a page in the dark has all its elements in the same places, only the rules for colours can find anything else there.
    """
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light")
    context.add_init_script(axe_source)
    watch = Watch(context)
    found: list[str] = []

    def note(name: str, rules: Sequence[str] | None = None) -> str:
        room.evaluate(AXE_START, [None, rules])
        found.extend(f"{name}: {line}" for line in room.evaluate(AXE_RESULT))
        if room.evaluate("document.scrollingElement.scrollWidth") > width:
            found.append(f"{name}: wider than the screen")
        return room.evaluate(BOXES)  # type: ignore[no-any-return]

    for number, (name, page) in enumerate(pages.items()):
        if number % 8 == 0:  # a page that has been looked at holds on to what axe found: after some, a new one is much quicker
            for old in context.pages:
                old.close()
            room = context.new_page()
        room.emulate_media(color_scheme="light")
        room.goto(page.path.as_uri())
        lit = note(f"{name} ({width}, light)")
        room.emulate_media(color_scheme="dark")
        same = lit == room.evaluate(BOXES)
        note(f"{name} ({width}, dark)", COLOUR_RULES if same else None)
    context.close()
    watch.check()
    assert not found, "\n".join(found)


@pytest.mark.timeout(300)
def test_words_without_script(pages: dict[str, Parsed], browser: Browser) -> None:
    """At least 95 of 100 words that a reader sees with the script stand there without it."""
    contexts = [browser.new_context(java_script_enabled=on) for on in (True, False)]
    with_script, without = [context.new_page() for context in contexts]
    short = {}
    for name, page in pages.items():
        if name == "search.html":
            continue
        for tab in (with_script, without):
            tab.goto(page.path.as_uri())
        on, off = with_script.evaluate(WORDS), without.evaluate(WORDS)
        if off < 0.95 * on or not on:
            short[name] = f"{off} of {on}"
    for context in contexts:
        context.close()
    assert not short


def test_every_link_leads_somewhere(pages: dict[str, Parsed], site: Path) -> None:
    by_path = {page.path.resolve(): page for page in pages.values()}

    def broken(page: Parsed) -> list[str]:
        addresses = [had.get("href", "") for had in page.all("a", "area", "link")]
        return [address for address in addresses if address and not leads(page, address)]

    def leads(page: Parsed, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return parts.scheme in ("http", "https", "mailto", "data") and bool(parts.netloc or parts.path)
        path = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path.resolve()
        if not path.is_file() or site.resolve() not in path.parents:
            return False
        anchor = unquote(parts.fragment)
        return not anchor or path.suffix != ".html" or anchor in by_path[path].ids

    assert each(pages, broken) == {}
    onward = re.search(r'content="0; ?url=([^"]+)"', (site / "index.html").read_text("utf-8"), re.I)
    assert onward and (site / onward[1]).is_file()


def test_nothing_comes_from_elsewhere(pages: dict[str, Parsed]) -> None:
    def elsewhere(page: Parsed) -> list[str]:
        fetched = [had.get("src", "") for had in page.all("script", "img", "source", "video", "audio")]
        fetched += [had.get("href", "") for had in page.all("link") if had.get("rel") not in ("next", "prev")]
        return [address for address in fetched if urlsplit(address).netloc]

    assert each(pages, elsewhere) == {}
    assert each(pages, lambda page: page.all("iframe", "object", "embed")) == {}


def test_no_handlers_in_the_html(pages: dict[str, Parsed]) -> None:
    assert each(pages, lambda page: [name for _, had in page.tags for name in had if name.startswith("on")]) == {}


def test_ids_are_unique(pages: dict[str, Parsed]) -> None:
    assert each(pages, lambda page: [name for name, count in Counter(page.ids).items() if count > 1]) == {}


def test_headings(pages: dict[str, Parsed]) -> None:
    """One heading of the first level, first; none further down skips a level; none is empty."""

    def wrong(page: Parsed) -> list[str]:
        levels = [level for level, _ in page.headings]
        found = [] if levels.count(1) == 1 and levels[0] == 1 else [f"levels {levels}"]
        found += [f"{b} after {a}" for a, b in pairwise(levels) if b > a + 1]
        return found + [f"an empty h{level}" for level, text in page.headings if not text.strip()]

    assert each(pages, wrong) == {}


def test_language_and_title(pages: dict[str, Parsed]) -> None:
    assert each(pages, lambda page: page.all("html")[0].get("lang") != "en-GB") == {}

    def wrong_title(page: Parsed) -> bool:
        found = re.findall("<title>(.*?)</title>", page.text.split("</head>")[0], re.S)
        return len(found) != 1 or not found[0].strip()

    assert each(pages, wrong_title) == {}


def test_every_question_is_on_a_page(pages: dict[str, Parsed], course: Course) -> None:
    elements = ("selfcheck-question", "selfcheck-case", "selfcheck-profile")
    assert {had["data-id"] for page in pages.values() for had in page.all(*elements)} >= course.questions.keys()


def test_a_page_has_the_engine_if_and_only_if_it_asks(pages: dict[str, Parsed]) -> None:
    def wrong(page: Parsed) -> str:
        used = {tag for tag, _ in page.tags if tag.startswith("selfcheck-")}
        files = " ".join(had.get("src", "") + had.get("href", "") for had in page.all("script", "link"))
        more = used - {"selfcheck-question", "selfcheck-quiz"}
        wide = bool(more) or (bool(used) and "sc-wide" in page.text)
        wanted = {"selfcheck.js": bool(used), "selfcheck.css": bool(used) and not wide, "selfcheck-all.css": wide}
        wanted["selfcheck-short.js"] = 'data-kind="short"' in page.text
        wanted |= {f"selfcheck-{kind}.js": f"selfcheck-{kind}" in used for kind in ("case", "profile", "table")}
        return ", ".join(name for name, needed in wanted.items() if (f"/{name}?" in files) is not needed)

    assert each(pages, wrong) == {}
    assert any("<selfcheck-" not in page.text for page in pages.values()), "there are pages without questions"


class TestNotebooks:
    """Each exercise's page leads to its notebook, and to a solved one, from right under its title."""

    LINKS = re.compile(r'</h1>\s*<ul class="notebook-links">(.*?)</ul>', re.S)

    def test_links_stand_on_the_pages_of_exercises_alone(self, pages: dict[str, Parsed]) -> None:
        found = each(pages, lambda page: self.LINKS.findall(page.text))
        assert sorted(found) == [f"exercises/{path.stem}.html" for path in sorted((ROOT / "exercises").glob("*.ipynb"))]
        assert all(page.text.count("notebook-links") == 1 for name, page in pages.items() if name in found)

    def test_they_are_plain_relative_and_lead_to_the_very_files(self, pages: dict[str, Parsed], site: Path) -> None:
        for path in sorted((ROOT / "exercises").glob("*.ipynb")):
            html = pages[f"exercises/{path.stem}.html"]
            lines = self.LINKS.findall(html.text)[0]
            links = re.findall(r'<li><a href="([^"]+)" download>([^<]+)</a></li>', lines)
            assert [text for _, text in links] == [words.NOTEBOOK_DOWNLOAD, words.NOTEBOOK_SOLVED_FILE]
            assert [address for address, _ in links] == [f"../notebooks/{f}/{path.name}" for f in ("exercises", "solutions")]
            for (address, _), source in zip(links, (path, path.parent / "solutions" / path.name), strict=True):
                assert (html.path.parent / address).read_bytes() == source.read_bytes()
            assert "lite/" not in lines, "a site that was built without notebooks does not offer them"

    def test_no_other_notebook_is_in_the_site(self, site: Path) -> None:
        found = [path.relative_to(site).as_posix() for path in site.rglob("*.ipynb")]
        expected = [f"notebooks/{f}/{path.name}" for f in ("exercises", "solutions") for path in (ROOT / "exercises").glob("*.ipynb")]
        assert sorted(found) == sorted(expected)
