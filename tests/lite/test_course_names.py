"""What the page that opens a notebook says of the course around it: of any course, and of this one nothing by heart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_names import read_names
from samples import ROOT

CONFIG = "title: Bees & \"honey\"\nhtml:\n  favicon: pictures/bee.svg\n"
TOC = """format: jb-book
root: hive
parts:
  - caption: Work
    chapters:
      - file: first
        sections: [{file: first/one}]
      - file: work/all
        sections:
          - file: work/most
            sections: [{file: combs/01-wax}]
"""
SETTINGS = '[tool.selfcheck]\nname = "bees"\nexercises = "combs"\n'


def write(folder: Path, config: str = CONFIG, toc: str = TOC) -> Path:
    for name, text in (("_config.yml", config), ("_toc.yml", toc), ("pyproject.toml", SETTINGS)):
        (folder / name).write_text(text, "utf-8")
    return folder


def test_of_another_course(tmp_path: Path) -> None:
    names = read_names(write(tmp_path))
    assert (names.title, names.key, names.list) == ('Bees & "honey"', "bees", "work/most")
    assert names.icon == tmp_path / "pictures/bee.svg"
    assert names.fill('<p class="{course:key}">{course:title}, {course:list}.html, {other}') == (
        '<p class="bees">Bees &amp; &quot;honey&quot;, work/most.html, {other}')


def test_a_course_without_notebooks_has_its_first_page(tmp_path: Path) -> None:
    assert read_names(write(tmp_path, toc="format: jb-book\nroot: hive\nchapters: [{file: bee}, {url: 'https://example.org'}]\n")).list == "hive"


@pytest.mark.parametrize("config", ["title: Bees\n", "html:\n  favicon: bee.svg\n", ""])
def test_settings_that_lack_something_are_told(tmp_path: Path, config: str) -> None:
    with pytest.raises(ValueError, match=r"^_config\.yml has no title, or no favicon under html; write both$"):
        read_names(write(tmp_path, config=config))


def test_a_place_that_no_course_fills_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"asks for \{course:author\}; write one of title, key, list"):
        read_names(write(tmp_path)).fill("<p>{course:title} {course:author}</p>")


def test_the_start_page_of_this_course() -> None:
    page = read_names(ROOT).fill((ROOT / "lite/start/index.html").read_text("utf-8"))
    assert "<title>Open a notebook - Working in Partnership</title>" in page
    assert '<html lang="en-GB" data-course="working-in-partnership">' in page
    assert (ROOT / "book/exercises.md").is_file() and page.count('href="../../book/exercises.html"') == 3
    assert "{course:" not in page


def test_nothing_that_runs_notebooks_names_the_course() -> None:
    files = [path for pattern in ("*.*", "start/*.*") for path in (ROOT / "lite").glob(pattern) if path.suffix not in (".pyc", ".svg")]
    assert len(files) > 20
    told = re.compile(r"partnership|[^-]\bbook/", re.I)
    assert {path.name: found for path in files if (found := told.findall(path.read_text("utf-8")))} == {}
