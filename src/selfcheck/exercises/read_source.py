"""Read the source of an exercise: its cells, and every slip that shows without running them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from jupytext.myst import myst_to_notebook

from ..question.problems import Problem, brief, line_of, problem, read_text

MARKER = "# NBVAL_CHECK_OUTPUT"
"""First line of a cell whose output nbval is to compare with the stored one."""
NAME = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*\Z")
"""Name of an exercise: two digits, for the order, and words."""
_ODD_TAGS = re.compile(r":tags:(?! *\[)")
_CALL = re.compile(r"^check\(", re.M)


@dataclass(frozen=True)
class Cell:
    """One cell of a source."""

    id: str
    kind: str
    source: str
    tags: frozenset[str]
    line: int

    @property
    def checks(self) -> bool:
        return self.kind == "code" and self.source.startswith(MARKER)


def read_source(path: Path, shown: str, problems: list[Problem]) -> list[Cell]:
    """Read a source and check what can be checked without running it.

    :param path: the file, a MyST notebook
    :param shown: what messages call it
    :param problems: gets every mistake that is found
    :return: its cells; none where it cannot be read
    """
    def report(line: int, code: str, /, **values: object) -> None:
        problems.append(problem(shown, line, code, **values))

    if not NAME.match(path.stem):
        report(1, "bad-name", name=brief(path.name))
    try:
        text = read_text(path)
        notebook = myst_to_notebook(text, add_source_map=True)
    except UnicodeDecodeError as error:
        report(line_of(error), "not-utf-8")
        return []
    except Exception as error:  # jupytext, nbformat and PyYAML raise many kinds, all for an author's slip
        found = re.search(r"at line (\d+)", str(error))
        odd = next((n for n, line in enumerate(text.split("\n"), 1) if _ODD_TAGS.match(line)), 1)
        report(int(found[1]) if found else odd, "unreadable/exercise", why=brief(str(error), 150))
        return []
    name = "-".join(path.stem.split("-")[:2])
    cells = []
    for number, (c, start) in enumerate(zip(notebook.cells, notebook.metadata["source_map"], strict=True), 1):
        line = start if c.cell_type == "code" else start + 1  # the one counts from 1, the other from 0
        cells.append(Cell(f"{name}-{number:02}", c.cell_type, c.source, frozenset(c.metadata.get("tags", [])), line))
    if not any(c.checks for c in cells):
        report(1, "no-check", mark=MARKER)
    for before, cell, after in zip([None, *cells], cells, [*cells[1:], None], strict=False):
        beside = (before.tags if before else frozenset()) | (after.tags if after else frozenset())
        if "solution" in cell.tags and "start" not in beside:
            report(cell.line, "no-start")
        if "start" in cell.tags and "solution" not in beside:
            report(cell.line, "no-solution")
        if cell.kind == "code" and _CALL.search(cell.source) and not cell.checks:
            report(cell.line, "unmarked-check", mark=MARKER)
    return cells
