"""What a notebook shows without a widget: a profile beside its examples, rows of a data file, a small table of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from . import assets, strings
from .answers import plain, read
from .bank import bank_of
from .controls import Kit
from .journeys import pictures, profile_table
from .model import Profile, Question
from .problems import CourseError


@dataclass(frozen=True, repr=False)
class Shown:
    """HTML for a notebook, and the same in plain text for a place that shows no HTML."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def question(name: str) -> Question:
    """Return a question of the course that the notebook runs in.

    :raises CourseError: there is no such question, or no course at or above the folder that the notebook runs in
    """
    found = bank_of(Path.cwd()).find(name)
    if len(found) > 1:
        raise CourseError(f"'{name}' is a set of questions. Use one of them: {', '.join(q.id for q in found)}.")
    return found[0]


def picture(name: str, mine: Mapping[str, object] | None = None, label: str = strings.PROFILE_YOU) -> Shown:
    """Draw the examples of a profile, with the learner's own over each.

    :param name: id of a profile
    :param mine: line to step, as for ``check``; while a line is empty or wrong, the examples are drawn alone
    :param label: what to call the learner's own
    :raises CourseError: there is no such profile
    """
    asked = question(name)
    body = asked.body
    if not isinstance(body, Profile):
        raise CourseError(f"'{name}' is not a profile, so there is nothing to draw.")
    reading = read(asked, mine)
    steps = {} if reading.verdict else {t.name: s for t, s in zip(body.traits, reading.numbers, strict=True)}
    told = f"{reading.verdict}: {reading.why}" if mine is not None and reading.verdict else ""
    kit = Kit(f"picture-{name}", name, 3, lambda _: None)
    style, why = f"<style>{assets.text('selfcheck.css')}</style>", f"<p>{escape(told)}</p>" if told else ""
    drawn = pictures(body, kit, steps or None, label) + profile_table(body, kit, steps or None, label)
    lines = []
    for trait in body.traits:
        placed = [f"{plain(e)} {step}" for e, step, _ in trait.examples]
        placed += [f"{label} {steps[trait.name]}"] if steps else []
        lines.append(f"{plain(trait.name)}: {', '.join(placed)}")
    text = "\n".join([*([told] if told else []), *lines])
    return Shown(f'{style}<div class="sc sc-profile">{why}{drawn}</div>', text)


def rows(path: str) -> list[dict[str, str]]:
    """Read a CSV file as a list with a dict for each row.

    :param path: the file, counted from the notebook's folder or from a folder above it
    :raises FileNotFoundError: it is in none of them
    """
    here = Path.cwd()
    file = next((f for folder in (here, *here.parents) if (f := folder / path).is_file()), None)
    if file is None:
        raise FileNotFoundError(f"There is no file '{path}' in {here} or in a folder above it. Check its name.")
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def table(rows: Iterable[Mapping[str, object]], columns: Sequence[str] | str, caption: str = "") -> Shown:
    """Show some columns of some rows.

    :param rows: what :func:`rows` gives, or a part of it
    :param columns: names of columns; the first names its row
    :param caption: what the table shows; left out, the number of its rows
    :raises ValueError: no row has such a column, or none is given
    """
    told = list(rows)
    names = [columns] if isinstance(columns, str) else list(columns)
    known = list(dict.fromkeys(key for row in told for key in row))
    if not names:
        raise ValueError("Give at least one column.")
    for name in names:
        if told and name not in known:
            raise ValueError(f"There is no column '{name}'. The columns are: {', '.join(known)}.")
    caption = caption or strings.TABLE_ROWS.format(rows=len(told))
    cells = [[str(row.get(name, "")) for name in names] for row in told]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = ""
    for first, *rest in cells:
        others = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        body += f'<tr><th scope="row">{escape(first)}</th>{others}</tr>'
    name = escape(caption)
    html = f"<table><caption>{name}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    wide = f'<div role="region" aria-label="{name}" tabindex="0" style="overflow-x: auto">{html}</div>'
    return Shown(wide, "\n".join([caption, *(" | ".join(row) for row in [names, *cells])]))
