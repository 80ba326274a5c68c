"""What the pages of a course show and where a link can lead: each page is read once, from its Markdown, without building it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..question.kinds import kind_of
from ..question.problems import Problem, brief, problem, read_text
from .course import Course

ONE = {"question": None, "reflection": "reflect", "case": "case", "profile": "profile"}
"""Directive that shows one question, with the kind that it must have."""
SEVERAL = ("quiz", "worksheet", "check")
"""Directives that show several questions, one a line, under a name of their own."""
_FENCE = re.compile(r"^(`{3,}|:{3,})\{(\w+)\}\s*(\S*)\s*$")
_LABEL = re.compile(r"^\(([^)\s]+)\)=[ \t]*$", re.M)
_OPTION = re.compile(r"^:([\w-]+):\s*(.*)$")
_ROLE = re.compile(r"\{[\w:.+-]+\}\Z")
_NOT_IN_A_SLUG = re.compile(r"[^\w\u4e00-\u9fff\- ]")
_BLOCKS = MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---$", re.S | re.M)
_HEADING = MarkdownIt("commonmark", {"html": False}).disable(["entity"])


@dataclass(frozen=True)
class Shown:
    """One question on one page."""

    question: str
    page: str
    line: int
    directive: str


@dataclass(frozen=True)
class _Directive:
    """A directive of ours as it is written in a page."""

    name: str
    argument: str
    line: int
    options: dict[str, str]
    body: tuple[tuple[int, str], ...]
    """Lines with their numbers."""


def parse_blocks(text: str, definitions: dict[str, object] | None = None) -> list[Token]:
    """Return the blocks of a MyST text without front matter and labels; the words in them are left as they are written.

    :param definitions: takes what the text defines for its links
    """
    return _BLOCKS.parse(_LABEL.sub("", _FRONT_MATTER.sub("", text)), definitions)


class Page:
    """One page, as its author wrote it."""

    def __init__(self, path: Path, shown: str, text: str) -> None:
        self.path, self.shown, self.text = path, shown, text
        self._definitions: dict[str, object] = {}

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def blocks(self) -> list[Token]:
        """The page in blocks, as :func:`parse_blocks` gives them."""
        return parse_blocks(self.text, self._definitions)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every name that ``page.md#name`` can lead to: labels, and headings as MyST names them."""
        names: list[str] = []
        for start, inside in pairwise(self.blocks):
            if start.type == "heading_open":
                title = _HEADING.parseInline(inside.content, self._definitions)[0].children
                names.append(name_of_heading(_title(title or []), names))
        labels = _LABEL.findall(self.text)
        return frozenset(names) | frozenset(name for label in labels for name in (label, label.lower()))

    def directives(self) -> Iterator[_Directive]:
        """Give every directive that shows questions."""
        fence, head = "", ("", "", 0)
        body: list[tuple[int, str]] = []
        options: dict[str, str] = {}
        for number, line in enumerate(self.lines, 1):
            match = _FENCE.match(line)
            if fence and line.startswith(fence):
                yield _Directive(*head, options, tuple(body))
                fence = ""
            elif fence:
                if option := _OPTION.match(line):
                    options[option[1]] = option[2].strip()
                elif line.strip():
                    body.append((number, line.strip()))
            elif match and match[2] in (*SEVERAL, *ONE):
                fence, head, body, options = match[1], (match[2], match[3], number), [], {}


def _title(tokens: Sequence[Token]) -> str:
    """Return the text of a heading as MyST-Parser takes it: what a role makes of its words is no part of it."""
    told = ""
    for token in tokens:
        if token.type == "code_inline" and _ROLE.search(told):
            told = _ROLE.sub("", told)
        elif token.type in ("text", "code_inline"):
            told += token.content
    return told


def name_of_heading(title: str, names: list[str]) -> str:
    """Return the name by which a link finds a heading, as MyST-Parser does (``default_slugify``, ``compute_unique_slug``).

    :param title: the heading's text, without the marks of links and emphasis
    :param names: those of the headings above it
    """
    name = _NOT_IN_A_SLUG.sub("", title.lower().replace(" ", "-"))
    number = 1
    while name in names:
        name = f"{name}-{number}"
        number += 1
    return name


class PageIndex:
    """The pages of a course, each read once."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.problems: list[Problem] = []
        """What is wrong with the pages themselves, and with how they show questions."""
        self.pages: list[Page] = []
        """In order of their paths."""
        self._by_path: dict[Path, Page | None] = {}
        for path in self._paths():
            page = self._open(path)
            if page:
                self.pages.append(page)
            else:
                self.problems.append(problem(course.shown(path), 1, "unreadable-page"))
        self.shown: list[Shown] = []
        self._find_shown()

    def _paths(self) -> list[Path]:
        course, top = self.course, self.course.root / self.course.settings.pages
        outside = {course.folder, course.exercises}
        found = []
        for path in top.rglob("*.md"):
            inside = path.relative_to(top).parts
            if outside.isdisjoint(path.parents) and not any(part.startswith((".", "_build")) or part == "node_modules" for part in inside):
                found.append(path)
        return sorted(found)

    def _open(self, path: Path) -> Page | None:
        if path not in self._by_path:
            try:
                self._by_path[path] = Page(path, self.course.shown(path), read_text(path))
            except (OSError, UnicodeDecodeError):
                self._by_path[path] = None
        return self._by_path[path]

    def anchors(self, path: Path) -> frozenset[str]:
        """Return every name that a link to a file of the course can lead to; a file that cannot be read has none."""
        page = self._open(path)
        return page.anchors if page else frozenset()

    def _find_shown(self) -> None:
        course = self.course
        quizzes: dict[str, str] = {}
        checks: set[str] = set()
        against: list[tuple[Page, _Directive]] = []
        for page in self.pages:
            for found in page.directives():
                if found.name in ONE:
                    self._show(page, found.argument, found.line, found.name)
                    continue
                here = f"{page.shown}:{found.line}"
                if quizzes.setdefault(found.argument, here) != here:
                    self._report(page, found.line, "duplicate-quiz", name=brief(found.argument), other=quizzes[found.argument])
                checks |= {found.argument} if found.name == "check" else set()
                against += [(page, found)] if found.options.get("against") else []
                names = found.body or tuple((found.line, q.id) for q in course.sets.get(found.argument, ())) or ((found.line, found.argument),)
                for line, name in names:
                    self._show(page, name, line, found.name)
        for page, found in against:
            if found.options["against"] not in checks:
                self._report(page, found.line, "unknown-check", name=brief(found.options["against"]))
        self._check_shown()

    def _show(self, page: Page, question: str, line: int, directive: str) -> None:
        self.shown.append(Shown(question, page.shown, line, directive))

    def _report(self, page: Page, line: int, code: str, **values: object) -> None:
        self.problems.append(problem(page.shown, line, code, **values))

    def _check_shown(self) -> None:
        """Report questions that are shown wrongly, twice on a page, or nowhere."""
        course = self.course
        seen: set[tuple[str, str]] = set()
        for place in self.shown:
            name, question, kind = brief(place.question), course.questions.get(place.question), ONE.get(place.directive)
            if question is None and place.question not in course.files:
                self.problems.append(problem(place.page, place.line, "unknown-question", name=name, folder=course.settings.questions))
            if question and kind and question.kind != kind:
                self.problems.append(problem(place.page, place.line, "wrong-kind", name=name, directive=place.directive))
            if question and place.directive == "worksheet" and kind_of(question).marked:
                self.problems.append(problem(place.page, place.line, "marked-in-worksheet", name=name))
            if (place.question, place.page) in seen:
                self.problems.append(problem(place.page, place.line, "shown-twice", name=name))
            seen.add((place.question, place.page))
        used = {place.question for place in self.shown}
        for question in course.questions.values() if course.rules.every_question_shown else ():
            if question.id not in used:
                self.problems.append(problem(question.path, question.lines.get("title", 1), "unused", name=question.id))
