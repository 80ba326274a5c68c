"""The links of an exercise's page where the site can run notebooks; tests/site/test_site.py sees the others on the built site."""

from __future__ import annotations

import html
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from samples import ROOT
from selfcheck import words
from selfcheck.sphinx_ext import course, notebooks

NAMES = [path.name for path in sorted((ROOT / "exercises").glob("*.ipynb"))]


def test_links_where_notebooks_run() -> None:
    assert notebooks.links("01-a.ipynb", "../", live=True) == (
        '<ul class="notebook-links">'
        f'<li><a href="../lite/start/index.html?notebook=exercises/01-a.ipynb">{words.NOTEBOOK_OPEN}</a></li>'
        f'<li><a href="../notebooks/exercises/01-a.ipynb" download>{words.NOTEBOOK_DOWNLOAD}</a></li>'
        f'<li><a href="../lite/start/index.html?notebook=solutions/01-a.ipynb">{words.NOTEBOOK_SOLVED}</a></li></ul>')


@pytest.mark.parametrize("name", NAMES)
def test_the_start_page_takes_these_names(name: str) -> None:
    """It is there, and what stands in the links passes its own test of a name."""
    assert (ROOT / notebooks.START).is_file()
    rule = re.search(r"const NAME = /(.*)/;", (ROOT / "lite/start/notebook.js").read_text("utf-8"))
    assert rule
    for asked in re.findall(r"\?notebook=([^\"]+)", notebooks.links(name, "", live=True)):
        assert re.fullmatch(rule[1].strip("^$").replace(r"\/", "/"), html.unescape(asked))


def test_a_name_cannot_leave_its_link() -> None:
    made = notebooks.links('a"><b>&.ipynb', "", live=True)
    assert "<b>" not in made
    assert made.count('"') == 2 + 3 * 2


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the hooks ask of Sphinx: a course with one exercise that has a solved copy, and one that has none."""
    folder = tmp_path / "work"
    for name in ("01-a.ipynb", "02-b.ipynb", "solutions/01-a.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name}\r\n", "utf-8", newline="")
    monkeypatch.setattr(notebooks, "course", lambda app: SimpleNamespace(exercises=folder))
    docs = {"work/01-a": folder / "01-a.ipynb", "work/02-b": folder / "02-b.ipynb", "book/x": tmp_path / "book/x.md"}
    return SimpleNamespace(
        srcdir=tmp_path, outdir=tmp_path / "out", builder=SimpleNamespace(format="html"), config=SimpleNamespace(selfcheck_notebooks="lite"),
        env=SimpleNamespace(found_docs=set(docs), doc2path=docs.__getitem__))


@pytest.mark.parametrize(("page", "linked"), [("work/01-a", True), ("work/02-b", False), ("book/x", False)])
def test_links_stand_right_after_the_title(app: Any, page: str, linked: bool) -> None:
    context = {"body": "<h1>A</h1><p>B</p><h1>C</h1>", "pathto": lambda name, way: f"../{name}"}
    notebooks.add_links(app, page, "page.html", context, object())  # type: ignore[arg-type]
    added = "\n" + notebooks.links("01-a.ipynb", "../", live=True) if linked else ""
    assert context["body"] == f"<h1>A</h1>{added}<p>B</p><h1>C</h1>"


def in_site(tmp_path: Path) -> dict[str, bytes]:
    return {p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}


COPIES = {"notebooks/exercises/01-a.ipynb": b"01-a.ipynb\r\n", "notebooks/solutions/01-a.ipynb": b"solutions/01-a.ipynb\r\n"}


def test_files_are_copied_as_they_are_and_old_ones_go(app: Any, tmp_path: Path) -> None:
    notebooks.copy(app, None)
    assert COPIES.items() <= in_site(tmp_path).items()
    (tmp_path / "work/01-a.ipynb").unlink()
    (tmp_path / "work/solutions/02-b.ipynb").write_text("b", "utf-8")
    app.env.found_docs.discard("work/01-a")
    notebooks.copy(app, None)
    assert sorted(name for name in in_site(tmp_path) if name.endswith(".ipynb")) == [name.replace("01-a", "02-b") for name in COPIES]
    app.env.found_docs.clear()
    notebooks.copy(app, None)
    assert not list((tmp_path / "out").iterdir())


def test_what_the_site_had_already_stays(app: Any, tmp_path: Path) -> None:
    """A book may have a folder of the same name."""
    theirs = {"notebooks/index.html": b"<p>", "notebooks/exercises/00-old.ipynb": b"{}", "notebooks/exercises/more/01-a.ipynb": b"{}"}
    for name, content in theirs.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(content)
    notebooks.copy(app, None)
    assert (theirs | COPIES).items() <= in_site(tmp_path).items()
    app.env.found_docs.clear()
    notebooks.copy(app, None)
    assert in_site(tmp_path) == theirs


def test_a_file_of_the_same_name_is_told_and_stays(app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def warn(text: str, *values: str, location: str, subtype: str, **_: str) -> None:
        told.append(f"{location}: {text % values} [{subtype}]")

    monkeypatch.setattr(course.logger, "warning", warn)
    taken = tmp_path / "out/notebooks/exercises/01-a.ipynb"
    taken.parent.mkdir(parents=True)
    taken.write_text("theirs", "utf-8")
    for _ in range(2):
        notebooks.copy(app, None)
    assert taken.read_text("utf-8") == "theirs"
    assert told == 2 * [f"{tmp_path / 'work/01-a.ipynb'}: the site has another file at notebooks/exercises/01-a.ipynb; "
                        "rename this notebook, or that file [taken-name]"]


def test_a_record_that_was_tampered_with_leads_nowhere_else(app: Any, tmp_path: Path) -> None:
    other = tmp_path / "out/index.html"
    other.parent.mkdir()
    other.touch()
    (tmp_path / "out" / notebooks.RECORD).write_text("index.html\nnotebooks/exercises/../../index.html\n", "utf-8")
    notebooks.copy(app, None)
    assert other.is_file()


@pytest.mark.parametrize(("form", "error"), [("latex", None), ("html", ValueError())])
def test_nothing_is_copied_for_another_form_or_after_a_failure(app: Any, tmp_path: Path, form: str, error: Exception | None) -> None:
    app.builder.format = form
    notebooks.copy(app, error)
    assert not (tmp_path / "out").exists()
