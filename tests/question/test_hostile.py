"""Whatever stands in a file: no exception, no live HTML, and every problem has a place in the file."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fragments import assert_harmless
from samples import KINDS, LITTLE, ROOT, SET, question_text
from selfcheck import bank, lint, render
from selfcheck.reader import read

SECONDS = 30
"""Of computing that one case may cost; most cost none that can be measured, the largest about five."""
PLACE = render.Place("little", link=lambda path, address: address)


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Let no text keep a reader of it busy. The processor's own time is counted, which is the same on a loaded machine."""
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "end of an attribute": "\"><svg onload=alert(1)>",
    "single quotes": "' onmouseover='alert(1)",
    "end of the form": "</textarea></select></label></details></form></template>",
    "comment": "<!-- a -- b",
    "declaration": "<![CDATA[ <?x ]]>",
    "script link": "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) <javascript:alert(1)>",
    "script link in entities": "[x](&#106;avascript:alert(1)) [y](<java&Tab;script:alert(1)>) [z](%6aavascript:alert(1))",
    "other schemes": "[x](data:text/html,<script>) [y](vbscript:x) [z](file:///etc/hosts)",
    "title of a link": "[x](https://example.org \"onclick=alert(1)\")",
    "address of a link": "[x](https://example.org/\"onclick=alert(1))",
    "picture": "![x](https://example.org/x.png)",
    "entities": "&lt;script&gt; &#60;script&#62; &amp;lt; &#0; &#xD800; &#x110000;",
    "template": "{{ 7*7 }} ${7*7} {% x %} $x$",
    "right to left": "\u202eevil\u202c \u200f\u061c\u2066x",
    "unusual letters": "\ufeff\u200b\u0085\u2028\u2029\ufffd\ufffe e" + "\u0301" * 500 + "\U0001f468\u200d\U0001f469",
    "long word": "x" * 20_000,
    "emphasis in emphasis": "*a **b " * 600 + "b** a*" * 600,
    "stars": "*" * 3400,
    "brackets": "[" * 3400 + "](x)" * 20,
    "backticks": "".join("`" * n + " " for n in range(100)),
}
"""Texts that could do harm inside a line."""

NESTED = {
    "quotes": ">" * 5000 + " a",
    "spaced quotes": "> " * 5000 + "a",
    "lists": "- " * 5000 + "a",
    "numbered lists": "1. " * 5000 + "a",
    "quotes in lists": "- > " * 5000 + "a",
    "deep indent": "\n".join(" " * n + "- a" for n in range(300)),
    "rules": "---\n" * 2000,
    "headings": "# a\n" * 1000,
    "parts": "## a\n- b\n" * 500,
    "references": "[a]: b\n" * 2000 + "[a]",
    "HTML": "<div><script>\nalert(1)\n</script></div>",
    "great numbers": f"- From {'9' * 5000}: a\n- To 9{'0' * 5000}: b\n- Accept {'1' * 5000}",
    "scenes": "".join(f"## s{n}\n\na\n\n- [b](#s{n + 1})\n  > c\n- [d](#s{n + 1})\n  > e\n\n" for n in range(300)),
}
"""Texts that could do harm as a structure."""


def with_text(kind: str, text: str) -> str:
    """Put ``text`` before the last word of every line of a good question in which an author writes words."""
    lines = question_text(kind).split("\n")
    start = lines.index("---", 1) + 1
    for number, line in enumerate(lines[start:], start):
        words = list(re.finditer(r"\w+(?=\W*$|\]\()", line))
        if words and not re.match(r"- Accept|- Otherwise|## Model|- .*: \d$" + "|##" * (kind == "case"), line):
            lines[number] = line[:words[0].start()] + text + line[words[0].start():]
    return "\n".join(lines)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_live(text: str, little_course: Callable[..., Path]) -> None:
    if len(text) * 12 > 40_000:  # a question has a limit, and so the text stands in its title alone
        files = {kind: question_text(kind).replace("\n# ", f"\n# {text}") for kind in KINDS}
    else:
        files = {kind: with_text(kind, text) for kind in KINDS}
    assert all(text in content for content in files.values())
    course = bank.load(little_course(**{f"{SET}/{kind}.md": content for kind, content in files.items()}))
    lint.check(course)
    assert sorted(course.questions) == list(KINDS), [str(p) for p in course.problems]
    for question in course.questions.values():
        assert_harmless(render.question(question, PLACE))
    assert_harmless(render.quiz(text, text, course.questions.values(), PLACE))


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_no_structure_breaks_the_reader(text: str, little_course: Callable[..., Path]) -> None:
    front, title, rest = question_text("one").partition("# Which water makes the strongest pot?\n")
    files = {
        "alone": text,
        "before": front + title + text + rest,
        "instead": front + title + "\n" + text,
        "after": front + title + rest + "\n" + text,
        "quoted": front + title + rest.replace("> Yes.", "> " + text.replace("\n", "\n  > ")),
    }
    course = bank.load(little_course(**{f"{SET}/new-{name}.md": content for name, content in files.items()}))
    for problem in lint.check(course):
        name = Path(problem.path).stem.removeprefix("new-")
        assert 1 <= problem.line <= files.get(name, "\n" * 999).count("\n") + 1
        assert len(problem.what) < 250 > len(problem.do)
    for question in course.questions.values():
        assert_harmless(render.question(question, PLACE))


ODD = [
    "\0", "\t", "\r", "\ufeff", "\u202e", "\u0301", "\U0001f600", "|", "]", "](", "[a](#b)", "<b>", "\\", "`", "```\n", "#",
    "---", "\n---\n", "\n# ", "\n## ", "> ", "- ", "\n1. ", "- [x] \n", "[x] ", ": ", "From 1: ", "Accept ", "Answer: ",
    "\n\n\n", "    ",
]


def mutate(text: str, rng: random.Random) -> str:
    """Return ``text`` after one to three accidents."""
    for _ in range(rng.randint(1, 3)):
        lines = text.split("\n")
        a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
        at = rng.randrange(len(text) + 1)
        match rng.randrange(6):
            case 0:
                del lines[a]
            case 1:
                lines.insert(b, lines[a])
            case 2:
                lines[a], lines[b] = lines[b], lines[a]
            case 3:
                lines = [text[:at] + text[at + rng.randint(1, 40):]]
            case 4:
                lines = [text[:at] + rng.choice(ODD) + text[at:]]
            case 5:
                del lines[min(a, b):max(a, b) // 2]
        text = "\n".join(lines)
    return text


def test_two_thousand_accidents(tmp_path: Path) -> None:
    rng = random.Random(1)
    texts = [path.read_text("utf-8") for root in (LITTLE, ROOT) for path in sorted((root / "book/questions").glob("*/*.md"))]
    path = tmp_path / "accident.md"
    read_right = 0
    for number in range(2000):
        text = mutate(texts[number % len(texts)], rng)
        path.write_text(text, "utf-8", newline="")
        question, problems = read(path, tmp_path)
        assert (question is None) == bool(problems), text
        for problem in problems:
            assert 1 <= problem.line <= len(re.split(r"\r\n|\r|\n", text)), f"{problem}\n{text}"
            assert problem.what and problem.do and "\n" not in str(problem)
        if question:
            read_right += 1
            assert_harmless(render.question(question, PLACE))
            assert all(line > 0 for line, _, _, _ in lint.told(question))
    assert 200 < read_right < 1800  # else the accidents are too rough, or too gentle, to say anything
