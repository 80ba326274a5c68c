"""What a notebook shows without a widget."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from samples import LITTLE
from selfcheck import picture, rows, table
from selfcheck.html import assets
from selfcheck.question.problems import CourseError

PLACED = {"Strength": 3, "Sweetness": 1}


@pytest.fixture(autouse=True)
def in_the_little_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LITTLE / "book")


def parsed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        f"<div>{re.sub('<style>.*?</style>', '', html, flags=re.S)}</div>".replace(" hidden>", ">")
    )


def test_picture_draws_mine_over_each_example_and_says_it_in_a_table() -> None:
    shown = picture("profile", PLACED, "Ours & theirs")
    page = parsed(shown._repr_html_())
    own = page.findall(".//svg/g[@class='sc-you']")
    assert len(own) == 2
    assert not any("visibility" in group.attrib for group in own)
    assert [cell.text for cell in page.findall(".//td[@class='sc-you-cell']")] == ["3", "1"]
    assert page.find(".//th[@class='sc-you-cell']").text == "Ours & theirs"  # type: ignore[union-attr]
    assert (
        repr(shown)
        == "Strength: Builder’s tea 5, Green tea 2, Ours & theirs 3\nSweetness: Builder’s tea 4, Green tea 1, "
        "Ours & theirs 1"
    )


def test_picture_brings_its_style() -> None:
    assert picture("profile")._repr_html_().startswith(f"<style>{assets.text('selfcheck-all.css')}</style>")


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        (None, ""),
        ({"Strength": 3, "Sweetness": None}, "Not yet: still to do: Sweetness."),
        ({}, "Not yet: write your answer first, then run this cell again."),
        ({"Strength": 3, "Sweetness": "<b>"}, "Keep going: 'Sweetness' needs a whole number from 1 to 5."),
        (3, "Keep going: give each line its number, in curly brackets, in the way that the cell shows."),
    ],
)
def test_picture_without_a_whole_profile_draws_the_examples_and_says_why(mine: object, told: str) -> None:
    shown = picture("profile", mine, "Ours")  # type: ignore[arg-type]
    html = shown._repr_html_()
    assert html.count('<g class="sc-you" visibility="hidden">') == 2
    assert (f"<p>{told}</p>" in html.replace("&#x27;", "'")) == bool(told)
    assert repr(shown).startswith(told or "Strength: Builder’s tea 5, Green tea 2\n")
    assert "Ours" not in repr(shown)


def test_picture_of_another_kind_of_question_is_refused() -> None:
    with pytest.raises(CourseError, match="'short' is not a profile"):
        picture("short")


TEAS = [{"name": "Black <tea>", "heat": "boiling"}, {"name": "Green tea", "heat": "hot", "leaf": "whole"}]


def test_table_can_be_read_without_seeing_it() -> None:
    shown = table(TEAS, ["name", "leaf"])
    page = parsed(shown._repr_html_())
    assert page.find(".//caption").text == "Rows: 2"  # type: ignore[union-attr]
    assert [(th.get("scope"), th.text) for th in page.iter("th")] == [
        ("col", "name"),
        ("col", "leaf"),
        ("row", "Black <tea>"),
        ("row", "Green tea"),
    ]
    assert [td.text for td in page.iter("td")] == [None, "whole"]
    assert repr(shown) == "Rows: 2\nname | leaf\nBlack <tea> | \nGreen tea | whole"


def test_table_takes_one_column_no_rows_and_a_caption() -> None:
    assert repr(table([], "name", "Nothing")) == "Nothing\nname"


def test_table_wants_a_column() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        table(TEAS, [])


def test_table_names_its_columns_when_one_is_misspelt() -> None:
    with pytest.raises(ValueError, match=re.escape("There is no column 'nmae'. The columns are: name, heat, leaf.")):
        table(TEAS, ["name", "nmae"])


@pytest.mark.parametrize("folder", ["exercises", "exercises/solutions"])
def test_rows_finds_the_data_of_the_folder_above(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "exercises/data").mkdir(parents=True)
    (tmp_path / "exercises/solutions").mkdir()
    (tmp_path / "exercises/data/tea.csv").write_bytes('\ufeffname,"heat, in words"\nBlack,"on, the boil"\n'.encode())
    monkeypatch.chdir(tmp_path / folder)
    assert rows("data/tea.csv") == [{"name": "Black", "heat, in words": "on, the boil"}]


def test_rows_says_which_file_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        FileNotFoundError, match=f"There is no file 'data/te.csv' in {tmp_path} or in a folder above it."
    ):
        rows("data/te.csv")
