"""What a link can lead to is named as the build names it, and what a page shows is found without building it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samples import SET, find_problems, question_text
from selfcheck.bank.course import open_course
from selfcheck.bank.page_index import Page, PageIndex, name_of_heading

Course = Callable[..., Path]
PAGE = """---
orphan: true
# no heading
---
# A

(the-label)=
## See [the *pot*](tea.md)

## Pot

## Pot

### Pot

The lid
-------

~~~
## Not a heading
~~~

```
## Nor this
```

## Two & `three`, {term}`pot <Pot>`

## Ärger mit Tee
"""


def test_headings_are_named_as_myst_names_them() -> None:
    assert Page(Path("a.md"), "a.md", PAGE).anchors == {
        "a", "the-label", "see-the-pot", "pot", "pot-1", "pot-1-2", "the-lid", "two--three-", "ärger-mit-tee"}


@pytest.mark.parametrize("title", ["A", "A-b c", "1.2 x", "x!", "ÄÖ ü", "a\u00a0b", "日本 x"])
def test_names_are_those_of_the_library_that_builds_the_pages(title: str) -> None:
    from myst_parser.mdit_to_docutils.base import default_slugify

    assert name_of_heading(title, []) == default_slugify(title)


def test_a_link_is_checked_against_those_names(little_course: Course) -> None:
    text = question_text("one").replace("../../tea.md#the-water", "../../a.md#pot-1", 1).replace("../../tea.md#the-water", "../../a.md#nor-this", 1)
    root = little_course(**{"book/a.md": PAGE, f"{SET}/one.md": text})
    assert [(p.code, p.what) for p in find_problems(open_course(root))] == [("broken-anchor", "'../../a.md' has no place called 'nor-this'")]


FILES = ("pyproject.toml", "book/outcomes.toml", "book/references.bib", "book/tea.md", f"{SET}/one.md", "exercises/source/01-a.md")


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark_is_no_part_of_a_file(name: str, little_course: Course) -> None:
    root = little_course(**{"exercises/source/01-a.md": 'check("one", "x")\n'})
    path = root / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    course = open_course(root)
    assert find_problems(course) == []
    assert course.units and course.sources and PageIndex(course).shown


def test_numbers_are_known_wrong_forms_of_numbers(little_course: Course) -> None:
    text = question_text("short")
    first = next(line for line in text.split("\n") if line.startswith("- Answer:"))
    text = text.replace(first, "- Answer: 3.5").replace("- Otherwise", "- Not: 35\n- Not: -3.5\n- Otherwise")
    root = little_course(**{f"{SET}/short.md": text})
    assert open_course(root).problems == ()
    (root / SET / "short.md").write_text(text.replace("35", "3.50"), "utf-8")
    assert [p.code for p in open_course(root).problems] == ["equal-answers"]
