"""What a notebook shows without a widget: a profile beside its examples, rows of a data file as a table or a drawing,
and a document to keep."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from .. import words
from ..bank.course import course_of
from ..grading.judge import parse_answer
from ..html import assets
from ..markup.markdown import plain
from ..question.kinds.kind import Kit
from ..question.kinds.profile import Profile, pictures, table_of_steps
from ..question.model import Question
from ..question.problems import CourseError
from ..question.reduce_answer import reduce_answer
from . import charts


@dataclass(frozen=True, repr=False)
class Shown:
    """HTML for a notebook, and the same in plain text for a place that shows no HTML."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def find_question(name: str) -> Question:
    """Return a question of the course that the notebook runs in.

    :raises CourseError: there is no such question, or no course at or above the folder that the notebook runs in
    """
    wanted = reduce_answer(name)  # an object that says it is equal to every name is none
    if not isinstance(wanted, str):
        raise CourseError(words.CHECKS["name"])
    found = course_of(Path.cwd()).find(wanted)
    if len(found) > 1:
        raise CourseError(words.error("is-a-set", name=name, known=", ".join(q.id for q in found)))
    return found[0]


def picture(name: str, mine: Mapping[str, object] | None = None, label: str | None = None) -> Shown:
    """Draw the examples of a profile, with the learner's own over each.

    :param name: id of a profile
    :param mine: line to step, as for ``check``; while a line is empty or wrong, the examples are drawn alone
    :param label: what to call the learner's own, if not "Yours"
    :raises CourseError: there is no such profile
    """
    asked = find_question(name)
    body = asked.body
    if not isinstance(body, Profile):
        raise CourseError(words.error("no-profile", name=name))
    reading = parse_answer(asked, mine)
    steps = {} if reading.verdict else {t.name: s for t, s in zip(body.traits, reading.numbers, strict=True)}
    told = reading.told if mine is not None and reading.verdict else ""
    kit = Kit(f"picture-{name}", name, 3, lambda _: None, lambda _: None)
    label = label or words.PROFILE_YOU
    style, why = f"<style>{assets.text('selfcheck-all.css')}</style>", f"<p>{escape(told)}</p>" if told else ""
    drawn = pictures(body, kit, steps or None, label) + table_of_steps(body, kit, steps or None, label)
    lines = []
    for trait in body.traits:
        placed = [f"{plain(e)} {step}" for e, step, _ in trait.examples]
        placed += [f"{label} {steps[trait.name]}"] if steps else []
        lines.append(f"{plain(trait.name)}: {', '.join(placed)}")
    text = "\n".join([*([told] if told else []), *lines])
    return Shown(f'{style}<div class="sc sc-profile">{why}{drawn}</div>', text)


def rows(path: str) -> list[dict[str, str]]:
    """Read a CSV file as a list with a dict for each row.

    :param path: the file, counted from the notebook's folder, from a folder above it, or from that of the exercises
    :raises FileNotFoundError: it is in none of them
    """
    here = Path.cwd()
    file = next((f for folder in (here, *here.parents, *_exercises(here)) if (f := folder / path).is_file()), None)
    if file is None:
        raise FileNotFoundError(words.error("no-data", path=path, here=here))
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def _exercises(here: Path) -> list[Path]:
    """Return the folder of the course's exercises, if a notebook in this folder belongs to a course."""
    try:
        return [course_of(here).exercises]
    except CourseError:
        return []


def table(rows: Iterable[Mapping[str, object]], columns: Sequence[str] | str, caption: str = "") -> Shown:
    """Show some columns of some rows.

    :param rows: what :func:`rows` gives, or a part of it
    :param columns: names of columns; the first names its row
    :param caption: what the table shows; left out, the number of its rows
    :raises ValueError: no row has such a column, or none is given
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    if not names:
        raise ValueError(words.error("no-columns"))
    told = _with_columns(rows, names)
    caption = caption or words.TABLE_ROWS.format(rows=len(told))
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


def network(
    rows: Iterable[Mapping[str, object]], label: str = "name", groups: str = "groups",
    caption: str | None = None,
) -> Shown:
    """Draw who shares a group with whom: a numbered dot for each row, with a table of the same below.

    :param rows: what :func:`rows` gives, or a part of it; the first row has the number 1
    :param label: column with the name of a row
    :param groups: column with the names of its groups, and ``;`` between them; it may be empty
    :raises ValueError: no row has such a column
    """
    told = _with_columns(rows, [label, groups])
    names = [[g.strip() for g in str(row.get(groups) or "").split(";") if g.strip()] for row in told]
    drawn = charts.network(names)
    number, shares = words.NETWORK_COLUMNS
    others = charts.joined([frozenset(g) for g in names])
    lines = [{number: n, label: row.get(label, ""), groups: ", ".join(mine),
              shares: ", ".join(str(m + 1) for m in near) or words.NETWORK_NOBODY}
             for n, (row, mine, near) in enumerate(zip(told, names, others, strict=True), 1)]
    return _drawn(drawn, table(lines, [number, label, groups, shares], caption or words.NETWORK_CAPTION))


def timeline(
    rows: Iterable[Mapping[str, object]], year: str, label: str = "name", end: str = "", lanes: str = "",
    caption: str | None = None,
) -> Shown:
    """Draw a line for each row, from one year to another, with a table of the same below.

    :param rows: what :func:`rows` gives, or a part of it
    :param year: column with the first year; a row whose cell is no whole number is named and not drawn
    :param label: column with the name of a row
    :param end: column with the last year, if there is one; where its cell is no whole number, the line goes to the edge
    :param lanes: column whose codes part the rows into lanes, if any
    :raises ValueError: no row has such a column
    """
    columns = [label, *([lanes] if lanes else []), year, *([end] if end else [])]
    told = _with_columns(rows, columns)
    spans = [charts.Span(str(row.get(label, "")), str(row.get(lanes, "")) if lanes else "",
                         _number(row.get(year)), _number(row.get(end)) if end else None) for row in told]
    return _drawn(charts.timeline(spans), table(told, columns, caption or words.TIMELINE_CAPTION))


def spread(
    rows: Iterable[Mapping[str, object]], label: str, columns: Sequence[str], caption: str | None = None
) -> Shown:
    """Draw how far the scores of each row lie apart, with a table of the same below.

    :param rows: what :func:`rows` gives, or a part of it
    :param label: column with the name of a row
    :param columns: columns with scores; a cell that holds no whole number is left out of the drawing
    :raises ValueError: no row has such a column
    """
    told = _with_columns(rows, [label, *columns])
    scores = {str(row.get(label, "")): {c: n for c in columns if (n := _number(row.get(c))) is not None}
              for row in told}
    return _drawn(charts.spread(scores), table(told, [label, *columns], caption or words.SPREAD_CAPTION))


@dataclass(frozen=True, repr=False)
class Document(Shown):
    """A text with headings, which can be kept as a file."""

    page: str

    def save(self, name: str) -> Path:
        """Write the document as a page of its own that any browser opens, over a file of that name.

        :param name: the file; without an ending it gets ``.html``
        :return: where it stands now
        """
        path = Path(name if Path(name).suffix else f"{name}.html").resolve()
        path.write_text(self.page, "utf-8")
        return path


def document(title: str, parts: Mapping[str, str]) -> Document:
    """Make one document of several texts.

    :param title: its heading
    :param parts: heading to text; a blank line begins a new paragraph
    """
    bodies = {heading: _paragraphs(text) for heading, text in parts.items()}
    small = "".join(f"<h4>{escape(heading)}</h4>{body}" for heading, body in bodies.items())
    large = "".join(f"<h2>{escape(heading)}</h2>\n{body}\n" for heading, body in bodies.items())
    page = (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<style>body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.5 sans-serif; }</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n{large}</main>\n</body>\n</html>\n"
    )
    text = "\n\n".join([title, *(f"{h}\n{str(t).strip() or words.SHEET_EMPTY}" for h, t in parts.items())])
    style = f"<style>{assets.text('selfcheck-all.css')}</style>"
    return Document(f'{style}<article class="sc"><h3>{escape(title)}</h3>{small}</article>', text, page)


def _paragraphs(text: str) -> str:
    found = [" ".join(part.split()) for part in re.split(r"\n\s*\n", str(text)) if part.strip()]
    return "".join(f"<p>{escape(part)}</p>" for part in found or [words.SHEET_EMPTY])


def _with_columns(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> list[Mapping[str, object]]:
    """Return the rows, once it is sure that each column is one of theirs."""
    told = list(rows)
    known = list(dict.fromkeys(key for row in told for key in row))
    for name in columns:
        if told and name not in known:
            raise ValueError(words.error("no-column", name=name, known=", ".join(known)))
    return told


def _number(cell: object) -> int | None:
    text = str(cell).strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _drawn(chart: charts.Chart, beside: Shown) -> Shown:
    html = (f"<style>{assets.text('selfcheck-all.css')}</style>"
            f'<div class="sc sc-chart"><div class="sc-figure">{chart.svg}</div>{beside.html}</div>')
    return Shown(html, f"{chart.words}\n{beside.text}")
