"""What asks for what: outcome by page, question and exercise, and where that leaves a gap (after Biggs on alignment)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .bank import Bank
from .pages import shown
from .problems import Problem

_NAMED = re.compile(r"\b(?:Quiz|check|picture)\(([^)]*)\)")


@dataclass(frozen=True)
class Asked:
    """Where one outcome is asked for."""

    outcome: str
    text: str
    unit: str
    questions: tuple[str, ...]
    pages: tuple[str, ...]
    """Pages that show one of the questions, in the order of their paths."""
    sets: tuple[str, ...]
    """Sets of the bank that hold one of the questions."""
    exercises: tuple[str, ...]
    """Exercises that use one of the questions, by the path of their source."""


def coverage(bank: Bank) -> tuple[Asked, ...]:
    """Return every outcome of the course with what asks for it, in the order of the units."""
    pages: dict[str, set[str]] = {}
    for place in shown(bank)[0]:
        pages.setdefault(place.question, set()).add(place.page)
    asking: dict[str, list[str]] = {}
    for question in bank.questions.values():
        asking.setdefault(question.outcome, []).append(question.id)
    exercises = exercise_questions(bank)
    found = []
    for unit in bank.units:
        for outcome, text in unit.outcomes.items():
            ids = tuple(asking.get(outcome, ()))
            found.append(Asked(
                outcome, text, unit.id, ids,
                tuple(sorted({page for i in ids for page in pages.get(i, ())})),
                tuple(sorted({bank.questions[i].set for i in ids})),
                tuple(path for path, names in exercises.items() if names & set(ids)),
            ))
    return tuple(found)


def exercise_questions(bank: Bank) -> dict[str, set[str]]:
    """Return the questions that each exercise uses, by the path of its source."""
    folder = bank.root / bank.settings["exercises"] / "source"
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.md")):
        names = {n for call in _NAMED.findall(path.read_text("utf-8")) for n in re.findall(r'"([^"]+)"', call)}
        found[path.relative_to(bank.root).as_posix()] = names & set(bank.questions)
    return found


def check(bank: Bank) -> Iterator[Problem]:
    """Give a problem for each outcome that is asked for too seldom, or not again later.

    Rules: ``questions-per-outcome``, the least number of questions; ``later-sets``, in how many later sets (units,
    reviews, a closing check) each outcome is asked again where so many follow.
    """
    least, again_in = int(bank.rules.get("questions-per-outcome", 0)), int(bank.rules.get("later-sets", 0))
    sets = sorted(bank.sets)  # names begin with the number of their place in the course
    place = bank.settings["outcomes"]
    lines = (bank.root / place).read_text("utf-8").split("\n")
    for asked in coverage(bank):
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f'"{asked.outcome}"')), 1)
        if len(asked.questions) < least:
            yield Problem(place, line, "outcome-questions", f"outcome {asked.outcome} has {len(asked.questions)} questions",
                          f"write at least {least}")
        later = [s for s in sets if s > asked.unit]
        wanted = min(again_in, len(later))
        again = [s for s in asked.sets if s in later]
        if len(again) < wanted:
            yield Problem(place, line, "outcome-spacing", f"outcome {asked.outcome} is asked again in {len(again)} later sets",
                          f"ask it in {wanted}: a question in the folder of a later unit or review may name it")
