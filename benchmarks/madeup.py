"""A course of any size, made up: pages and questions that the checker passes, the same ones every time."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

QUESTIONS_A_PAGE = 10
PAGES_A_UNIT = 10
SECTIONS = 5
FIRST_PAGE = "book/unit-000/page-0000.html"

NOUNS = ("ward", "library", "school", "street", "garden", "market", "council", "clinic", "station", "kitchen", "office", "team", "bridge",
         "hall", "park", "shop", "farm", "theatre", "museum", "harbour", "workshop", "choir", "club", "family", "nurse", "teacher", "driver")
VERBS = ("plans", "shares", "reviews", "keeps", "moves", "opens", "counts", "writes", "reads", "builds", "mends", "visits", "brings",
         "leads", "checks", "starts", "ends", "finds", "gives", "asks")
QUALITIES = ("small", "new", "old", "quiet", "busy", "local", "joint", "early", "late", "open", "plain", "long", "short", "warm", "wide")
MARKS = ("here", "there", "now", "then")
"""Last words of answers, so that no two of them are equal."""
LEVELS = ("understand", "apply", "analyse", "recall")
ONE_SOURCE = "@book{made2020,\n  author = {Made, Up},\n  title = {A made-up source},\n  year = {2020},\n  publisher = {Nobody},\n}\n"
_SETTINGS = re.compile(r"^\[tool\.selfcheck\].*?(?=^\[(?!tool\.selfcheck))", re.S | re.M)
"""The part of ``pyproject.toml`` that says what a course is and which rules it keeps."""


def write(folder: Path, pages: int, course: Path) -> None:
    """Write a course of ``pages`` pages with ten questions each into ``folder``, with the settings, rules and look of ``course``."""
    folder.mkdir(parents=True)
    settings = _SETTINGS.search((course / "pyproject.toml").read_text("utf-8"))
    assert settings, f"{course / 'pyproject.toml'} has no table [tool.selfcheck]"
    shutil.copy(course / "_config.yml", folder)
    shutil.copytree(course / "book" / "_static", folder / "book" / "_static")
    (folder / "pyproject.toml").write_text(settings[0], "utf-8")
    (folder / "book" / "references.bib").write_text(ONE_SOURCE, "utf-8")
    units = [range(first, min(first + PAGES_A_UNIT, pages)) for first in range(0, pages, PAGES_A_UNIT)]
    (folder / "book" / "outcomes.toml").write_text("".join(_unit(number) for number in range(len(units))), "utf-8")
    contents = ["format: jb-book", "root: book/welcome", "parts:", "  - caption: Units", "    chapters:"]
    for unit, numbers in enumerate(units):
        first, *rest = (_page_name(unit, number) for number in numbers)
        contents += [f"      - file: book/{first}", *(["        sections:"] if rest else [])]
        contents += [f"          - file: book/{name}" for name in rest]
        for number in numbers:
            _write_page(folder / "book", unit, number)
    (folder / "_toc.yml").write_text("\n".join(contents) + "\n", "utf-8")
    (folder / "book" / "welcome.md").write_text(f"# A made-up course\n\nIt has {pages} pages.\n", "utf-8")


def _page_name(unit: int, number: int) -> str:
    return f"unit-{unit:03}/page-{number:04}"


def _unit(number: int) -> str:
    return (f'[[unit]]\nid = "unit-{number:03}"\ntitle = "Unit {number}"\nhours = "1 hour"\n'
            f'[unit.outcomes]\n"{number}.1" = "tell one thing from another"\n\n')


def _write_page(book: Path, unit: int, number: int) -> None:
    chance = random.Random(number)  # the number alone decides the words, so a page is the same in a course of any size
    ids = [f"case-{number:04}-{n}" for n in range(QUESTIONS_A_PAGE)]
    parts = [f"# {_noun_phrase(chance).capitalize()} {number}\n\n{_paragraph(chance)}\n"]
    for section in range(SECTIONS):
        parts.append(f"(place-{number}-{section})=\n## {_noun_phrase(chance).capitalize()} {number} {section}\n\n"
                     f"{_paragraph(chance)}\n\n{_paragraph(chance)}\n\n```{{question}} {ids[section]}\n```\n")
    parts.append(f"```{{quiz}} quiz-{number:04}\n" + "\n".join(ids[SECTIONS:]) + "\n```\n")
    page = book / f"{_page_name(unit, number)}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n".join(parts), "utf-8")
    folder = book / "questions" / f"unit-{unit:03}"
    folder.mkdir(parents=True, exist_ok=True)
    for n, name in enumerate(ids):
        link = f"[this place](../../{_page_name(unit, number)}.md#place-{number}-{n % SECTIONS})"
        # Each outcome is asked again in the two units that follow, as the rules want it.
        front = f"---\noutcome: {max(unit - n % 3, 0)}.1\nlevel: {LEVELS[n % 4]}\nsource: made2020\n---\n"
        text = f"{front}# Which of these fits case {number} {n}?\n\n{_paragraph(chance)}\n\n{_answers(chance, n, link)}\n---\n\n{_sentence(chance)}\n"
        (folder / f"{name}.md").write_text(text, "utf-8")


def _noun_phrase(chance: random.Random) -> str:
    return f"the {chance.choice(QUALITIES)} {chance.choice(NOUNS)}"


def _sentence(chance: random.Random) -> str:
    return f"{_noun_phrase(chance).capitalize()} {chance.choice(VERBS)} {_noun_phrase(chance)} with {_noun_phrase(chance)}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(4))


def _answers(chance: random.Random, number: int, link: str) -> str:
    """Return answers of a kind that ``number`` decides: to choose, to sort, to order, on a scale."""
    answers = [f"{_noun_phrase(chance)} {chance.choice(VERBS)} {_noun_phrase(chance)} {mark}".capitalize() for mark in MARKS]
    reasons = [_sentence(chance) for _ in answers]
    if number % 5 == 1:
        return "".join(f"## Group {group}\n- {answers[2 * group]}\n  > {reasons[2 * group]}\n- {answers[2 * group + 1]}\n"
                       f"  > {reasons[2 * group + 1]} See {link}.\n" for group in (0, 1))
    if number % 5 == 2:
        return "".join(f"{step}. {answer}\n   > {why}\n" for step, (answer, why) in enumerate(zip(answers, reasons, strict=True), 1))
    if number % 5 == 3:
        return (f"- From 1: one thing\n  > {reasons[0]} See {link}.\n- To 5: many things\n  > {reasons[1]} See {link}.\n"
                f"- Accept 2 to 3\n  > {reasons[2]}\n")
    right = chance.randrange(len(answers))
    return "".join(f"- [{'x' if n == right else ' '}] {answer}\n  > {why}{'' if n == right else f' See {link}.'}\n"
                   for n, (answer, why) in enumerate(zip(answers, reasons, strict=True)))
