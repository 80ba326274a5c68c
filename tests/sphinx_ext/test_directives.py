"""Mistakes in the directives of a page and in the files beside it: each is told at its line, and the page can still be read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from samples import write_little

ROWS = "name,area\nAsh Lane,north\n"
POT = "\ufeff<svg\n  viewBox='0 0 1 1'\n><g>\n<path/>\n</g></svg>"
TABLE = "```{datatable} rows.csv\n:columns: name, area\n:filters: area\nPlaces.\n```"
SHORT = ("this row has 1 cells, and the first line names 2: 'Elm Row'; give it one cell for each column; "
         "put a cell with a comma in it between quotation marks")
UNKNOWN = "use the name of a file in book/questions, without .md [selfcheck.unknown-question]"
NO_ROWS = "give it a line of names of columns, then a line for each row [selfcheck.no-rows]"
SETTINGS = """extensions = ["myst_parser", "selfcheck.sphinx_ext"]
exclude_patterns = ["out*", "book"]
html_theme = "alabaster"
show_warning_types = True
"""


DATA: dict[str, tuple[str | bytes, list[str], list[list[str]] | None]] = {
    "byte-order-mark": (b"\xef\xbb\xbf" + ROWS.encode(), [], [["Ash Lane", "north"]]),
    "empty-lines": (ROWS + "\n\n", [], [["Ash Lane", "north"]]),
    "windows-lines": (ROWS.replace("\n", "\r\n"), [], [["Ash Lane", "north"]]),
    "empty": ("", [f"rows.csv:1: WARNING: the file is empty; {NO_ROWS}"], None),
    "no-rows": ("name,area\n", [f"rows.csv:1: WARNING: the file has no rows; {NO_ROWS}"], []),
    "short-row": (ROWS + "Elm Row\n", [f"rows.csv:3: WARNING: {SHORT} [selfcheck.short-row]"], [["Ash Lane", "north"], ["Elm Row", ""]]),
    "long-row": (ROWS + '"Elm\nRow",south\n,\nBay,west,\n', [
        "rows.csv:6: WARNING: this row has 3 cells, and the first line names 2: 'Bay,west,'; give it one cell for each column; "
        "put a cell with a comma in it between quotation marks [selfcheck.long-row]"],
     [["Ash Lane", "north"], ["Elm Row", "south"], ["", ""], ["Bay", "west"]]),
    "windows-1252": (ROWS.encode() + "Café £ Row,south\n".encode("cp1252"), [
        "rows.csv:3: WARNING: a character here is not UTF-8; save the file with the encoding UTF-8 [selfcheck.not-utf-8]"],
     [["Ash Lane", "north"], ["Café £ Row", "south"]]),
    "utf-16": (ROWS.encode("utf-16"), [
        "rows.csv:1: WARNING: a character here is not UTF-8; save the file with the encoding UTF-8 [selfcheck.not-utf-8]"],
     [["Ash Lane", "north"]]),
    "control": (ROWS + "Elm\x00Row,south\n", [
        "rows.csv:3: WARNING: a character here cannot be shown; delete it and type the line again [selfcheck.control-character]"],
     [["Ash Lane", "north"], ["Elm\ufffdRow", "south"]]),
    "open-quote": (ROWS + '"Elm Row,south\nBay,west\n', [
        "rows.csv:3: WARNING: the rows from here on cannot be read (unexpected end of data); look for a quotation mark that is not closed "
        "[selfcheck.bad-csv]"], [["Ash Lane", "north"]]),
    "column-twice": ("name,area,name\nAsh Lane,north,Ash\n", [
        "rows.csv:1: WARNING: two columns are called 'name'; give each a name of its own: only the last one is shown [selfcheck.column-twice]"],
     [["Ash", "north"]]),
}
"""What stands in a file of data, what is told of it, and the rows that the page shows, if it shows a table."""
PAGES: dict[str, tuple[str, list[str]]] = {
    "filter": (TABLE.replace(":columns: name, area", ":columns: name"), [
        "index.md:3: WARNING: the filter 'area' is none of the columns shown; add it to ':columns:', or take it out of ':filters:' "
        "[selfcheck.no-column]"]),
    "column": (TABLE.replace("area", "place"), 2 * [
        "index.md:3: WARNING: 'rows.csv' has no column 'place'; use one of name, area [selfcheck.no-column]"]),
    "file": ("```{datatable} row.csv\n```\n\n```{drawing} rows.csv\n:alt: Rows.\n```\n\n```{drawing} pot.svg\n```", [
        "index.md:3: WARNING: there is no file 'row.csv'; correct its path, counted from this page [selfcheck.no-file]",
        "index.md:6: WARNING: 'rows.csv' is no SVG drawing: it has no element <svg>; save it as a plain SVG [selfcheck.no-drawing]",
        "index.md:10: WARNING: the drawing has no text alternative; add ':alt:' and say what it shows [selfcheck.no-alt]"]),
    "against": ("```{check} last\n:against: first\none\n```\n\n```{check} other\n:against: last\nshort\n```", [
        "index.md:3: WARNING: there is no check 'first' to compare with; name one that a page shows with {check} [selfcheck.unknown-check]"]),
    "quiz-against": ("```{quiz} last\n:against: last\none\n```", [
        "index.md:3: WARNING: a quiz has nothing to set against another; "
        "take the line ':against:' out, or make it a {check} [selfcheck.unknown-check]"]),
    "twice": ("```{question} one\n```\n\n```{quiz} two\none\nshort\n```", [
        "index.md:6: WARNING: 'one' is on this page already, on line 3; show it once [selfcheck.shown-twice]"]),
    "worksheet": ("```{worksheet} plan\nreflect\none\n```", [
        "index.md:3: WARNING: 'one' has a right answer, so a worksheet cannot keep it as a text; "
        "show it with {question}, or use a reflection [selfcheck.marked-in-worksheet]"]),
    "unknown": ("```{question} two\n```\n\n```{keys} three\n```", [
        f"index.md:3: WARNING: there is no question 'two'; {UNKNOWN}",
        f"index.md:6: WARNING: there is no question 'three'; {UNKNOWN}"]),
    "drawing": ("```{drawing} pot.svg\n:alt: A pot.\n```", []),
    "unit": ("```{unit} 09\n```", ["index.md:3: WARNING: there is no unit '09'; use one of 01-tea [selfcheck.unknown-unit]"]),
}
"""What stands on a page, and what is told of it."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], Path]:
    """Build one book with a folder for each case; return what was told of each, without its folder, and where the pages are."""
    folder = tmp_path_factory.mktemp("mistakes") / "book"
    files: dict[str, str | bytes | None] = {"conf.py": SETTINGS, "index.md": "# Book\n\n```{toctree}\n:glob:\n*/index\n```\n"}
    for name, (rows, _, _) in DATA.items():
        files |= {f"{name}/index.md": f"# Page\n\n{TABLE}\n", f"{name}/rows.csv": rows}
    for name, (page, _) in PAGES.items():
        files |= {f"{name}/index.md": f"# Page\n\n{page}\n", f"{name}/rows.csv": ROWS, f"{name}/pot.svg": POT}
    write_little(folder, **files)
    command = [sys.executable, "-m", "sphinx", "-q", str(folder), str(folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert not done.returncode, done.stderr
    told: dict[str, list[str]] = {}
    for line in filter(None, done.stderr.splitlines()):
        name, _, text = line.replace(f"{folder}/", "").partition("/")
        told.setdefault(name, []).append(text)
    return told, folder / "out"


def cells(page: str) -> list[list[str]]:
    """Return the cells of each row of the page's table."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row.replace("\n", " ")) for row in body.split("</tr>")[:-1]]


@pytest.mark.parametrize("name", DATA)
def test_a_file_of_data(book: tuple[dict[str, list[str]], Path], name: str) -> None:
    told, out = book
    page = (out / name / "index.html").read_text("utf-8")
    assert told.get(name, []) == DATA[name][1]
    assert (cells(page) if "<tbody>" in page else None) == DATA[name][2]


@pytest.mark.parametrize("name", PAGES)
def test_a_page(book: tuple[dict[str, list[str]], Path], name: str) -> None:
    told, out = book
    page = (out / name / "index.html").read_text("utf-8")
    assert told.get(name, []) == PAGES[name][1]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "</h1>" in page


def test_nothing_else_is_told(book: tuple[dict[str, list[str]], Path]) -> None:
    assert book[0].keys() <= DATA.keys() | PAGES.keys()


def test_a_drawing_whose_element_goes_over_lines_stays_one(book: tuple[dict[str, list[str]], Path]) -> None:
    page = (book[1] / "drawing/index.html").read_text("utf-8")
    assert "<svg role=\"img\" aria-label=\"A pot.\" viewBox='0 0 1 1' ><g><path/></g></svg>" in page


def test_a_worksheet_is_made_of_its_reflections_and_the_rest_follows(book: tuple[dict[str, list[str]], Path]) -> None:
    page = (book[1] / "worksheet/index.html").read_text("utf-8")
    inside, after = page.split("<selfcheck-worksheet")[1].split("</selfcheck-worksheet>")
    assert 'data-id="reflect"' in inside and 'data-id="one"' not in inside and 'data-id="one"' in after


def test_a_book_without_settings_is_told_what_is_missing(tmp_path: Path) -> None:
    write_little(tmp_path / "a", **{"index.md": "# Page\n", "conf.py": SETTINGS, "pyproject.toml": "[tool.selfcheck]\n"})
    command = [sys.executable, "-m", "sphinx", "-q", str(tmp_path / "a"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode and "lacks" in done.stderr and "Traceback" not in done.stderr
