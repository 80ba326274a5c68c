"""What came of an answer, in a form for programs: beside each sentence that ``check`` shows stands one of these.

Jupyter shows the richest form of an output that it knows (https://jupyter-client.readthedocs.io, *display_data*). It does
not know this one, so a learner sees the sentence alone, and a program never has to take a sentence apart.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..question.attempt import KEEP_GOING, NOT_YET, RIGHT

MIME = "application/vnd.selfcheck.verdict+json"
"""MIME type of a verdict in the outputs of a notebook."""
VERDICTS = (RIGHT, KEEP_GOING, NOT_YET)
"""The verdicts by their machine names, the best first. They are the same in every language."""


@dataclass(frozen=True)
class Verdict:
    """What came of one answer to one question."""

    question: str
    """Id of the question."""
    digest: str
    """Digest of the question: see :attr:`selfcheck.question.model.Question.digest`."""
    verdict: str
    """One of :data:`VERDICTS`."""
    credit: float
    """From 0 to 1. A question that is not marked, such as a reflection, has no credit: 0."""
    answer: Any
    """The answer by number: a list, a dict from number to group, or a whole number; typed text as it is. None where the
    answer cannot be graded, as something is missing or is not one of the answers."""

    def to_json(self) -> dict[str, Any]:
        """Return the verdict as what JSON can hold."""
        return asdict(self)


def read_verdict(value: object) -> Verdict | None:
    """Return the verdict that an output holds; None where it holds something else.

    :param value: anything; see :meth:`Verdict.to_json`
    """
    if not isinstance(value, Mapping) or set(value) != set(Verdict.__dataclass_fields__):
        return None
    texts, credit = (value["question"], value["digest"], value["verdict"]), value["credit"]
    if not all(isinstance(text, str) for text in texts) or value["verdict"] not in VERDICTS:
        return None
    if isinstance(credit, bool) or not isinstance(credit, int | float) or not 0 <= credit <= 1:
        return None
    return Verdict(*texts, float(credit), value["answer"])


def show_verdict(verdict: Verdict, sentence: str) -> None:
    """Show a sentence, and in a notebook the verdict beside it in the same output.

    :param sentence: what is said to the learner
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None  # only a notebook has loaded it
    if shell is None:
        print(sentence)
    else:
        shell.display_pub.publish({"text/plain": sentence, MIME: verdict.to_json()}, {})  # without metadata, JupyterLite sends none
