"""Questions as JSON: everything that their authors wrote, as data, for any other tool.

The file is an object with ``version`` (1), ``course`` and ``questions``. A question has ``id``, ``set``, ``kind``, ``digest``,
``title``, ``stem``, ``hint``, ``explanation``, ``outcome``, ``level``, ``sources`` and ``review_by``, and under ``body`` what its
kind holds, with the names of the fields of its class. Texts are Markdown as written. The same questions give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..question.kinds import kind_of
from ..question.model import Question

VERSION = 1


def question_data(question: Question) -> dict[str, Any]:
    """Return one question as plain data."""
    return {
        "id": question.id, "set": question.set, "kind": question.kind, "digest": question.digest, "title": question.title,
        "stem": question.stem, "hint": question.hint, "explanation": question.explanation, "outcome": question.outcome,
        "level": question.level, "sources": list(question.sources), "review_by": question.review_by,
        "body": kind_of(question).data(question.body),
    }


def write_json(course: str, questions: Iterable[Question]) -> str:
    """Return questions as the text of a JSON file.

    :param course: name of the course
    """
    told = {"version": VERSION, "course": course, "questions": [question_data(q) for q in questions]}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
