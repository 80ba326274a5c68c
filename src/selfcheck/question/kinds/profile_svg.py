"""Draw a profile as SVG: one panel an example, with the learner's own profile over it once there is one.

Colours are classes, so that the page decides them. The script moves what has class ``sc-you``; what it needs for that
stands in ``data-`` attributes, and the sizes stand here alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...markup.tag import Html, join, tag

WIDTH, ROW, LEFT, RIGHT, TOP = 320, 66, 14, 306, 32


@dataclass(frozen=True)
class Axis:
    """One line of a profile: its name, the names of its ends, and its steps."""

    name: str
    first_end: str
    last_end: str
    steps: range


def draw_panel(axes: Sequence[Axis], places: Sequence[int], label: str, mine: Sequence[int] | None = None) -> Html:
    """Draw one example.

    :param places: the step of the example on each line
    :param label: what the picture shows, in words
    :param mine: the learner's step on each line, or None to leave the place for the script to fill
    :return: an ``<svg>`` element
    """
    first = axes[0].steps[0]
    pitch = (RIGHT - LEFT) / (len(axes[0].steps) - 1)

    def at(step: int) -> float:
        return round(LEFT + (step - first) * pitch, 1)

    lines, names, own, points, own_points = [], [], [], [], []
    for index, (axis, place) in enumerate(zip(axes, places, strict=True)):
        y = TOP + index * ROW
        ticks = "".join(f"M{at(s)} {y - 4}v8" for s in axis.steps)
        lines.append(Html(f'<path class="sc-axis" d="M{LEFT} {y}H{RIGHT}{ticks}"/>'))
        names += [tag("text", axis.name, class_="sc-t-name", x=LEFT - 6, y=y - 14),
                  tag("text", axis.first_end, class_="sc-t-end", x=LEFT - 6, y=y + 23),
                  tag("text", axis.last_end, class_="sc-t-end", x=RIGHT + 6, y=y + 23, text_anchor="end")]
        points.append((at(place), y))
        x = at(mine[index] if mine else first)
        own.append(Html(f'<rect class="sc-you-mark" data-y="{y}" x="-9" y="-9" width="18" height="18" transform="translate({x} {y})"/>'))
        own_points.append(f"{x},{y}")
    line = " ".join(f"{x},{y}" for x, y in points)
    dots = [Html(f'<circle class="sc-dot" cx="{x}" cy="{y}" r="6"/>') for x, y in points]
    yours = tag("g", Html(f'<polyline class="sc-you-line" points="{" ".join(own_points)}"/>'), own, class_="sc-you",
                visibility=None if mine else "hidden")
    return tag(  # the words come last: they lie over the lines
        "svg", lines, Html(f'<polyline class="sc-line" points="{line}"/>'), dots, yours, join(names),
        class_="sc-panel", role="img", aria_label=label, viewBox=f"0 0 {WIDTH} {TOP + ROW * len(axes) - 34}",
        data_left=LEFT, data_pitch=f"{pitch:g}", data_first=first)
