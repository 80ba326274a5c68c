"""What a page says of itself to search engines, and to those who share its address."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from leanfuro import words
from samples import ROOT, write_little

SETTINGS = {
    "extensions": ["leanfuro"], "html_theme": "furo", "html_title": 'Bees & "honey"', "exclude_patterns": ["out", "book"],
    "leanfuro_card": "_static/card.png", "leanfuro_card_alt": "A bee"}


def head(folder: Path, page: str = "index", files: dict[str, str] | None = None, **settings: str | list[str]) -> dict[str, str]:
    """Build a book of one page and of these files, and return what the head of a page says, by name."""
    write_little(folder)
    for name, text in (files or {}).items():
        (folder / name).write_text(text, "utf-8")
    (folder / "conf.py").write_text("\n".join(f"{name} = {value!r}" for name, value in {**SETTINGS, **settings}.items()), "utf-8")
    (folder / "index.rst").write_text('Bees & *more*\n=============\n\nA "bee" flies. ' + "It flies on. " * 20 + "\n", "utf-8")
    done = subprocess.run([sys.executable, "-m", "sphinx", "-q", str(folder), str(folder / "out")], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', (folder / f"out/{page}.html").read_text("utf-8")))


@pytest.fixture(autouse=True)
def unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_ADDRESS", raising=False)


def test_a_page_is_described_by_its_first_words(tmp_path: Path) -> None:
    told = head(tmp_path / "a")
    assert told["description"].startswith("A “bee” flies. It flies on.") and told["description"].endswith(" …")
    assert len(told["description"]) <= 157
    assert not any(name.startswith("og:") for name in told), "a card needs whole addresses"


def test_the_search_page_is_described(tmp_path: Path) -> None:
    assert head(tmp_path / "a", page="search")["description"] == words.SEARCH_ABOUT


@pytest.mark.parametrize("address", ["https://example.org/bees", "https://example.org/bees/"])
def test_a_card_names_whole_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("COURSE_ADDRESS", address)
    told = head(tmp_path / "a")
    assert told["og:image"] == "https://example.org/bees/_static/card.png"
    assert told["og:url"] == "https://example.org/bees/index.html"
    assert (told["og:title"], told["og:site_name"], told["og:image:alt"]) == ("Bees &amp; more", "Bees &amp; &quot;honey&quot;", "A bee")
    assert told["og:description"] == told["description"]


def test_the_settings_go_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_ADDRESS", "https://example.org/bees")
    assert head(tmp_path / "a", html_baseurl="https://example.com/x")["og:url"] == "https://example.com/x/index.html"


def test_the_address_of_the_site_leads_on_and_tells_what_its_first_page_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_ADDRESS", "https://example.org/bees")
    files = {"hive.rst": 'Hive & "comb"\n=============\n\nBees live here.\n', "bee.svg": "<svg/>"}
    out = tmp_path / "a/out"
    door = head(tmp_path / "a", files=files, root_doc="hive", language="en-GB", html_favicon="bee.svg", include_patterns=["hive.rst"])
    text = (out / "index.html").read_text("utf-8")
    first = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', (out / "hive.html").read_text("utf-8")))
    told = {name: value for name, value in door.items() if name == "description" or name.startswith("og:")}
    assert told == {name: value for name, value in first.items() if name in told} and told["og:url"].endswith("/hive.html")
    assert 'content="0; url=hive.html"' in text and "<title>Hive &amp; “comb”</title>" in text and '<html lang="en-GB">' in text
    assert (out / re.findall(r'<link rel="icon" href="([^"]+)"', text)[0]).is_file()


def test_the_card_has_the_size_that_cards_are_shown_in() -> None:
    png = (ROOT / "book/_static/card.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and [int.from_bytes(png[i:i + 4]) for i in (16, 20)] == [1200, 630]
    assert len(png) < 100_000
