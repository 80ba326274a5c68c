"""Rows of a CSV file, and every mistake in it at its own line: nothing in such a file ends a build."""

from __future__ import annotations

import csv
import io

from ..question.problems import Report, brief


def read_rows(text: str, report: Report) -> tuple[list[str], list[dict[str, str]]]:
    """Return the heads and the rows of a CSV file.

    :param text: what stands in it
    :param report: takes what is wrong; a row that is too short has empty cells, and what a row has too much is left out
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heads: list[str] = []
    rows: list[dict[str, str]] = []
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not cells:  # an empty line
                continue
            if not heads:
                heads = cells
                _check_heads(heads, line, report)
                continue
            if len(cells) != len(heads):
                report(line, "short-row" if len(cells) < len(heads) else "long-row", cells=len(cells), heads=len(heads),
                       row=brief(",".join(cells)))
            rows.append(dict.fromkeys(heads, "") | dict(zip(heads, cells, strict=False)))
    except csv.Error as error:
        report(start, "bad-csv", why=error)
    if not rows:
        report(1, "no-rows" if heads else "no-rows/empty")
    return heads, rows


def _check_heads(heads: list[str], line: int, report: Report) -> None:
    for name in sorted({name for name in heads if heads.count(name) > 1}):
        report(line, "column-twice", column=brief(name))
