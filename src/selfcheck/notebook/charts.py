"""Draw rows of a data file as SVG: who meets whom, what lasted how long, how far scores lie apart.

Colours are the classes of a profile, so that the page decides them. Each drawing takes the same room for the same rows,
and says in words what it shows; the table that goes with it is :mod:`selfcheck.notebook.display`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

from .. import words

WIDTH, LEFT, RIGHT = 360, 14, 346
_LINE = 16
"""From one line of small words to the next."""
_STEP = 10
"""By how much a ring stands lower than the next step."""
_SHORT = 44
"""Letters of a name that fit over a line."""


@dataclass(frozen=True)
class Chart:
    """A drawing, and what it says in words."""

    svg: str
    words: str


@dataclass(frozen=True)
class Span:
    """One line of a timeline."""

    name: str
    lane: str
    first: int | None
    last: int | None


def joined(groups: Sequence[frozenset[str]]) -> list[list[int]]:
    """Return, for each place in a list, the places that share a group with it."""
    return [[m for m, theirs in enumerate(groups) if m != n and mine & theirs] for n, mine in enumerate(groups)]


def network(groups: Sequence[Sequence[str]]) -> Chart:
    """Draw a dot for each place in a list, numbered from 1, and a line between two that share a group.

    Those with the same groups stand in one ring. Rings that belong to several groups stand between the others, and
    those with no group in rows below.

    :param groups: of each place, the names of its groups
    """
    order = list(dict.fromkeys(name for names in groups for name in names))
    rings: dict[frozenset[str], list[int]] = {}
    for number, theirs in enumerate(groups):
        rings.setdefault(frozenset(theirs), []).append(number)
    alone = rings.pop(frozenset(), [])
    placed = sorted(rings.items(), key=lambda r: (sum(map(order.index, r[0])) / len(r[0]), r[1]))
    radius = {names: max(24, 9 * len(members)) if len(members) > 1 else 0 for names, members in placed}
    middle = max(radius.values(), default=0) + 34 + 2 * _STEP
    at: dict[int, tuple[float, float]] = {}
    dots, left, low = "", 0.0, 0.0
    for column, (names, members) in enumerate(placed):
        wide = max(120.0, 2 * radius[names] + 60, 9.0 * max(map(len, names)))
        x = left + wide / 2
        left += wide
        ring_y = middle + _STEP * (column * column % 5 - 2)  # three in a row would hide a line
        for turn, number in enumerate(members):
            angle = 2 * pi * turn / len(members) - pi / 2
            at[number] = (round(x + radius[names] * cos(angle), 1), round(ring_y + radius[names] * sin(angle), 1))
            out = radius[names] + 17
            dots += _dot(*at[number], str(number + 1), x + out * cos(angle), ring_y + out * sin(angle) + 5)
        under = middle + max(radius.values()) + 42 + 2 * _STEP
        for line, name in enumerate(sorted(names, key=order.index)):
            dots += _text("sc-t-name", x, under + line * _LINE, name, "middle")
            low = max(low, under + line * _LINE)
    width = max(float(WIDTH), left)
    per_row = int((width - 2 * LEFT) // 40)
    for turn, number in enumerate(alone):
        at[number] = (LEFT + 16.0 + 40 * (turn % per_row), low + 50 + 48 * (turn // per_row))
        dots += _dot(*at[number], str(number + 1), at[number][0], at[number][1] - 11)
    if alone:
        low = max(at[number][1] for number in alone) + 28
        dots += _text("sc-t-name", LEFT, low, words.NETWORK_NO_GROUP)
    lines = "".join(f"M{at[n][0]:g} {at[n][1]:g}L{at[m][0]:g} {at[m][1]:g}"
                    for n, others in enumerate(joined([frozenset(g) for g in groups])) for m in others if n < m)
    told = [words.NETWORK.format(all=len(groups))]
    for name in order:
        members = [n for n, theirs in enumerate(groups) if name in theirs]
        told.append(words.NETWORK_GROUP.format(group=name, numbers=_numbers(members)))
    if alone:
        told.append(words.NETWORK_ALONE.format(numbers=_numbers(alone)))
    return _chart(width, low + 16, f'<path class="sc-axis" d="{lines}"/>{dots}', " ".join(told))


def timeline(spans: Sequence[Span]) -> Chart:
    """Draw a line for each span from its first year: to its last, or to the edge where no last year is given.

    A span without a first year is named in words and not drawn.
    """
    dated = [s for s in spans if s.first is not None]
    years = [year for s in dated for year in (s.first, s.last) if year is not None]
    first, last = min(years, default=0), max(years, default=0)
    lanes = list(dict.fromkeys(s.lane for s in dated))
    drawn, y = "", 20
    told = [words.TIMELINE.format(first=first, last=last) if dated else words.TIMELINE_EMPTY]
    for lane in lanes:
        if lane:
            drawn += _text("sc-t-name", LEFT - 6, y, lane)
            y += 24
        mine = sorted((s for s in dated if s.lane == lane), key=lambda s: (s.first or 0, s.name))
        for span in mine:
            years_told = f"{span.first}" if span.last is None else f"{span.first} {words.TO} {span.last}"
            name = span.name if len(span.name) <= _SHORT else f"{span.name[:_SHORT - 1].rstrip()}…"
            drawn += _text("sc-t-end", LEFT - 6, y, f"{name}, {years_told}")
            start, end = _between(span.first or first, first, last), _between(span.last or last, first, last)
            drawn += (f'<path class="sc-line" d="M{start} {y + 13}H{end}"/>'
                      f'<circle class="sc-dot" cx="{start}" cy="{y + 13}" r="5"/>')
            if span.last is not None:
                drawn += f'<rect class="sc-you-mark" x="{end - 6}" y="{y + 7}" width="12" height="12"/>'
            y += 36
        y += 8
        told.append(words.TIMELINE_LANE.format(lane=lane or words.TIMELINE_ALL, all=len(mine), first=mine[0].first,
                                                 last=mine[-1].first))
    left = [s.name for s in spans if s.first is None]
    told += [words.TIMELINE_LEFT.format(names="; ".join(left))] if left else []
    return _chart(WIDTH, y, drawn, " ".join(told))


def spread(scores: Mapping[str, Mapping[str, int]]) -> Chart:
    """Draw a scale for each name, with a dot where somebody's score lies and their names under it.

    :param scores: of each name, who gave which score
    """
    every = [score for given in scores.values() for score in given.values()]
    first, last = min([1, *every]), max([5, *every])
    drawn, told, y = "", [], 20
    for name, given in scores.items():
        steps = range(first, last + 1) if last - first < 20 else ()  # a slip such as 400 for 4 still draws
        ticks = "".join(f"M{_between(step, first, last)} {y + 18}v8" for step in steps)
        drawn += f'<path class="sc-axis" d="M{LEFT} {y + 22}H{RIGHT}{ticks}"/>'
        words = _text("sc-t-name", LEFT - 6, y, name)
        for score in sorted(set(given.values())):
            drawn += f'<circle class="sc-dot" cx="{_between(score, first, last)}" cy="{y + 22}" r="6"/>'
            words += _score(score, first, last, y + 43, str(score))
        for line, (who, score) in enumerate(given.items(), 1):  # a line for each, so that no two names can meet
            words += _score(score, first, last, y + 43 + line * _LINE, who)
        if given:
            ends = [_between(score, first, last) for score in (min(given.values()), max(given.values()))]
            drawn += f'<path class="sc-line" d="M{ends[0]} {y + 22}H{ends[1]}"/>'
        drawn += words
        y += 74 + len(given) * _LINE
        told.append(f"{name}: {', '.join(f'{who} {score}' for who, score in given.items())}.")
    return _chart(WIDTH, y - 10, drawn, " ".join(told))


def _score(score: int, first: int, last: int, y: float, text: str) -> str:
    x = _between(score, first, last)
    if score == first:
        return _text("sc-t-end", x - 6, y, text)
    return _text("sc-t-end", x + 6, y, text, "end") if score == last else _text("sc-t-end", x, y, text, "middle")


def _between(value: int, first: int, last: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * (value - first) / max(1, last - first), 1)


def _numbers(places: Iterable[int]) -> str:
    return ", ".join(str(n + 1) for n in places)


def _dot(x: float, y: float, text: str, text_x: float, text_y: float) -> str:
    return f'<circle class="sc-dot" cx="{x:g}" cy="{y:g}" r="6"/>' + _text("sc-t-end", text_x, text_y, text, "middle")


def _text(kind: str, x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{round(x, 1):g}" y="{round(y, 1):g}" text-anchor="{anchor}">{escape(text)}</text>'


def _chart(width: float, height: float, inside: str, words: str) -> Chart:
    svg = (f'<svg class="sc-panel" role="img" aria-label="{escape(words)}" viewBox="0 0 {width:g} {height:g}"'
           f' style="max-width: {round(width * 1.3):g}px">{inside}</svg>')
    return Chart(svg, words)
