"""The course's own directives as ordinary Markdown with the same words, for a builder that does not know them."""

from __future__ import annotations

import csv
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from selfcheck import strings
from selfcheck.alignment import coverage
from selfcheck.bank import Bank
from selfcheck.model import Case, Choice, Order, Profile, Question, Reflect, Scale, Short, Sort

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


def page(text: str, path: str, bank: Bank, known: set[str]) -> str:
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
        out += ["", _replace(block, path, bank), ""]
    return _LINK.sub(lambda m: f"](#{label})" if (label := m[1].partition("#")[2]) in known else m[0], "\n".join(out))


def _replace(block: Block, path: str, bank: Bank) -> str:
    if block.name == "drawing":
        return _box("figure", block.argument, "\n\n".join([f":alt: {block.options.get('alt', '')}", *block.lines]), "~~~")
    if block.name == "unit":
        unit = next(u for u in bank.units if u.id == block.argument)
        return f"**{strings.UNIT_HOURS}** {unit.hours}\n\n{strings.UNIT_OUTCOMES}\n\n{_list(unit.outcomes.values())}"
    if block.name == "datatable":
        return _data(block, bank.root / posixpath.dirname(path) / block.argument)
    if block.name == "outcomes":
        return _outcomes(path, bank)
    if block.name == "filter":
        return block.options.get("label", "")
    names = block.lines if block.name in SEVERAL and block.lines else [block.argument]
    asked = "\n\n".join(question(q, path) for name in names for q in bank.find(name))
    return f"**{block.options.get('title', strings.QUIZ)}**\n\n{asked}" if block.name in SEVERAL else asked


def question(q: Question, path: str) -> str:
    """Return a question as an admonition; its key is folded away in a second one, as authors for stock Jupyter Book do it."""
    shown, key = _SHAPES[type(q.body)](q.body)
    hint = _box("admonition", strings.HINT, f":class: dropdown\n\n{q.hint}", "~~~") if q.hint else ""
    told = "\n\n".join(part for part in (key, q.explanation) if part)
    name = strings.KEY_REFLECT if isinstance(q.body, Reflect) else strings.KEY
    folded = _box("admonition", name, f":class: dropdown\n\n{told}", "~~~") if told else ""
    parts = [part for part in (q.stem, strings.HOW[q.kind], hint, shown, folded) if part]
    return _LINK.sub(lambda m: f"]({rebase(m[1], q.path, path)})", _box("admonition", q.title, "\n\n".join(parts), "~~~~~~"))


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


def _because(told: str, why: str) -> str:
    return f"{told}\n\n{why}"


def _choice(body: Choice) -> tuple[str, str]:
    return _list(a.text for a in body.answers), _list(
        _because(f"**{strings.RIGHT if a.right else strings.WRONG}**: {a.text}", a.feedback) for a in body.answers)


def _sort(body: Sort) -> tuple[str, str]:
    items = _list(a.text for _, a in body.items)
    return f"{items}\n\n{_list(body.groups)}", _list(_because(f"{a.text}: **{body.groups[g]}**", a.feedback) for g, a in body.items)


def _order(body: Order) -> tuple[str, str]:
    return _list(sorted(a.text for a in body.steps)), _list(_because(a.text, a.feedback) for a in body.steps)


def _scale(body: Scale) -> tuple[str, str]:
    span = body.span
    reasons = [_because(f"**{strings.ACCEPTED}**: {body.low} {strings.TO} {body.high}", body.why)]
    reasons += [_because(f"**{name}**", text) for name, text in ((strings.TOO_LOW, body.too_low), (strings.TOO_HIGH, body.too_high)) if text]
    return _list((f"{span.first}: {span.first_end}", f"{span.last}: {span.last_end}")), _list(reasons)


def _short(body: Short) -> tuple[str, str]:
    reasons = [_because(f"**{strings.ACCEPTED if a.right else strings.NOT_ACCEPTED}**: {a.text}", a.feedback) for a in body.forms]
    return "", _list([*reasons, _because(f"**{strings.OTHERWISE}**", body.otherwise)])


def _reflect(body: Reflect) -> tuple[str, str]:
    return "", body.model_answer


def _case(body: Case) -> tuple[str, str]:
    titles = {s.name: s.title for s in body.scenes}
    scenes = []
    for scene in body.scenes:
        ways = []
        for way in scene.ways:
            told = "".join(f"\n\n{t.partner}: {t.what} ({t.when}). {t.why}" for t in way.told)
            ways.append(_because(way.text, f"{way.consequence} {strings.LEADS_TO} {titles[way.target]}{told}"))
        ending = f"{strings.ENDING}\n\n{_list(': '.join(known) for known in scene.knew)}"
        scenes.append(f"**{scene.title}**\n\n{scene.text}\n\n{_list(ways) if ways else ending}")
    return "\n\n".join(scenes), ""


def _profile(body: Profile) -> tuple[str, str]:
    traits = []
    for t in body.traits:
        examples = _list(_because(f"{name}: {step}", why) for name, step, why in t.examples)
        traits.append(f"**{t.name}**\n\n{t.span.first}: {t.span.first_end}\n\n{t.span.last}: {t.span.last_end}\n\n{examples}")
    return "\n\n".join(traits), ""


_SHAPES: dict[type, Callable[..., tuple[str, str]]] = {
    Choice: _choice, Sort: _sort, Order: _order, Scale: _scale, Short: _short, Reflect: _reflect, Case: _case, Profile: _profile,
}


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _data(block: Block, file: Path) -> str:
    columns = [name.strip() for name in block.options.get("columns", "").split(",")]
    with file.open(encoding="utf-8", newline="") as source:
        rows = [[row[name] for name in columns] for row in csv.DictReader(source)]
    return " ".join(block.lines) + "\n\n" + _table([name.replace("_", " ").capitalize() for name in columns], rows)


def _outcomes(path: str, bank: Bank) -> str:
    def links(files: tuple[str, ...]) -> str:
        found = (posixpath.relpath(name, posixpath.dirname(path)) for name in files)
        return "; ".join(f"[]({name})" for name in found)

    parts = []
    asked = coverage(bank)
    for unit in bank.units:
        rows = [[f"{a.outcome} {a.text}", links(a.pages), str(len(a.questions)),
                 links(tuple(e.replace("/source/", "/").replace(".md", ".ipynb") for e in a.exercises))] for a in asked if a.unit == unit.id]
        parts.append(f"## {unit.title}\n\n{_table(list(strings.OUTCOME_COLUMNS), rows)}")
    return "\n\n".join(parts)
