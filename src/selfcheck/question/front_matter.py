"""The ``key: value`` lines on top of a question: read as text, never as YAML, and compared with what the course knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .model import LEVELS
from .problems import Report, brief

KEYS = ("outcome", "level", "source", "review-by")
CAN_BE_NEEDED = ("outcome", "level", "source")
"""Keys that a course may ask of each question."""


@dataclass(frozen=True)
class Known:
    """What the front matter of a question must name, and what it can name."""

    needed: tuple[str, ...] = ()
    """Keys that no question can do without, of :data:`CAN_BE_NEEDED`."""
    outcomes: frozenset[str] | None = None
    """The outcomes of the course; None where it has no list of them."""
    sources: frozenset[str] | None = None
    """The keys of the bibliography; None where there is none."""


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


def read_front(lines: list[str], report: Report, needed: tuple[str, ...] = ()) -> Front:
    """Read the lines between the first two ``---``.

    :param needed: keys that must be there
    """
    if lines[0].rstrip() != "---":
        if needed:
            report(1, "no-front-matter", keys=", ".join(f"{key}:" for key in needed))
        return Front({}, {}, 0)
    meta: dict[str, str] = {}
    where: dict[str, int] = {}
    end = None
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            end = number
            break
        if line.startswith("# "):
            report(number, "open-front-matter/title")
            end = number - 1
            break
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon:
            report(number, "front-matter-line")
        elif key not in KEYS:
            report(number, "unknown-key", key=brief(key), keys=", ".join(KEYS))
        elif key in meta:
            report(number, "key-twice", key=key)
        else:
            meta[key], where[key] = value.strip(), number
    if end is None:
        report(1, "open-front-matter")
    for key in needed:
        if not meta.get(key, "").strip(" ,"):
            report(where.get(key, 1), f"no-{key}", key=key)
    return Front(meta, where, end)


def check_front(front: Front, known: Known, report: Report) -> None:
    """Check that what the front matter names exists."""
    values, where = front.values, front.where
    if (outcome := values.get("outcome")) and known.outcomes is not None and outcome not in known.outcomes:
        report(where["outcome"], "unknown-outcome", outcome=brief(outcome), outcomes=", ".join(sorted(known.outcomes)))
    if (level := values.get("level")) and level not in LEVELS:
        report(where["level"], "unknown-level", level=brief(level), levels=", ".join(LEVELS))
    for key in front.sources:
        if known.sources is not None and key not in known.sources:
            report(where["source"], "unknown-source", key=brief(key))
    if (day := values.get("review-by")) and not _is_date(day):
        report(where["review-by"], "bad-date", day=brief(day))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
