"""The course's own directives as ordinary Markdown with the same words, for a builder that does not know them."""

from __future__ import annotations

import csv
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from selfcheck import words
from selfcheck.bank.check_alignment import find_coverage
from selfcheck.bank.course import Course
from selfcheck.bank.page_index import PageIndex
from selfcheck.question import outline
from selfcheck.question.kinds import kind_of
from selfcheck.question.model import Question

SEVERAL = ("quiz", "worksheet", "check")
ONE = ("question", "reflection", "case", "profile")
OTHERS = ("unit", "drawing", "datatable", "outcomes", "filter")
_OPEN = re.compile(rf"(`{{3,}})\{{({'|'.join(SEVERAL + ONE + OTHERS)})\}}\s*(\S*)\s*$")
_OPTION = re.compile(r":(\w+):\s*(.*)$")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_LABEL = re.compile(r"^\(([^)\s]+)\)=\s*$", re.M)


@dataclass(frozen=True)
class Block:
    """One of our directives as it stands in a page."""

    name: str
    argument: str
    options: dict[str, str]
    lines: list[str]


def labels(text: str) -> set[str]:
    """Return the labels of a page, ``(label)=``."""
    return set(_LABEL.findall(text))


def page(text: str, path: str, course: Course, known: set[str]) -> str:
    """Return a page's Markdown with our directives replaced.

    :param text: the page
    :param path: where it lies, counted from the course's folder: links of questions are made to fit it
    :param known: the labels of all pages: without our extension, only ``#label`` leads to one, and not ``page.md#label``
    """
    out: list[str] = []
    lines = iter(text.split("\n"))
    for line in lines:
        found = _OPEN.match(line)
        if not found:
            out.append(line)
            continue
        inside: list[str] = []
        for row in lines:
            if row.startswith(found[1]):
                break
            inside.append(row)
        options = {m[1]: m[2] for row in inside if (m := _OPTION.match(row))}
        block = Block(found[2], found[3], options, [row for row in inside if row.strip() and not _OPTION.match(row)])
        out += ["", _replace(block, path, course), ""]
    return _LINK.sub(lambda m: f"](#{label})" if (label := m[1].partition("#")[2]) in known else m[0], "\n".join(out))


def _replace(block: Block, path: str, course: Course) -> str:
    if block.name == "drawing":
        return _box("figure", block.argument, "\n\n".join([f":alt: {block.options.get('alt', '')}", *block.lines]), "~~~")
    if block.name == "unit":
        unit = next(u for u in course.units if u.id == block.argument)
        return f"**{words.UNIT_HOURS}** {unit.hours}\n\n{words.UNIT_OUTCOMES}\n\n{_list(unit.outcomes.values())}"
    if block.name == "datatable":
        return _data(block, course.root / posixpath.dirname(path) / block.argument)
    if block.name == "outcomes":
        return _outcomes(path, course)
    if block.name == "filter":
        return block.options.get("label", "")
    names = block.lines if block.name in SEVERAL and block.lines else [block.argument]
    asked = "\n\n".join(question(q, path) for name in names for q in course.find(name))
    return f"**{block.options.get('title', words.QUIZ)}**\n\n{asked}" if block.name in SEVERAL else asked


def question(q: Question, path: str) -> str:
    """Return a question as an admonition; its key is folded away in a second one, as authors for stock Jupyter Book do it."""
    kind = kind_of(q)
    shown, key = "\n\n".join(map(_asked, kind.asked(q.body, q.id))), _key(kind.answers(q.body))
    hint = _box("admonition", words.HINT, f":class: dropdown\n\n{q.hint}", "~~~") if q.hint else ""
    told = "\n\n".join(part for part in (key, q.explanation) if part)
    folded = _box("admonition", kind.key_title, f":class: dropdown\n\n{told}", "~~~") if told else ""
    parts = [part for part in (q.stem, kind.how(q.body), hint, shown, folded) if part]
    return _LINK.sub(lambda m: f"]({rebase(m[1], q.path, path)})", _box("admonition", q.title, "\n\n".join(parts), "~~~~~~"))


def _asked(part: outline.Part) -> str:
    match part:
        case outline.Prose(text):
            return text
        case outline.Heading(text):
            return f"**{text}**"
        case outline.Box(text) | outline.Gap(text):
            return _list([text])
        case outline.Steps(text, span):
            ends = _list((f"{span.first}: {span.first_end}", f"{span.last}: {span.last_end}"))
            return f"**{text}**\n\n{ends}" if text else ends
        case outline.Lines():
            return ""


def _key(rows: list[outline.Prose | outline.Reason]) -> str:
    return "\n\n".join(row.text if isinstance(row, outline.Prose) else _list([f"**{row.label}**: {row.text}\n\n{row.why}"]) for row in rows)


def rebase(link: str, from_file: str, to_file: str) -> str:
    """Return a link that stands in one file as another file would write it."""
    name, sign, anchor = link.partition("#")
    if not name or ":" in name.split("/")[0]:
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(from_file), name))
    return posixpath.relpath(target, posixpath.dirname(to_file)) + sign + anchor


def _box(directive: str, argument: str, content: str, fence: str) -> str:
    return f"{fence}{{{directive}}} {argument}\n{content}\n{fence}"


def _list(items: object) -> str:
    return "\n".join(f"- {indent(str(item), '  ').lstrip()}" for item in items)  # type: ignore[attr-defined]


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _data(block: Block, file: Path) -> str:
    columns = [name.strip() for name in block.options.get("columns", "").split(",")]
    with file.open(encoding="utf-8", newline="") as source:
        rows = [[row[name] for name in columns] for row in csv.DictReader(source)]
    return " ".join(block.lines) + "\n\n" + _table([name.replace("_", " ").capitalize() for name in columns], rows)


def _outcomes(path: str, course: Course) -> str:
    def links(files: tuple[str, ...]) -> str:
        found = (posixpath.relpath(name, posixpath.dirname(path)) for name in files)
        return "; ".join(f"[]({name})" for name in found)

    parts = []
    asked = find_coverage(course, PageIndex(course))
    for unit in course.units:
        rows = [[f"{a.outcome} {a.text}", links(a.pages), str(len(a.questions)),
                 links(tuple(e.replace("/source/", "/").replace(".md", ".ipynb") for e in a.exercises))] for a in asked if a.unit == unit.id]
        parts.append(f"## {unit.title}\n\n{_table(list(words.OUTCOME_COLUMNS), rows)}")
    return "\n\n".join(parts)
