"""Copies of the course to build: as it is, and as the same pages for stock Jupyter Book 1. Nothing is built in the tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import plain
import yaml

from selfcheck.bank.course import open_course
from selfcheck.bank.page_index import PageIndex

SOURCES = ("_config.yml", "_toc.yml", "pyproject.toml", "book", "exercises")
KEPT = ("title", "author", "only_build_toc_files", "exclude_patterns", "execute", "bibtex_bibfiles")
"""What the stock copy keeps of the settings: what the sources are and that notebooks run, nothing about the look."""


def ours(course: Path, folder: Path) -> None:
    """Copy what the build reads, without anything built before."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        source = course / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("_build", ".ipynb_checkpoints", "__pycache__"))
        else:
            shutil.copy(source, folder / name)


def stock(course: Path, folder: Path) -> None:
    """Copy the course for stock Jupyter Book: its default theme and settings, our directives as ordinary Markdown."""
    ours(course, folder)
    settings = yaml.safe_load((course / "_config.yml").read_text("utf-8"))
    kept: dict[str, object] = {key: settings[key] for key in KEPT if key in settings}
    kept["sphinx"] = {"config": {"myst_heading_anchors": settings["sphinx"]["config"]["myst_heading_anchors"]}}  # for links to headings
    (folder / "_config.yml").write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")
    questions = open_course(course)
    texts = {path.relative_to(course).as_posix(): path.read_text("utf-8") for path in (page.path for page in PageIndex(questions).pages)}
    known = set().union(*map(plain.labels, texts.values()))
    for shown, text in texts.items():
        (folder / shown).write_text(plain.page(text, shown, questions, known), "utf-8")
