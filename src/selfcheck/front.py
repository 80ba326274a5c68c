"""The ``key: value`` lines on top of a question: read as text, never as YAML, and compared with what the course knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .model import LEVELS
from .problems import Report, brief

KEYS = ("outcome", "level", "source", "review-by")
NEEDED = {"outcome": "no-outcome", "level": "no-level", "source": "no-source"}
"""Keys that a question cannot do without, with the code of the problem that there is none."""


@dataclass(frozen=True)
class Known:
    """What the front matter of a question can name."""

    outcomes: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True)
class Front:
    """The front matter of one question."""

    values: dict[str, str]
    where: dict[str, int]
    """Line of each key."""
    end: int | None
    """Number of lines it takes, or None where it has no end."""

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(s.strip() for s in self.values.get("source", "").split(",") if s.strip())


def read_front(lines: list[str], report: Report) -> Front:
    """Read the lines between the first two ``---``."""
    if lines[0].rstrip() != "---":
        report(1, "no-front-matter", "there is no front matter",
               "begin the file with a line ---, the lines outcome:, level: and source:, and a line ---")
        return Front({}, {}, 0)
    meta: dict[str, str] = {}
    where: dict[str, int] = {}
    end = None
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            end = number
            break
        if line.startswith("# "):
            report(number, "open-front-matter", "the front matter has no end before the title", "put a line --- above it")
            end = number - 1
            break
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon:
            report(number, "front-matter-line", "this line is not 'key: value'",
                   "write it so, or close the front matter with ---")
        elif key not in KEYS:
            report(number, "unknown-key", f"'{brief(key)}' is not known here", f"use one of {', '.join(KEYS)}")
        elif key in meta:
            report(number, "key-twice", f"'{key}' stands here for the second time", "keep one of them")
        else:
            meta[key], where[key] = value.strip(), number
    if end is None:
        report(1, "open-front-matter", "the front matter has no end", "put a line --- after its last key")
    for key, code in NEEDED.items():
        if not meta.get(key, "").strip(" ,"):
            report(where.get(key, 1), code, f"the front matter has no {key}", f"add a line '{key}: …'")
    return Front(meta, where, end)


def check_front(front: Front, known: Known, report: Report) -> None:
    """Check that what the front matter names exists."""
    values, where = front.values, front.where
    if (outcome := values.get("outcome")) and outcome not in known.outcomes:
        report(where["outcome"], "unknown-outcome", f"there is no outcome '{brief(outcome)}'",
               f"use one of {', '.join(sorted(known.outcomes))}")
    if (level := values.get("level")) and level not in LEVELS:
        report(where["level"], "unknown-level", f"there is no level '{brief(level)}'", f"use one of {', '.join(LEVELS)}")
    for key in front.sources:
        if key not in known.sources:
            report(where["source"], "unknown-source", f"the bibliography has no '{brief(key)}'",
                   "add it there, or use a key that it has")
    if (day := values.get("review-by")) and not _is_date(day):
        report(where["review-by"], "bad-date", f"'{brief(day)}' is not a date", "write it as 2027-11-01")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
