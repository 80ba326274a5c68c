"""What is drawn from rows: a network, a timeline, a spread of scores; and a document made of texts."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from selfcheck import document, network, spread, timeline
from selfcheck.notebook.display import Shown

SHELF = [
    {"name": "Oolong", "groups": "Black"},
    {"name": "Assam & <milk>", "groups": "Black; Strong"},
    {"name": "Sencha", "groups": "Green"},
    {"name": "Gunpowder", "groups": "Strong;Green"},
    {"name": "Water", "groups": ""},
]
SHOPS = [
    {"name": "First shop", "town": "North", "from": "1990", "to": "2000"},
    {"name": "Second shop", "town": "South", "from": "1995", "to": ""},
    {"name": "Third shop", "town": "North", "from": "about 1980", "to": ""},
]


def parsed(shown: Shown) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub("<style>.*?</style>", "", shown.html, flags=re.S))


def lines(shown: Shown) -> set[frozenset[str]]:
    """Return the pairs of numbers that a line joins, read off the drawing."""
    page = parsed(shown)
    dots = [(float(c.get("cx", "")), float(c.get("cy", ""))) for c in page.iter("circle")]
    numbers = [t.text or "" for t in page.iter("text") if (t.text or "").isdigit()]
    named = dict(zip(dots, numbers, strict=True))
    path = next(page.iter("path")).get("d", "")
    ends = [[(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", line)] for line in path.split("M")[1:]]
    return {frozenset((named[a], named[b])) for a, b in ends}


def test_a_line_joins_those_who_share_a_group_and_nobody_else() -> None:
    pairs = {"12", "24", "34"}
    assert lines(network(SHELF)) == {frozenset(pair) for pair in pairs}


def test_network_says_in_words_and_in_a_table_what_it_draws() -> None:
    shown = network(SHELF)
    picture = next(parsed(shown).iter("svg"))
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == (
        "A network picture of 5. Black: 1, 2. Strong: 2, 4. Green: 3, 4. With no group, and so with no line: 5.")
    body = [[c.text for c in row] for row in parsed(shown).findall(".//tbody/tr")]
    assert body[1] == ["2", "Assam & <milk>", "Black, Strong", "1, 4"]
    assert body[4] == ["5", "Water", None, "nobody"]
    assert repr(shown).startswith(picture.get("aria-label", "?"))


def test_every_dot_of_a_network_has_its_own_place_within_the_picture() -> None:
    many = [{"name": str(n), "groups": "; ".join(g for g, by in (("Two", 2), ("Three", 3), ("Five", 5)) if n % by == 0)}
            for n in range(40)]
    page = parsed(network(many))
    _, _, width, height = map(float, next(page.iter("svg")).get("viewBox", "").split())
    dots = [(float(c.get("cx", "")), float(c.get("cy", ""))) for c in page.iter("circle")]
    assert len(set(dots)) == len(dots) == 40
    assert all(0 < x < width and 0 < y < height for x, y in dots)


def test_timeline_puts_years_in_their_places_and_squares_on_last_years_alone() -> None:
    shown = timeline(SHOPS, year="from", end="to", lanes="town")
    page = parsed(shown)
    starts = [float(c.get("cx", "")) for c in page.iter("circle")]
    squares = [float(r.get("x", "")) + 6 for r in page.iter("rect")]
    assert len(starts) == 2
    assert len(squares) == 1
    assert starts[1] == pytest.approx((starts[0] + squares[0]) / 2)  # 1995 lies half way
    assert [t.text for t in page.iter("text")] == ["North", "First shop, 1990 to 2000", "South", "Second shop, 1995"]
    assert next(page.iter("svg")).get("aria-label") == (
        "A timeline from 1990 to 2000. North: 1, with first years from 1990 to 1990. South: 1, with first years from 1995 "
        "to 1995. Not drawn, as no first year is given: Third shop.")
    assert len(page.findall(".//tbody/tr")) == 3


def test_spread_draws_a_line_from_the_lowest_to_the_highest_score() -> None:
    shown = spread([{"of": "Taste", "Ann": "1", "Bo": "5"}, {"of": "Price", "Ann": "2", "Bo": "?"}], "of", ["Ann", "Bo"])
    page = parsed(shown)
    ends = [p.get("d") for p in page.iter("path") if p.get("class") == "sc-line"]
    assert [re.findall(r"M([\d.]+) .*H([\d.]+)", d or "")[0] for d in ends] == [("14.0", "346.0"), ("97.0", "97.0")]
    assert next(page.iter("svg")).get("aria-label") == "Taste: Ann 1, Bo 5. Price: Ann 2."


@pytest.mark.parametrize("shown", [network([]), timeline([], year="from"), spread([], "of", ["Ann"])])
def test_nothing_can_be_drawn(shown: Shown) -> None:
    assert not list(parsed(shown).iter("circle"))


def test_a_score_far_off_the_scale_still_draws() -> None:
    assert "400000000" in spread([{"of": "Taste", "Ann": "400000000"}], "of", ["Ann"]).html


@pytest.mark.parametrize("draw", [
    lambda: network(SHELF, groups="boards"),
    lambda: timeline(SHOPS, year="boards"),
    lambda: spread(SHELF, "name", ["boards"]),
])
def test_a_misspelt_column_is_named(draw: object) -> None:
    with pytest.raises(ValueError, match="There is no column 'boards'"):
        draw()  # type: ignore[operator]


def test_document_is_kept_as_a_page_with_headings(tmp_path: Path) -> None:
    made = document("Tea & us", {"Leaves": "One <pot>.\n\nTwo\npots.", "Milk": " \n"})
    path = made.save(str(tmp_path / "plan"))
    assert path == (tmp_path / "plan.html").resolve()
    page = path.read_text("utf-8")
    assert '<html lang="en-GB">' in page
    assert "<title>Tea &amp; us</title>" in page
    assert re.findall(r"<h\d>.*?</h\d>|<p>.*?</p>", page) == [
        "<h1>Tea &amp; us</h1>", "<h2>Leaves</h2>", "<p>One &lt;pot&gt;.</p>", "<p>Two pots.</p>", "<h2>Milk</h2>",
        "<p>Nothing written yet.</p>"]
    assert repr(made) == "Tea & us\n\nLeaves\nOne <pot>.\n\nTwo\npots.\n\nMilk\nNothing written yet."
    assert [e.tag for e in parsed(made) if e.tag.startswith("h")] == ["h3", "h4", "h4"]
