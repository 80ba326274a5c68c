"""A branching case: ``##`` scenes, each choice a list item with one link to a scene. Nothing is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.markdown import only_link, plain
from ...markup.tag import Html
from ..attempt import Grade, Reading, is_number, refuse
from ..outline import Box, Heading, Part, Prose, Reason
from ..problems import Report, brief
from ..source import Written, rows_of
from . import case_html
from .kind import Kind, Kit, Teaching


@dataclass(frozen=True)
class Told:
    """One entry of a decision log: who was told what, when and why."""

    partner: str
    what: str
    when: str
    why: str


@dataclass(frozen=True)
class Way:
    """One choice in a scene: what it is called, what follows from it, and the scene it leads to."""

    text: str
    consequence: str
    target: str
    line: int = 0
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A place in a branching case. A scene without ways is an ending."""

    name: str
    title: str
    text: str
    ways: tuple[Way, ...]
    line: int = 0
    knew: tuple[tuple[str, str], ...] = ()
    """At an ending: each partner, and what it knew by then."""


@dataclass(frozen=True)
class Case:
    """A branching case. The first scene is the start; the path taken is the learner's decision log."""

    scenes: tuple[Scene, ...]
    kind = "case"

    def essence(self) -> object:
        return [(s.name, [(w.text, w.target) for w in s.ways]) for s in self.scenes]


def name_of_scene(title: str) -> str:
    """The name of a scene as a link gives it: ``The school answers`` is ``the-school-answers``."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


class DecideInCase(Kind[Case]):
    """A branching case."""

    name = element = "case"
    says = ("blank-case", "decided", "ended")
    marked = in_cells = False
    own_forms = True

    def fits(self, written: Written) -> bool:
        return bool(written.parts) and any(text.startswith("[") and "](#" in text for text in written.texts)

    def read(self, written: Written) -> Case | None:
        report = written.report
        scenes: list[Scene] = []
        for part in written.parts:
            ways = []
            for line, text, feedback in rows_of(part, written.source, alone=False):
                link = only_link(text)
                if not link or not link[1].startswith("#"):
                    report(line, "two-links" if text.count("](#") > 1 else "no-link", text=brief(text))
                    continue
                if not feedback:
                    report(line, "no-feedback/way", answer=brief(link[0]))
                feedback, told = _told(feedback, line, report)
                ways.append(Way(link[0], feedback, link[1][1:], line, told))
            text = "\n\n".join(written.source.text(b) for b in part.blocks if b.type != "bullet_list")
            text, knew = _knew(text, part.line, report)
            if not text:
                report(part.line, "empty-scene", scene=brief(part.title))
            if len(ways) == 1:
                report(part.line, "one-way", scene=brief(part.title))
            name = name_of_scene(part.title)
            if name in {s.name for s in scenes}:
                report(part.line, "equal-scenes", scene=brief(part.title))
            scenes.append(Scene(name, part.title, text, tuple(ways), part.line, knew))
        _check_ways(scenes, report)
        return Case(tuple(scenes))

    def teaching(self, body: Case) -> Iterator[Teaching]:
        for scene in body.scenes:
            for way in scene.ways:
                yield Teaching(way.line, way.text, way.consequence, False)

    def texts(self, body: Case) -> Iterator[tuple[int, str]]:
        for scene in body.scenes:
            yield scene.line, scene.title
            yield scene.line, scene.text

    @property
    def key_title(self) -> str:
        return str(words.KEY_SCENE)

    def controls(self, body: Case, kit: Kit) -> Html:
        return case_html.scenes(body, kit)

    def key(self, body: Case, kit: Kit) -> Html:
        return Html("")  # each scene has its own

    def parse(self, body: Case, answer: Any) -> Reading:
        return refuse("not-marked")

    def feedback(self, body: Case, numbers: Any, grade: Grade | None) -> list[str]:
        return []

    def saved(self, body: Case, kept: object) -> Any:
        """Return the choices along a path, up to where it leaves the case."""
        scenes = {scene.name: scene for scene in body.scenes}
        scene, taken = body.scenes[0], []
        for n in kept if isinstance(kept, list) else []:
            if not is_number(n) or not 1 <= n <= len(scene.ways):
                break
            way = scene.ways[n - 1]
            taken.append(plain(way.text))
            scene = scenes[way.target]
        return taken

    def asked(self, body: Case, name: str) -> list[Part]:
        parts: list[Part] = []
        for scene in body.scenes:
            parts += [Heading(scene.title), Prose(scene.text), *(Box(way.text) for way in scene.ways)]
        return parts

    def answers(self, body: Case) -> list[Prose | Reason]:
        return [Reason(s.title, w.text, w.consequence) for s in body.scenes for w in s.ways]


def _check_ways(scenes: list[Scene], report: Report) -> None:
    """Report ways that lead nowhere, scenes that nothing leads to, laps, and a case without an end."""
    names = {s.name for s in scenes}
    reached = {scenes[0].name}
    for way in (w for s in scenes for w in s.ways):
        reached.add(way.target)
        if way.target not in names:
            report(way.line, "no-scene", scene=brief(way.target), scenes=brief(", ".join(sorted(names)), 200))
    for scene in scenes:
        if scene.name not in reached:
            report(scene.line, "lost-scene", scene=brief(scene.title))
    if lap := _lap({s.name: [w.target for w in s.ways] for s in scenes}, scenes[0].name):
        report(next(s.line for s in scenes if s.name == lap), "lap", scene=lap)
    if all(s.ways for s in scenes):
        report(scenes[0].line, "no-ending")


def _cells(text: str, mark: str) -> tuple[str, list[list[str]]]:
    """Take the lines that begin with ``**mark** `` out of a text: what is left, and their cells, parted by ``|``."""
    rest, rows = [], []
    for line in text.split("\n"):
        if line.startswith(f"**{mark}** "):
            rows.append([cell.strip() for cell in line.removeprefix(f"**{mark}** ").split("|")])
        else:
            rest.append(line)
    return "\n".join(rest).strip(), rows


def _told(text: str, line: int, report: Report) -> tuple[str, tuple[Told, ...]]:
    rest, rows = _cells(text, words.keyword("told"))
    if not all(len(row) == 4 and all(row) for row in rows):
        report(line, "bad-told")
        return rest, ()
    return rest, tuple(Told(*row) for row in rows)


def _knew(text: str, line: int, report: Report) -> tuple[str, tuple[tuple[str, str], ...]]:
    rest, rows = _cells(text, words.keyword("knew"))
    if not all(len(row) == 2 and all(row) for row in rows):
        report(line, "bad-knew")
        return rest, ()
    return rest, tuple((row[0], row[1]) for row in rows)


def _lap(ways: dict[str, list[str]], start: str) -> str | None:
    """Return a scene that some path from ``start`` meets twice. Each scene is looked at once, however many paths there are."""
    path, over = {start: iter(ways[start])}, set()
    while path:
        here = next(reversed(path))
        target = next(path[here], None)
        if target is None:
            over.add(here)
            del path[here]
        elif target in path:
            return target
        elif target not in over:
            path[target] = iter(ways.get(target, []))
    return None
