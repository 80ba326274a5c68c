"""A profile: ``##`` lines with two named ends, and examples with their places. Nothing is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.markdown import plain
from ...markup.tag import Html, join, scrollable, tag
from ..attempt import Grade, Reading, find, is_number, placed, refuse, whole
from ..model import Span, fold
from ..outline import Part, Prose, Reason, Steps
from ..problems import brief
from ..source import Item, Written, end_of_span, read_span, rows_of
from .kind import Kind, Kit, Teaching, steps
from .profile_svg import Axis, draw_panel

_EXAMPLE = re.compile(r"(\S.*?): *(-?\d{1,9})\Z", re.S)


@dataclass(frozen=True)
class Trait:
    """One line of a profile, with the place of each known example on it."""

    name: str
    span: Span
    examples: tuple[tuple[str, int, str], ...]
    """Name, step, and why it stands there."""
    lines: tuple[int, ...] = ()
    """Line of each example, for messages."""


@dataclass(frozen=True)
class Profile:
    """Place something of one's own on several lines, and see it beside known examples."""

    traits: tuple[Trait, ...]
    kind = "profile"

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(name for name, _, _ in self.traits[0].examples)

    def essence(self) -> object:
        return [(t.name, [*t.span.steps]) for t in self.traits]


class PlaceInProfile(Kind[Profile]):
    """A profile."""

    name = element = "profile"
    says = ("blank-profile", "blank-part", "profile", "changed")
    marked = False

    def fits(self, written: Written) -> bool:
        return bool(written.parts) and any(end_of_span(text) for text in written.texts)

    def read(self, written: Written) -> Profile | None:
        report, first = written.report, written.parts[0]
        traits: list[Trait] = []
        names: list[str] | None = None
        for part in written.parts:
            span, _, rest = read_span(rows_of(part, written.source, alone=True), part.line, report)
            examples = [e for row in rest if (e := _example(row, span, written))]
            named = [name for _, (name, _, _) in examples]
            names = named if names is None else names
            if named != names:
                report(part.line, "uneven-examples", part=brief(part.title), names=brief(", ".join(names), 200))
            if fold(part.title) in {fold(t.name) for t in traits}:
                report(part.line, "equal-parts", part=brief(part.title))
            if span is not None:
                traits.append(Trait(part.title, span, tuple(e for _, e in examples), tuple(line for line, _ in examples)))
        if not names:
            report(first.line, "no-examples")
        if len({(t.span.first, t.span.last) for t in traits}) > 1:
            report(first.line, "uneven-scales")
        return Profile(tuple(traits)) if traits else None

    def teaching(self, body: Profile) -> Iterator[Teaching]:
        for trait in body.traits:
            for line, (name, _, reason) in zip(trait.lines, trait.examples, strict=True):
                yield Teaching(line, name, reason, False)

    def texts(self, body: Profile) -> Iterator[tuple[int, str]]:
        for trait in body.traits:
            for text in (trait.name, trait.span.first_end, trait.span.last_end):
                yield trait.lines[0] if trait.lines else 1, text

    @property
    def button(self) -> str:
        return str(words.SHOW_PROFILE)

    @property
    def key_title(self) -> str:
        return str(words.PROFILE_WHY)

    def controls(self, body: Profile, kit: Kit) -> Html:
        ident = kit.part("name")
        lines = []
        for number, t in enumerate(body.traits):
            row = steps(t.span.first, t.span.first_end, t.span.last, t.span.last_end, kit.part(number), kit)
            lines.append(tag("fieldset", tag("legend", kit.text(t.name)), row, class_="sc-trait", data_trait=number))
        name = tag("p", tag("label", words.PROFILE_NAME, for_=ident), tag("input", type="text", class_="sc-input", id=ident, name=ident),
                   class_="sc-answer")
        return tag("div", name, lines, class_="sc-answers")

    def key(self, body: Profile, kit: Kit) -> Html:
        return join([pictures(body, kit), table_of_steps(body, kit), _reasons(body, kit)])

    def parse(self, body: Profile, answer: Any) -> Reading:
        names = [t.name for t in body.traits]
        if isinstance(answer, dict):  # a widget tells what the learner called it, under "name"
            answer = {key: value for key, value in answer.items() if key != "name" or find(key, names)}
        where, trouble = placed(answer, names, "profile")
        if trouble:
            return trouble
        chosen = [whole(where[n]) for n in range(1, len(names) + 1)]
        for trait, step in zip(body.traits, chosen, strict=True):
            if step not in trait.span.steps:
                return refuse("step", line=plain(trait.name), first=trait.span.first, last=trait.span.last)
        return Reading(chosen)

    def feedback(self, body: Profile, numbers: Any, grade: Grade | None) -> list[str]:
        return [words.CHECKS["placed"]]

    def lines(self, body: Profile, numbers: Any) -> list[str]:
        return [
            words.CHECKS["line"].format(name=plain(t.name), step=step, first=t.span.first, last=t.span.last,
                                        first_end=plain(t.span.first_end), last_end=plain(t.span.last_end))
            for t, step in zip(body.traits, numbers, strict=True)]

    def saved(self, body: Profile, kept: object) -> Any:
        name, numbers = kept if isinstance(kept, list) and len(kept) == 2 else ("", [])
        pairs = zip(body.traits, numbers, strict=False) if isinstance(numbers, list) else ()
        where = {plain(t.name): step for t, step in pairs if is_number(step) and step in t.span.steps}
        return {"name": name, **where} if isinstance(name, str) else where

    def asked(self, body: Profile, name: str) -> list[Part]:
        return [Steps(t.name, t.span) for t in body.traits]

    def answers(self, body: Profile) -> list[Prose | Reason]:
        return [Reason(t.name, f"{name} {step}", why) for t in body.traits for name, step, why in t.examples]


def _example(row: Item, span: Span | None, written: Written) -> tuple[int, tuple[str, int, str]] | None:
    line, text, why = row
    match = _EXAMPLE.match(text)
    if not match:
        written.report(line, "odd-example", text=brief(text))
        return None
    if span is not None and int(match[2]) not in span.steps:
        written.report(line, "bad-range", range=match[2], first=span.first, last=span.last)
    if not why:
        written.report(line, "no-feedback/reason", answer=brief(text))
    return line, (match[1], int(match[2]), why)


def axes(body: Profile) -> list[Axis]:
    """Return the lines of a profile as its drawing wants them."""
    return [Axis(plain(t.name), plain(t.span.first_end), plain(t.span.last_end), t.span.steps) for t in body.traits]


def pictures(body: Profile, kit: Kit, mine: Mapping[str, int] | None = None, name: str | None = None) -> Html:
    """Return a panel for each example.

    :param mine: the learner's own steps by the names of the lines, drawn over each example
    :param name: what the learner's own is called, if not "Yours"
    """
    own = [mine[t.name] for t in body.traits] if mine else None
    figures = []
    for number, example in enumerate(body.examples):
        places = [t.examples[number][1] for t in body.traits]
        label = f"{plain(example)}. " + "; ".join(
            words.PROFILE_OUT_OF.format(name=plain(t.name), step=step, last=t.span.last) for t, step in zip(body.traits, places, strict=True))
        caption = tag("figcaption", tag("span", kit.text(example), class_="sc-key-dot"), " ",
                      tag("span", name or words.PROFILE_YOU, class_="sc-key-you", hidden=not mine))
        figures.append(tag("figure", draw_panel(axes(body), places, label, own), caption, class_="sc-figure"))
    return tag("div", figures, class_="sc-panels")


def table_of_steps(body: Profile, kit: Kit, mine: Mapping[str, int] | None = None, name: str | None = None) -> Html:
    """Return what :func:`pictures` shows, in words and numbers."""
    def own(element: str, text: str, **more: str) -> Html:
        return tag(element, text, **more, class_="sc-you-cell", hidden=not mine)

    rows = []
    for trait in body.traits:
        ends = Html(f"{trait.span.first}: {kit.text(trait.span.first_end)}; {trait.span.last}: {kit.text(trait.span.last_end)}")
        head = tag("th", kit.text(trait.name), " ", tag("span", "(", ends, ")", class_="sc-ends"), scope="row")
        rows.append(tag("tr", head, [tag("td", str(step)) for _, step, _ in trait.examples],
                        own("td", str((mine or {}).get(trait.name, "")))))
    heads = [tag("th", text, scope="col") for text in (words.PROFILE_LINE, *map(kit.text, body.examples))]
    top = tag("thead", tag("tr", heads, own("th", name or words.PROFILE_YOU, scope="col")))
    whole_table = tag("table", tag("caption", words.PROFILE_TABLE), top, tag("tbody", rows), class_="sc-profile-table")
    return scrollable(whole_table, "sc-wide", aria_label=words.PROFILE_TABLE)


def _reasons(body: Profile, kit: Kit) -> Html:
    parts = []
    for trait in body.traits:
        notes = [tag("li", tag("strong", kit.text(e)), f" ({step})", kit.why(why)) for e, step, why in trait.examples]
        parts.append(join([tag("dt", kit.text(trait.name)), tag("dd", tag("ul", notes))]))
    return tag("details", tag("summary", words.PROFILE_WHY), tag("dl", parts), class_="sc-more")
