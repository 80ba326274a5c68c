"""The engine in books of other themes and for other builders: nothing of theirs is lost, and questions can be read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from browsers import Watch
from samples import write_little
from selfcheck import words

THEMES = ("furo", "alabaster", "sphinx_book_theme")
DARK = {"furo", "sphinx_book_theme"}
"""Themes with dark colours of their own, which they show where a reader's system asks for them."""

PAGE = """# Tea for two

```{question} one
```

```{question} short
```

```{drawing} pot.svg
:alt: A round pot with a long spout.
*The* pot.
```

```{datatable} rows.csv
:columns: name, area
:filters: area
Places *to* sit.
```

```{filter} words
:label: Only parts with
```

```{keys} 01-tea
```
"""
FILES: dict[str, str | bytes | None] = {
    "tea.md": PAGE,
    "index.md": "# A book\n\n```{toctree}\n:caption: Chapters\ntea\nnotebooks/first\n```\n",
    "notebooks/first.md": "# Our own notebooks\n\n{download}`a notebook <../own.ipynb>`\n",
    "own.ipynb": "{}",
    "own/own.css": "/* ours */\n\n.ours  { color : red }\n",
    "pot.svg": '<?xml version="1.0"?>\n<svg\n  xmlns="http://www.w3.org/2000/svg"\n  viewBox="0 0 9 9"><circle r="4"/></svg>\n',
    "rows.csv": b"\xef\xbb\xbfname,area\nAsh Lane,north\n*Elm* Row,south\n",
}
SETTINGS: dict[str, Any] = {
    "project": "Tea", "extensions": ["myst_parser", "selfcheck.sphinx_ext"], "html_static_path": ["own"], "html_css_files": ["own.css"],
    "exclude_patterns": ["out-*", "book", "own"], "html_context": {"default_mode": "auto"},  # the last as sphinx_book_theme asks
    "copyright": "nobody", "version": "1"}


def write_book(folder: Path, pages: dict[str, str] | None = None, **settings: Any) -> Path:
    """Write a book of two questions with a page, a folder ``notebooks`` and a style of its own."""
    write_little(folder, **FILES | (pages or {}))
    (folder / "conf.py").write_text("\n".join(f"{name} = {value!r}" for name, value in {**SETTINGS, **settings}.items()), "utf-8")
    return folder


def build(folder: Path, builder: str) -> Path:
    """Build a book, where nothing may warn, and return the folder of what came."""
    out = folder / f"out-{builder}"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder, "-d", f"{out}-trees", str(folder), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert not done.returncode and not done.stderr, done.stderr
    return out


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    if request.param != "alabaster":
        pytest.importorskip(request.param)
    return str(request.param)


@pytest.fixture(scope="module")
def book(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(write_book(tmp_path_factory.mktemp(theme) / "book", html_theme=theme), "html")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Any]:
    """Open pages in a browser that is asked for dark or light; it may complain of nothing."""
    watches, contexts = [], []

    def opened(scheme: Literal["light", "dark"]) -> Page:
        contexts.append(browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}))
        watches.append(Watch(contexts[-1]))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()
    for watch in watches:
        watch.check()


def test_the_sidebar_and_every_script_of_the_theme_are_there(book: Path) -> None:
    page = (book / "tea.html").read_text("utf-8")
    assert re.search(r'class="[^"]*toctree-l1[^"]*"><a class="[^"]*reference internal[^"]*" href="notebooks/first.html"', page)
    assert "documentation_options.js" in page and "doctools.js" in page
    assert "<h1>A book" in (book / "index.html").read_text("utf-8")


def test_what_lies_in_the_site_is_the_books_own(book: Path) -> None:
    assert (book / "notebooks/first.html").is_file()
    assert (book / "_static/own.css").read_text("utf-8") == FILES["own/own.css"]
    ours = sorted(path.name for path in (book / "_static/selfcheck").iterdir())
    assert "selfcheck.js" in ours and "selfcheck.css" in ours
    assert not [path for path in book.rglob("*selfcheck*") if path.parent.name != "selfcheck" and path.name != "selfcheck"]


def test_only_pages_that_ask_get_the_engine(book: Path) -> None:
    assert "selfcheck" not in (book / "notebooks/first.html").read_text("utf-8")


LIGHTNESS = """selector => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = rgb => rgb.slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [.2126, .7152, .0722][n], 0);
  const found = [];
  for (const element of document.querySelectorAll(selector)) {
    let behind = element;
    while (behind && numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const pair = [light(numbers(getComputedStyle(element).color)),
      behind ? light(numbers(getComputedStyle(behind).backgroundColor)) : 1].sort();
    found.push([element.className || element.tagName, (pair[1] + .05) / (pair[0] + .05)]);
  }
  return found;
}"""
"""Gives the contrast of each element that a selector chooses with what it stands on."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_can_be_read_in_light_and_dark(theme: str, book: Path, tab: Any, scheme: Literal["light", "dark"]) -> None:
    page = tab(scheme)
    page.goto((book / "tea.html").as_uri())
    first = page.locator("#q-one[data-live]")
    first.locator("input").first.check()
    first.locator(".sc-check").click()
    first.locator(".sc-status p").first.wait_for()
    words = "#q-one :is(.sc-status p, .sc-answer:has(:checked) label, .sc-verdict, .sc-why, .sc-how, .sc-title, .sc-button:not([hidden]))"
    contrasts = page.evaluate(LIGHTNESS, f"{words}, .sc-table :is(th, td, .sc-status)")
    assert len(contrasts) > 12
    assert not [(name, round(contrast, 2)) for name, contrast in contrasts if contrast < 4.5]
    paper = page.evaluate("getComputedStyle(document.querySelector('#q-one')).backgroundColor")
    dark = sum(map(float, re.findall(r"[\d.]+", paper)[:3])) < 300
    assert dark is (theme in DARK and scheme == "dark")


def test_dark_pages_are_printed_dark_on_white(theme: str, book: Path, tab: Any) -> None:
    page = tab("dark")
    page.goto((book / "tea.html").as_uri())
    page.locator("#q-one[data-live]").wait_for()
    page.emulate_media(media="print")
    contrasts = page.evaluate(LIGHTNESS, "#q-one :is(.sc-title, label, .sc-how)")
    assert contrasts and not [(name, round(contrast, 2)) for name, contrast in contrasts if contrast < 4.5]
    ink = page.evaluate("getComputedStyle(document.querySelector('#q-one .sc-title')).color")
    assert sum(map(float, re.findall(r"[\d.]+", ink)[:3])) < 200


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = {"all.md": "# All of it\n\n```{quiz} 01-tea\n:title: Tea *quiz*\n```\n\nThe end.\n",
             "index.md": str(FILES["index.md"]).replace("tea\n", "tea\nall\n")}
    return write_book(tmp_path_factory.mktemp("plain") / "book", pages, man_pages=[("index", "tea", "Tea", "", 1)], epub_show_urls="no")


def test_text(plain: Path, golden: Callable[[str, str], None]) -> None:
    """Every kind of question, a table, a drawing, a key."""
    out = build(plain, "text")
    golden("book.txt", "\n\n".join((out / f"{name}.txt").read_text("utf-8") for name in ("tea", "all")))


@pytest.mark.parametrize(("builder", "file"), [("latex", "tea.tex"), ("man", "tea.1"), ("texinfo", "tea.texi")])
def test_other_forms_say_the_same(plain: Path, builder: str, file: str) -> None:
    made = (build(plain, builder) / file).read_text("utf-8").replace("\\", "").replace("\n", " ")
    for told in (words.KEY, "Water that has just boiled", "The hotter the water, the more it takes out of the leaves.",
                 "A round pot with a long spout.", "Ash Lane", "Tea", "quiz", words.KEY_SCENE, words.KEY_REFLECT, "The end."):
        assert told in re.sub(r"[@{}]|sphinx\w+(?=\{)|f[BI]|fP|emph", "", made), told
    assert "selfcheck-" not in made and "Only parts with" not in made


def test_an_electronic_book_is_well_formed(plain: Path) -> None:
    """Its pages are XML, so HTML that a browser would take stops a reader there."""
    out = build(plain, "epub")
    for page in ("tea.xhtml", "all.xhtml"):
        text = (out / page).read_text("utf-8")
        ElementTree.fromstring(text)
        assert words.KEY in text and "selfcheck-" not in text and "<form" not in text
    assert "<svg" in (out / "tea.xhtml").read_text("utf-8")


def test_all_pages_in_one(plain: Path) -> None:
    """A question that stands on two of them has ids of its own at each place, and what names them follows."""
    page = (build(plain, "singlehtml") / "index.html").read_text("utf-8")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and {"q-one", "q2-one"} <= set(ids)
    pointed = re.findall(r'\b(?:for|aria-labelledby|aria-describedby)="([^"]+)"', page)
    assert pointed and set(" ".join(pointed).split()) <= set(ids)
    assert page.count('<template class="sc-words">') == 1 and "selfcheck/selfcheck.js" in page


def test_pages_in_folders(plain: Path) -> None:
    page = build(plain, "dirhtml") / "tea/index.html"
    assert [path for path in re.findall(r'src="([^"?]*selfcheck[^"?]*)', page.read_text("utf-8")) if not (page.parent / path).is_file()] == []
