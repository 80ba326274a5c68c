"""Write, then compare with a model answer: one heading ``## Model answer``. Nothing is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import words
from ...markup.tag import Html, tag
from ..attempt import Grade, Reading, refuse
from ..outline import Lines, Part, Prose, Reason
from ..problems import brief
from ..source import Written
from .kind import Kind, Kit, Teaching

ENOUGH_WORDS = 8
"""Of a reflection in a notebook, to set beside the model answer."""


@dataclass(frozen=True)
class Reflect:
    """Write, then compare with a model answer."""

    model_answer: str
    line: int = 0
    kind = "reflect"

    def essence(self) -> None:
        """Nothing is compared with what a learner wrote, so no edit may lose it."""


class WriteReflection(Kind[Reflect]):
    """Reflect."""

    name = "reflect"
    says = ("compared", "compared-unkept", "changed", "other-tab")
    marked = False

    def fits(self, written: Written) -> bool:
        return bool(written.parts) and written.parts[0].title == words.keyword("model-answer")

    def read(self, written: Written) -> Reflect | None:
        first, *more = written.parts
        for part in more:
            written.report(part.line, "extra-part", title=brief(part.title))
        text = "\n\n".join(written.source.text(block) for block in first.blocks)
        if not text:
            written.report(first.line, "no-model-answer")
        return Reflect(text, first.line)

    def teaching(self, body: Reflect) -> Iterator[Teaching]:
        yield Teaching(body.line, words.keyword("model-answer"), body.model_answer, False)

    @property
    def button(self) -> str:
        return str(words.COMPARE)

    @property
    def key_title(self) -> str:
        return str(words.KEY_REFLECT)

    def controls(self, body: Reflect, kit: Kit) -> Html:
        ident = kit.part(1)
        field = tag("textarea", class_="sc-input", id=ident, name=ident, rows=6)
        row = tag("div", tag("label", words.YOUR_NOTES, for_=ident), field, class_="sc-answer", data_k=0)
        return tag("div", row, class_="sc-answers")

    def key(self, body: Reflect, kit: Kit) -> Html:
        return tag("div", kit.blocks(body.model_answer), class_="sc-model")

    def parse(self, body: Reflect, answer: Any) -> Reading:
        return Reading(answer) if isinstance(answer, str) else refuse("text")

    def lacks(self, numbers: Any) -> str:
        return "" if len(numbers.split()) >= ENOUGH_WORDS else str(words.CHECKS["short"])

    def feedback(self, body: Reflect, numbers: Any, grade: Grade | None) -> list[str]:
        return [words.CHECKS["kept"].format(model=body.model_answer)]

    def saved(self, body: Reflect, kept: object) -> Any:
        return kept if isinstance(kept, str) else None

    def asked(self, body: Reflect, name: str) -> list[Part]:
        return [Lines(8)]

    def answers(self, body: Reflect) -> list[Prose | Reason]:
        return [Prose(body.model_answer)]
