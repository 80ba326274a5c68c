"""The forms with ``##`` parts: groups to sort into, a model answer, the scenes of a case, the lines of a profile."""

from __future__ import annotations

import re

from markdown_it.tree import SyntaxTreeNode

from .listed import END, Item, Source, as_answers, items, kind_of, read_span
from .model import Body, Case, Profile, Reflect, Scene, Sort, Told, Trait, Way, fold
from .problems import Report, brief

MODEL_ANSWER = "Model answer"
_EXAMPLE = re.compile(r"(\S.*?): *(-?\d{1,9})\Z", re.S)
_LINK = re.compile(r"\[(.+)\]\(#([^)\s]+)\)\Z", re.S)

Part = tuple[str, int, list[SyntaxTreeNode]]
"""A ``##`` heading, its line, the blocks under it."""


def read_parts(parts: list[Part], source: Source, report: Report) -> Body | None:
    """Find out what kind of question has these parts, and read it."""
    texts = [source.inline(p) for _, _, blocks in parts for b in blocks for i in b.children for p in i.children[:1]]
    if parts[0][0] == MODEL_ANSWER:
        return _reflect(parts, source, report)
    if any(END.match(t) for t in texts):
        return _profile(parts, source, report)
    if any(_LINK.match(t) for t in texts):
        return _case(parts, source, report)
    return _sort(parts, source, report)


def _rows(blocks: list[SyntaxTreeNode], source: Source, report: Report) -> list[Item]:
    return [row for block in blocks if block.type == "bullet_list" for row in items(block, source, report)]


def _list_alone(blocks: list[SyntaxTreeNode], source: Source, report: Report) -> None:
    """Report whatever stands in a part beside its list: nothing would show it."""
    for block in blocks:
        if block.type != "bullet_list":
            report(source.line(block), "odd-block", f"a {kind_of(block)} cannot stand in this part", "use a list with '- '")


def _sort(headed: list[Part], source: Source, report: Report) -> Body | None:
    rows: list[Item] = []
    group_of: list[int] = []
    for number, (title, line, blocks) in enumerate(headed):
        found = _rows(blocks, source, report)
        _list_alone(blocks, source, report)
        if not found:
            report(line, "empty-group", f"the group '{brief(title)}' has no items", "put a list with '- ' under it")
        rows += found
        group_of += [number] * len(found)
    titles = [title for title, _, _ in headed]
    seen: set[str] = set()
    for title, line, _ in headed:
        if fold(title) in seen:
            report(line, "equal-groups", f"the group '{brief(title)}' stands here twice", "put its items under one heading")
        seen.add(fold(title))
    if len(titles) < 2:
        report(headed[0][1], "one-group", "there is one group to sort into", "write at least two ## headings with items")
    return Sort(tuple(titles), tuple(zip(group_of, as_answers(rows, report), strict=True)))


def _reflect(headed: list[Part], source: Source, report: Report) -> Body | None:
    for title, line, _ in headed[1:]:
        report(line, "extra-part", f"'{brief(title)}' cannot follow the model answer", "make it a paragraph of the model answer")
    text = "\n\n".join(source.text(b) for b in headed[0][2])
    if not text:
        report(headed[0][1], "no-model-answer", "the model answer is empty", "write one under its heading")
    return Reflect(text, headed[0][1])


def slug(title: str) -> str:
    """The name of a scene as a link gives it: ``The school answers`` is ``the-school-answers``."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


def _case(headed: list[Part], source: Source, report: Report) -> Body | None:
    scenes: list[Scene] = []
    for title, line, blocks in headed:
        ways = []
        for row_line, text, feedback in _rows(blocks, source, report):
            match = _LINK.match(text)
            if not match:
                report(row_line, "no-link", f"'{brief(text)}' leads nowhere",
                       "write it as one link to a scene: [what you do](#scene)")
                continue
            if not feedback:
                report(row_line, "no-feedback", f"'{brief(match[1])}' has no consequence",
                       "put a quote under it that says what follows")
            feedback, told = _told(feedback, row_line, report)
            ways.append(Way(match[1], feedback, match[2], row_line, told))
        text = "\n\n".join(source.text(b) for b in blocks if b.type != "bullet_list")
        text, knew = _knew(text, line, report)
        if not text:
            report(line, "empty-scene", f"the scene '{brief(title)}' tells nothing", "write what happens in it")
        if len(ways) == 1:
            report(line, "one-way", f"the scene '{brief(title)}' has one choice", "write at least two, or none for an ending")
        if slug(title) in {s.name for s in scenes}:
            report(line, "equal-scenes", f"there is a second scene '{brief(title)}'", "give it another name")
        scenes.append(Scene(slug(title), title, text, tuple(ways), line, knew))
    names = {s.name for s in scenes}
    reached = {scenes[0].name}
    for way in (w for s in scenes for w in s.ways):
        reached.add(way.target)
        if way.target not in names:
            report(way.line, "no-scene", f"there is no scene '#{brief(way.target)}'",
                   f"use one of {brief(', '.join(sorted(names)), 200)}")
    for scene in scenes:
        if scene.name not in reached:
            report(scene.line, "lost-scene", f"nothing leads to the scene '{brief(scene.title)}'", "link to it, or delete it")
    if lap := _lap({s.name: [w.target for w in s.ways] for s in scenes}, scenes[0].name):
        report(next(s.line for s in scenes if s.name == lap), "lap", f"the scene '#{lap}' can be met twice on one path",
               "lead on to a new scene, so that the decision log has an end")
    if all(s.ways for s in scenes):
        report(scenes[0].line, "no-ending", "the case has no ending", "write a scene without choices")
    return Case(tuple(scenes))


def _marked(text: str, mark: str) -> tuple[str, list[list[str]]]:
    """Take the lines that begin with ``**mark** `` out of a text: what is left, and their cells, parted by ``|``."""
    rest, rows = [], []
    for line in text.split("\n"):
        if line.startswith(f"**{mark}** "):
            rows.append([cell.strip() for cell in line.removeprefix(f"**{mark}** ").split("|")])
        else:
            rest.append(line)
    return "\n".join(rest).strip(), rows


def _told(text: str, line: int, report: Report) -> tuple[str, tuple[Told, ...]]:
    rest, rows = _marked(text, "Told")
    if not all(len(row) == 4 and all(row) for row in rows):
        report(line, "bad-told", "a line that says who was told does not have four parts",
               "write '**Told** whom | what | when | why'")
        return rest, ()
    return rest, tuple(Told(*row) for row in rows)


def _knew(text: str, line: int, report: Report) -> tuple[str, tuple[tuple[str, str], ...]]:
    rest, rows = _marked(text, "Knew")
    if not all(len(row) == 2 and all(row) for row in rows):
        report(line, "bad-knew", "a line that says what a partner knew does not have two parts",
               "write '**Knew** who | what'")
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


def _profile(headed: list[Part], source: Source, report: Report) -> Body | None:
    traits: list[Trait] = []
    names: list[str] | None = None
    for title, line, blocks in headed:
        rows = _rows(blocks, source, report)
        _list_alone(blocks, source, report)
        span, _, rest = read_span(rows, line, report)
        examples, lines = [], []
        for row_line, text, why in rest:
            match = _EXAMPLE.match(text)
            if not match:
                report(row_line, "odd-example", f"'{brief(text)}' is not an example with its place", "write it as '- Name: 3'")
                continue
            if span is not None and int(match[2]) not in span.steps:
                report(row_line, "bad-range", f"{match[2]} does not lie on the scale",
                       f"stay between {span.first} and {span.last}")
            if not why:
                report(row_line, "no-feedback", f"'{brief(text)}' has no reason", "put a quote under it that says why")
            examples.append((match[1], int(match[2]), why))
            lines.append(row_line)
        named = [e[0] for e in examples]
        names = named if names is None else names
        if named != names:
            report(line, "uneven-examples", f"'{brief(title)}' does not have the same examples as the first part",
                   f"list {brief(', '.join(names), 200)} in this order")
        if fold(title) in {fold(t.name) for t in traits}:
            report(line, "equal-parts", f"there is a second part '{brief(title)}'", "give it another name")
        if span is not None:
            traits.append(Trait(title, span, tuple(examples), tuple(lines)))
    if not names:
        report(headed[0][1], "no-examples", "there are no examples to compare with",
               "add lines such as '- Name: 3', each with a quote under it")
    if len({(t.span.first, t.span.last) for t in traits}) > 1:
        report(headed[0][1], "uneven-scales", "the parts do not all run between the same numbers", "number them alike")
    return Profile(tuple(traits)) if traits else None
