"""Sort items into named groups: two or more ``##`` headings, each with a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.markdown import plain
from ...markup.tag import Html, join, tag
from ..attempt import Grade, Reading, find, is_number, listed, placed, quoted, refuse
from ..model import Answer, fold
from ..outline import Gap, Part, Prose, Reason
from ..problems import brief
from ..source import Item, Written, as_answers, rows_of
from .kind import Kind, Kit, Teaching, reasons, shuffled, verdict


@dataclass(frozen=True)
class Sort:
    """Sort items into named groups."""

    groups: tuple[str, ...]
    items: tuple[tuple[int, Answer], ...]
    """Each item with the number of its group in ``groups``."""
    kind = "sort"

    def essence(self) -> object:
        return sorted((self.groups[g], a.text) for g, a in self.items)


class SortIntoGroups(Kind[Sort]):
    """Sort into groups. The general form with ``##`` headings, so it comes last in the registry."""

    name = "sort"
    says = ("row-group", "row-right", "row-wrong", "blank-part")

    def fits(self, written: Written) -> bool:
        return bool(written.parts)

    def read(self, written: Written) -> Sort | None:
        report = written.report
        rows: list[Item] = []
        group_of: list[int] = []
        seen: set[str] = set()
        for number, part in enumerate(written.parts):
            found = rows_of(part, written.source, alone=True)
            if not found:
                report(part.line, "empty-group", group=brief(part.title))
            rows += found
            group_of += [number] * len(found)
            if (fold(part.title) or part.title) in seen:
                report(part.line, "equal-groups", group=brief(part.title))
            seen.add(fold(part.title) or part.title)
        titles = tuple(part.title for part in written.parts)
        if len(titles) < 2:
            report(written.parts[0].line, "one-group")
        return Sort(titles, tuple(zip(group_of, as_answers(rows, report), strict=True)))

    def teaching(self, body: Sort) -> Iterator[Teaching]:
        for _, a in body.items:
            yield Teaching(a.line, a.text, a.feedback, False)

    def controls(self, body: Sort, kit: Kit) -> Html:
        options = join([tag("option", words.CHOOSE_GROUP, value=""),
                        *(tag("option", plain(group), value=n) for n, group in enumerate(body.groups, 1))])
        rows = []
        for index in shuffled(kit.question, [a.text for _, a in body.items]):
            ident = kit.part(index + 1)
            label = tag("label", kit.text(body.items[index][1].text), for_=ident)
            rows.append(tag("div", label, tag("select", options, id=ident, name=ident), class_="sc-answer", data_k=index + 1))
        names = Html(", ".join(map(kit.text, body.groups)))  # on paper no menu opens
        on_paper = tag("p", f"{words.SORTED_INTO}: ", names, class_="sc-on-paper")
        return join([on_paper, tag("div", rows, class_="sc-answers")])

    def key(self, body: Sort, kit: Kit) -> Html:
        return reasons([
            tag("li", kit.text(a.text), ": ", verdict(kit.text(body.groups[group])), kit.why(a.feedback), data_k=n, data_right=group + 1)
            for n, (group, a) in enumerate(body.items, 1)])

    def parse(self, body: Sort, answer: Any) -> Reading:
        where, trouble = placed(answer, [a.text for _, a in body.items], "sort")
        if trouble:
            return trouble
        groups = {n: find(group, body.groups) for n, group in where.items()}
        for n, group in groups.items():
            if not group:
                return refuse("unknown", answer=quoted(where[n]), answers=listed(body.groups))
        return Reading({str(n): groups[n] for n in sorted(groups)})

    def right(self, body: Sort) -> dict[str, Any]:
        return {"groups": {str(n): group + 1 for n, (group, _) in enumerate(body.items, 1)}}

    def grade(self, numbers: Any, right: dict[str, Any]) -> Grade:
        groups = right["groups"]
        return Grade(sum(numbers.get(n) == group for n, group in groups.items()), len(groups))

    def feedback(self, body: Sort, numbers: Any, grade: Grade | None) -> list[str]:
        if grade is None or grade.right:
            return []
        rest = listed(a.text for n, (group, a) in enumerate(body.items, 1) if numbers[str(n)] != group + 1)
        return [words.CHECKS["part-rest"].format(got=grade.got, all=grade.all, rest=rest)]

    def saved(self, body: Sort, kept: object) -> Any:
        groups = dict(enumerate(map(plain, body.groups), 1))
        given = kept if isinstance(kept, dict) else {}
        where = [(plain(a.text), given.get(str(n))) for n, (_, a) in enumerate(body.items, 1)]
        return {item: groups[group] for item, group in where if is_number(group) and group in groups}

    def asked(self, body: Sort, name: str) -> list[Part]:
        texts = [a.text for _, a in body.items]
        return [Prose(f"{words.SORTED_INTO}: {', '.join(body.groups)}"), *(Gap(texts[n]) for n in shuffled(name, texts))]

    def answers(self, body: Sort) -> list[Prose | Reason]:
        return [Reason(body.groups[group], a.text, a.feedback) for group, a in body.items]

    def right_texts(self, body: Sort) -> list[str]:
        return [f"{a.text}: {body.groups[group]}" for group, a in body.items]

    def texts(self, body: Sort) -> Iterator[tuple[int, str]]:
        for group in body.groups:
            yield next((a.line for g, a in body.items if body.groups[g] == group), 1), group
