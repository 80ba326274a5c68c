"""Draw a profile as SVG: one panel an example, with the learner's own profile over it once there is one.

Colours are classes, so that the page decides them. The script moves what has class ``sc-you``; what it needs for that
stands in ``data-`` attributes, and the sizes stand here alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from .model import Profile
from .text import plain

WIDTH, ROW, LEFT, RIGHT, TOP = 320, 66, 14, 306, 32


def panel(profile: Profile, number: int, label: str, mine: Mapping[str, int] | None = None) -> str:
    """Draw the example with this number.

    :param label: what the picture shows, in words
    :param mine: the learner's step on each trait by its name, or None to leave the place for the script to fill
    :return: an ``<svg>`` element
    """
    steps = profile.traits[0].span.steps
    pitch = (RIGHT - LEFT) / (len(steps) - 1)

    def at(step: int) -> float:
        return round(LEFT + (step - steps[0]) * pitch, 1)

    axes, names, own, points, own_points = "", "", "", [], []
    for index, trait in enumerate(profile.traits):
        y = TOP + index * ROW
        axes += f'<path class="sc-axis" d="M{LEFT} {y}H{RIGHT}{"".join(f"M{at(s)} {y - 4}v8" for s in steps)}"/>'
        names += (
            f'<text class="sc-t-name" x="{LEFT - 6}" y="{y - 14}">{escape(plain(trait.name))}</text>'
            f'<text class="sc-t-end" x="{LEFT - 6}" y="{y + 23}">{escape(plain(trait.span.first_end))}</text>'
            f'<text class="sc-t-end" x="{RIGHT + 6}" y="{y + 23}" text-anchor="end">{escape(plain(trait.span.last_end))}</text>'
        )
        points.append((at(trait.examples[number][1]), y))
        x = at((mine or {}).get(trait.name, steps[0]))
        own += (f'<rect class="sc-you-mark" data-y="{y}" x="-9" y="-9" width="18" height="18"'
                f' transform="translate({x} {y})"/>')
        own_points.append(f"{x},{y}")
    line = " ".join(f"{x},{y}" for x, y in points)
    dots = "".join(f'<circle class="sc-dot" cx="{x}" cy="{y}" r="6"/>' for x, y in points)
    hidden = "" if mine else ' visibility="hidden"'
    return (  # the words come last: they lie over the lines
        f'<svg class="sc-panel" role="img" aria-label="{escape(label)}"'
        f' viewBox="0 0 {WIDTH} {TOP + ROW * len(profile.traits) - 34}"'
        f' data-left="{LEFT}" data-pitch="{pitch:g}" data-first="{steps[0]}">'
        f'{axes}<polyline class="sc-line" points="{line}"/>{dots}'
        f'<g class="sc-you"{hidden}><polyline class="sc-you-line" points="{" ".join(own_points)}"/>{own}</g>{names}</svg>'
    )
