"""The data of exercises 5, 6 and 8: what the pages show, and what the questions count."""

from __future__ import annotations

import csv
import re

import pytest

from samples import ROOT
from selfcheck.bank.course import open_course
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.kinds.short import Short

COURSE = open_course(ROOT)


def data(name: str) -> list[dict[str, str]]:
    with (ROOT / f"exercises/data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(page: str, columns: int) -> list[list[str]]:
    """Return the rows of the tables with so many columns, without their heads."""
    lines = re.findall(r"^\| (.*) \|$", (ROOT / page).read_text("utf-8"), re.M)
    return [cells for line in lines if len(cells := line.split(" | ")) == columns]


def right(name: str) -> list[str]:
    body = COURSE.questions[name].body
    assert isinstance(body, Short)
    return [form.text for form in body.forms if form.right and form.text.isdigit()]


ARRANGEMENTS = data("partnerships")


@pytest.mark.parametrize(("name", "count"), [
    ("map-scotland", sum(r["nation"] == "Scotland" for r in ARRANGEMENTS)),
    ("map-statute", sum(r["basis_type"] == "statute" for r in ARRANGEMENTS)),
    ("map-2015", sum(r["year_started"] == "2015" for r in ARRANGEMENTS)),
    ("map-ended-before-2011", sum(r["year_ended"] < "2011" for r in ARRANGEMENTS if r["year_ended"])),
    ("map-not-statute-wales-scotland",
     sum(r["nation"] in ("Wales", "Scotland") and r["basis_type"] != "statute" for r in ARRANGEMENTS)),
])
def test_counts_on_the_map_are_right(name: str, count: int) -> None:
    assert right(name) == [str(count)]


def test_the_invitation_list_is_the_one_on_the_page() -> None:
    theirs = {"Both": "Safety board; Schools' forum", "Neither": ""}
    told = {who: theirs.get(boards, boards) for number, who, boards in cells("book/05-voice/invite.md", 3) if number.isdigit()}
    ours = data("invitations")
    short = [(name.split(", ")[0], boards) for name, boards in told.items()]
    assert [(row["name"], row["boards"]) for row in ours] == short
    public = {"council", "police", "fire service", "school", "health trust"}
    assert right("invite-same-sort") == [str(sum(row["sort"] in public for row in ours))]


def test_the_scores_are_those_of_the_page_and_of_the_profile() -> None:
    ours = [list(row.values()) for row in data("health-check")]
    assert ours == [row for row in cells("book/08-health/practice.md", 4) if row[1].isdigit()]
    body = COURSE.questions["health-check"].body
    assert isinstance(body, Profile)
    assert [row[1:] for row in ours] == [[str(step) for _, step, _ in trait.examples] for trait in body.traits]
