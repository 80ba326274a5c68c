"""What the browser kept of an answer, by number, as a learner would say it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeGuard

from .answers import plain
from .model import Case, Choice, Order, Profile, Question, Scale, Sort


def in_words(question: Question, numbers: object) -> Any:
    """Return an answer by number, as the script keeps it, in words. Nothing that a browser may have kept is an error.

    :param numbers: what the browser kept under ``r``; what does not fit the question is left out
    :return: the answer as :func:`selfcheck.answers.read` takes it; of a case, the choices taken, and of a profile its
        name too, under ``name``; None where the answer is of another kind altogether
    """
    body = question.body
    if isinstance(body, Choice):
        chosen = _pick([a.text for a in body.answers], numbers)
        return chosen if question.kind == "several" else chosen[0] if chosen else None
    if isinstance(body, Order):
        return _pick([s.text for s in body.steps], numbers)
    if isinstance(body, Sort):
        return _sorted_into(body, numbers)
    if isinstance(body, Scale):
        return numbers if _is_number(numbers) and numbers in body.span.steps else None
    if isinstance(body, Case):
        return _taken(body, numbers)
    if isinstance(body, Profile):
        return _placed_on(body, numbers)
    return numbers if isinstance(numbers, str) else None


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _pick(texts: Collection[str], numbers: object) -> list[str]:
    """Return the texts with these numbers, which count from 1."""
    known = dict(enumerate(map(plain, texts), 1))
    given = [n for n in numbers if _is_number(n)] if isinstance(numbers, list) else []
    return [known[n] for n in dict.fromkeys(given) if n in known]


def _sorted_into(body: Sort, numbers: object) -> dict[str, str]:
    groups = dict(enumerate(map(plain, body.groups), 1))
    kept = numbers if isinstance(numbers, dict) else {}
    placed = [(plain(a.text), kept.get(str(n))) for n, (_, a) in enumerate(body.items, 1)]
    return {item: groups[group] for item, group in placed if _is_number(group) and group in groups}


def _taken(body: Case, numbers: object) -> list[str]:
    """Return the choices along a path, up to where it leaves the case."""
    scenes = {scene.name: scene for scene in body.scenes}
    scene, told = body.scenes[0], []
    for n in numbers if isinstance(numbers, list) else []:
        if not _is_number(n) or not 1 <= n <= len(scene.ways):
            break
        way = scene.ways[n - 1]
        told.append(plain(way.text))
        scene = scenes[way.target]
    return told


def _placed_on(body: Profile, kept: object) -> dict[str, Any]:
    name, steps = kept if isinstance(kept, list) and len(kept) == 2 else ("", [])
    pairs = zip(body.traits, steps, strict=False) if isinstance(steps, list) else ()
    placed = {plain(t.name): step for t, step in pairs if _is_number(step) and step in t.span.steps}
    return {"name": name, **placed} if isinstance(name, str) else placed
