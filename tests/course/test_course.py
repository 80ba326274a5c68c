"""The course itself: nothing wrong, enough questions of each sort, and keys that give nothing away."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections import Counter
from pathlib import Path

import jupyter_book
import pytest
import yaml
from pybtex.database import parse_file

from samples import KINDS, ROOT, find_problems
from selfcheck.bank.course import open_course
from selfcheck.bank.figures import count_figures
from selfcheck.bank.page_index import PageIndex
from selfcheck.question.kinds.short import Short

COURSE = open_course(ROOT)
FIGURES = count_figures(COURSE, datetime.date.today())
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (page.path for page in PageIndex(COURSE).pages)}
DATA = ROOT / "exercises/data/partnerships.csv"
with DATA.open(encoding="utf-8", newline="") as _file:
    HEADER, *_rows = csv.reader(_file)
ROWS = [dict(zip(HEADER, row, strict=True)) for row in _rows]


def test_nothing_is_wrong() -> None:
    """Among other things: every file can be read, every question stands on a page, every link leads somewhere."""
    problems = find_problems(COURSE)
    assert not problems, "\n" + "\n".join(map(str, problems))


def test_there_is_enough_of_everything() -> None:
    assert FIGURES.questions >= 50
    assert sorted(FIGURES.kinds) == list(KINDS)
    assert FIGURES.above_recall >= 0.6
    assert {o: FIGURES.outcomes.get(o, 0) for unit in COURSE.units for o in unit.outcomes if FIGURES.outcomes.get(o, 0) < 3} == {}


@pytest.mark.parametrize("unit", [unit.id for unit in COURSE.units])
def test_unit_has_enough_questions(unit: str) -> None:
    levels = [q.level for q in COURSE.find(unit)]
    assert len(levels) >= 18
    assert sum(level in ("apply", "analyse") for level in levels) >= 8


def test_units_ask_again_for_what_came_before_and_never_for_what_comes_later() -> None:
    home = {outcome: unit.id for unit in COURSE.units for outcome in unit.outcomes}
    units = [unit.id for unit in COURSE.units]
    others = {"00-start", "03-review", "06-review", "09-review", "11-close"}
    assert set(FIGURES.sets) == {*units, *others}
    order = sorted(FIGURES.sets)  # a name begins with the number of its place
    asked = {(q.outcome, q.set) for q in COURSE.questions.values() if q.set != "00-start"}
    assert [pair for pair in sorted(asked) if order.index(home[pair[0]]) > order.index(pair[1])] == []
    again = {outcome for outcome, unit in asked if unit != home[outcome]}
    assert sorted(outcome for outcome, unit in home.items() if outcome not in again) == []


def test_keys_give_nothing_away() -> None:
    assert FIGURES.guessers["longest"] <= FIGURES.chance + 0.05
    assert sum(FIGURES.key_places.values()) == FIGURES.kinds["one"]
    assert max(FIGURES.key_places.values()) <= 0.4 * FIGURES.kinds["one"]


def test_bibliography() -> None:
    entries = parse_file(str(COURSE.root / COURSE.settings.bibliography), bib_format="bibtex").entries
    assert sorted(entries) == sorted(COURSE.sources)
    assert [key for key, entry in entries.items() if "title" not in entry.fields or not entry.fields.get("year")] == []
    cited = {(key, page) for page, text in PAGES.items() for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]*)`", text)
             for key in keys.split(",")}
    assert len(cited) > 30
    assert sorted((page, key) for key, page in cited if key not in entries) == []


def test_every_page_is_in_the_contents_and_only_pages_are() -> None:
    listed = re.findall(r"(?:file|root): (\S+)", (ROOT / "_toc.yml").read_text("utf-8"))
    assert [name for name, times in Counter(listed).items() if times > 1] == []
    files = {name: next((p for s in (".md", ".ipynb") if (p := ROOT / f"{name}{s}").is_file()), None) for name in listed}
    assert [name for name, path in files.items() if path is None] == []
    assert sorted(set(PAGES) - {f"{name}.md" for name in listed}) == []  # Jupyter Book leaves such a page out without a word


def test_settings_are_known_to_jupyter_book() -> None:
    """It takes any key without a word, so a slip would pass unseen."""
    theirs = Path(jupyter_book.__file__).parent
    known = yaml.safe_load((theirs / "default_config.yml").read_text("utf-8"))
    schema = json.loads((theirs / "config_schema.json").read_text("utf-8"))
    ours = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert sorted(set(ours) - {*known, *schema["properties"]}) == []
    for part in set(ours) & set(known):
        if isinstance(known[part], dict):
            assert sorted(set(ours[part]) - set(known[part])) == [], part


def test_data_has_the_columns_that_are_used() -> None:
    named = [line for text in PAGES.values() for line in re.findall(r"^:(?:columns|filters): (.*)$", text, re.M)]
    used = {column.strip() for line in named for column in line.split(",")}
    assert len(used) > 5
    for path in (ROOT / "exercises/source").glob("*.md"):
        text = path.read_text("utf-8")
        used |= set(re.findall(r'row\["(\w+)"\]', text)) if "data/partnerships.csv" in text else set()
    assert sorted(used - set(HEADER)) == []
    always = used - {"year_started", "year_ended"}  # empty where no year is known, or where it goes on
    assert [row["name"] for row in ROWS if not all(row[c] for c in always)] == []


def test_data_has_the_codes_that_the_page_teaches() -> None:
    assert len(ROWS) == 40
    told = re.findall(r"^\| ([\w ]+) \| (.*?) \|", PAGES["book/03-kinds/data.md"], re.M)
    taught = {menu.lower().replace(" ", "_"): codes for menu, codes in told}
    for column in ("nation", "breadth", "time_span", "impetus", "origin"):
        assert sorted(taught[column].split(", ")) == sorted({row[column] for row in ROWS}), column
    assert set(taught["sectors"].split(", ")) == {s for row in ROWS for s in row["sectors"].split("; ")}
    assert taught["status"] == "current, changing, ended, and two rarer ones"
    status = Counter(row["status"] for row in ROWS)
    assert {"current", "changing", "ended"} < set(status)
    assert len(status) == 5
    assert taught["term_fit"] == "the best of the three terms, mixed, or not a partnership"
    assert {row["term_fit"] for row in ROWS} == {
        "inter-agency", "multi-agency", "multi-disciplinary", "mixed", "not a partnership"}


@pytest.mark.parametrize(("name", "column", "code"), [
    ("count-wales", "nation", "Wales"),
    ("count-bottom-up", "impetus", "bottom-up"),
    ("count-ended", "status", "ended"),
    ("count-evolved", "origin", "evolved"),
    ("count-mixed-term", "term_fit", "mixed"),
])
def test_counts_that_are_asked_for_are_right(name: str, column: str, code: str) -> None:
    question = COURSE.questions[name]
    assert isinstance(question.body, Short)
    assert code in f"{question.title} {question.stem}"
    right = str(sum(row[column] == code for row in ROWS))
    accepted = [form.text for form in question.body.forms if form.right]
    assert [form for form in accepted if form.isdigit()] == [right]
    assert right not in [form.text for form in question.body.forms if not form.right]


def test_counts_that_the_page_tells_are_right() -> None:
    page = PAGES["book/03-kinds/data.md"]
    assert "28 of 40 rows are coded top-down" in page
    assert sum(row["impetus"] == "top-down" for row in ROWS) == 28
    assert "Set *breadth* to broad, and ten rows stay." in page
    assert "set *nation* to Wales as well, and one row is left: the Public Services Board." in page
    broad = [row for row in ROWS if row["breadth"] == "broad"]
    assert len(broad) == 10
    assert [row["name"] for row in broad if row["nation"] == "Wales"] == ["Public Services Board"]
    assert "Three of the four bottom-up rows are also coded evolved." in page
    assert "The fourth, the Business Improvement District, is planned." in page
    bottom_up = [row for row in ROWS if row["impetus"] == "bottom-up"]
    assert sorted(row["origin"] for row in bottom_up) == ["evolved", "evolved", "evolved", "planned"]
    assert "Business Improvement District" in next(row["name"] for row in bottom_up if row["origin"] == "planned")
