"""Tables, pictures, code and formulas of a question on a built page, in a browser: shown, scrolled where wide, and in no one's way."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rich import GREEN, RICH, make_png
from samples import ROOT, SET, write_little

SETTINGS = {
    "extensions": ["myst_nb", "selfcheck.sphinx_ext"], "html_theme": "furo", "language": "en-GB", "exclude_patterns": ["out", "book/questions", ".*"],
    "html_static_path": ["_static"], "html_css_files": ["course.css"]}
WIDE = """() => [...document.querySelectorAll(".sc *")].filter(e => !e.closest(".sc-wide") && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 80))"""


def build(folder: Path) -> str:
    command = [sys.executable, "-m", "sphinx", "-W", "-j", "2", str(folder), str(folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return (folder / "out/unit/page.html").read_text("utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        f"{SET}/new.md": RICH, f"{SET}/green.png": GREEN, "index.md": "# Book\n\n```{toctree}\nunit/page\nunit/plain\nbook/tea\n```\n",
        "unit/page.md": "# A page\n\n```{question} new\n```\n", "unit/plain.md": "# A page\n\n```{question} one\n```\n",
        "conf.py": "\n".join(f"{name} = {value!r}" for name, value in SETTINGS.items())}
    folder = write_little(tmp_path_factory.mktemp("pictures") / "course", **files)
    shutil.copytree(ROOT / "book/_static", folder / "_static")
    build(folder)
    return folder


def test_the_picture_is_copied_once_and_again_when_it_changes(book: Path) -> None:
    html = (book / "out/unit/page.html").read_text("utf-8")
    assert html.count('<img src="../_images/green.png" alt="A green leaf">') == 1 == html.count('alt="A green leaf"')
    assert [path.name for path in (book / "out/_images").iterdir()] == ["green.png"]
    assert (book / "out/_images/green.png").read_bytes() == GREEN
    changed = make_png(300, 100, (60, 60, 140))
    (book / SET / "green.png").write_bytes(changed)
    assert '<img src="../_images/green.png"' in build(book)
    assert (book / "out/_images/green.png").read_bytes() == changed


def test_a_page_without_them_asks_for_nothing_more(book: Path) -> None:
    rich, plain = ((book / f"out/unit/{name}.html").read_text("utf-8") for name in ("page", "plain"))
    for start in ("<script src=", "<link rel=\"stylesheet\""):
        assert rich.count(start) == plain.count(start)
    assert "<math" in rich and "<math" not in plain and "<img" not in plain


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (375, "light"), (375, "dark"), (320, "light")])
def test_they_are_shown(width: int, scheme: str, book: Path, page: Page, axe: Callable[..., list[str]]) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((book / "out/unit/page.html").as_uri())
    asked = page.locator("#q-new[data-live]")
    asked.locator(".sc-hint summary").click()
    asked.locator("input").nth(1).check()
    asked.locator(".sc-check").click()
    asked.locator(".sc-show").click()
    asked.locator(".sc-note table").wait_for()
    assert page.evaluate("[...document.querySelectorAll('.sc img')].every(image => image.naturalWidth > 0)")
    assert asked.locator("img:visible").count() == 2 and asked.locator("math:visible").count() >= 6
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(WIDE) == []
    line = asked.locator(".sc-explanation pre:visible")
    assert line.evaluate("e => e.scrollWidth > e.clientWidth")
    line.focus()
    assert line.evaluate("e => e === document.activeElement"), "who has a keyboard alone can scroll it"
    assert asked.locator(".sc-stem").get_by_role("region", name="Table: leaf, age in days").count() == 1
    page.evaluate("scrollTo(0, 0)")  # the bar at the top lies over nothing then
    assert not axe(page, "#q-new")
