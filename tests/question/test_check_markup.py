"""What no place could show is told, at its line and with what to write in its stead; what can be shown is not."""

from __future__ import annotations

import time

import pytest

from hostile_texts import HOSTILE, NESTED
from rich import RICH
from samples import LITTLE, ROOT
from selfcheck import words
from selfcheck.question.check_markup import Find, find_unsupported


def unsupported(text: str, find: Find | None = None) -> list[tuple[int, str, str, str]]:
    """Return what is found with its sentences."""
    return [(line, code.partition("/")[0], *words.problem(code, **values)) for line, code, values in find_unsupported(text, find)]


ELSEWHERE = "save it beside the question, and name it from there"
FORMULA = "write the formula between $ signs, such as $x_2$"
PLAINLY = "write it in Markdown; to show it as it stands, put it between ` signs"
TOLD = {
    "H<sub>2</sub>O": "0 raw-html: HTML such as <sub> is not read in a question; " + FORMULA,
    "a\n\nb <span class=x>c</span>": f"2 raw-html: HTML such as <span> is not read in a question; {PLAINLY}",
    "<div>\na\n</div>": f"0 raw-html: HTML such as <div> is not read in a question; {PLAINLY}",
    "a\n<!-- b --> c": "1 raw-html: a comment of HTML is shown as it is; delete it",
    "a\nb {term}`pot <Pot>` c": "1 role: a role such as {term}`…` is not read in a question; write the words, with a link to the glossary",
    "`a\nb` {cite:p}`x`": "1 role: a role such as {cite:p}`…` is not read in a question; write the words, with a link to the page that explains them",
    "a {math}`x`": "0 role: a role such as {math}`…` is not read in a question; write the formula between $ signs",
    "a\n\n> ```{note}\n> b\n> ```": "2 directive: a directive such as {note} is not read in a question; write what it holds as plain text",
    "```{figure} a.png\n```": "0 directive: a directive such as {figure} is not read in a question; write it as ![what it shows](file)",
    "a\n:::{note}\nb": "1 directive: a directive that begins with ::: is not read in a question; write what it holds as plain text",
    "a.[^1]": "0 footnote: a footnote is not read in a question; put what it says into the text",
    "[^1]: A note.": "0 footnote: a footnote is not read in a question; put what it says into the text",
    "a [b][c]\n\n[c]: http://a.example": "2 reference-link: a link whose address stands apart is not read in a question; "
                                       "write the address behind the words: [words](address)",
    "a {{ name }}": "0 substitution: a substitution such as {{…}} is not read in a question; write the words themselves",
    "a ~~b~~": "0 struck-out: words between ~~ signs are not struck out in a question; leave them out, or say that they are wrong",
    "(here)=\n# Which?": "0 target: a label such as (name)= is not read in a question; delete it: a link leads to the page of a question",
    "- a\n  > ## b": "1 inner-heading: a heading cannot stand inside a text; write it in bold, **so**, as a paragraph of its own",
    "- a\n  > b\n  > ===": "1 inner-heading: a heading cannot stand inside a text; write it in bold, **so**, as a paragraph of its own",
    "| a | b |\n| c | d |": "0 not-a-table: these lines are not read as a table; "
                            "put a row such as |---|---| under the first one, with as many parts as it has",
    "- [ ] a | b\n  |---|---|\n  | c | d |": "0 table-in-answer: a table cannot stand in an answer; "
                                            "put it above the answers, or into the quote under this one",
    "a\nb $\\foo$": "1 bad-math: the formula '\\foo' cannot be read; "
                   "look for a misspelt command or a missing bracket; a dollar sign of money is written \\$",
    "$$\n\\frac\n$$": "0 bad-math: the formula '\\frac' cannot be read; "
                      "look for a misspelt command or a missing bracket; a dollar sign of money is written \\$",
    "$$\na\n\nb\n$$": "0 bad-math: the formula that begins here has no end; put $$ behind it, and leave no empty line in it",
    "a\n![](leaf.png)": "1 no-alt: the picture 'leaf.png' has no text alternative; say between its square brackets what it shows",
    "![a](http://a.example/leaf.png)": f"0 no-picture: the picture 'http://a.example/leaf.png' lies outside the course; {ELSEWHERE}",
    "![a](/leaf.png)": f"0 no-picture: the picture '/leaf.png' lies outside the course; {ELSEWHERE}",
    "![a](../tea.md)": "0 no-picture: '../tea.md' is not a picture that can be shown; use a file that ends with .png, .jpg, .jpeg, .gif, .webp, .svg",
    "a\n\n- b ![c](none.png)": "2 no-picture: there is no picture 'none.png'; correct its path, counted from this file",
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=[text.split("\n")[0] for text in TOLD])
def test_it_is_told(text: str, expected: str) -> None:
    found = [f"{line} {code}: {what}; {do}" for line, code, what, do in unsupported(text, lambda address: address == "leaf.png" or None)]
    assert expected in found
    assert {told.split(": ")[0] for told in found} == {expected.split(": ")[0]} or "[^1]: A" in text or "$$\na\n\n" in text


@pytest.mark.parametrize("text", [
    RICH.partition("\n---\n")[2], "`<b>` `{term}` `[^1]`", "<http://a.example> and <me@a.example>", "a < b and b > c",
    "# a\n\n## b\n\n- [ ] c\n\n---\n\n- d", "a \\[^1]",
    "**Told** whom | what | when | why", "```text\n<b> {note} [^1] {{a}}\n```", "a {b} c", "\\<b> \\{\\{a}}",
    "It costs $5 or $6.", "[a]: b c d", "a ~ b ~~ c",
    "---\n\n- a\n\n  | b | c |\n  |---|---|\n  | d | e |", "![a](leaf.png)"])
def test_what_can_be_shown_is_not_told(text: str) -> None:
    assert unsupported(text, lambda address: address) == []


def test_several_are_told_in_order() -> None:
    text = "Given H<sub>2</sub>O, {term}`pot <Pot>`.[^1]\n\n| leaf | age |\n|---|---|\n| <b>first</b> | ![](x.png) |\n\n[^1]: A note."
    assert [(line, code) for line, code, _, _ in unsupported(text, lambda _: None)] == [
        (0, "footnote"), (0, "raw-html"), (0, "role"), (4, "no-alt"), (4, "no-picture"), (4, "raw-html"), (6, "footnote")]


def test_no_question_of_the_course_has_any() -> None:
    paths = [path for root in (LITTLE, ROOT) for path in (root / "book/questions").glob("*/*.md")]
    found = [(path.name, finding) for path in paths for finding in unsupported(path.read_text("utf-8").split("\n---\n", 1)[1])]
    assert len(paths) > 300 and not found


@pytest.mark.parametrize("text", [*HOSTILE.values(), *NESTED.values(), "{a}`b`" * 4000, "| a |\n" * 4000, "<a>" * 9000, "{{" * 9000, "~~a" * 9000])
def test_whatever_stands_there(text: str) -> None:
    started = time.perf_counter()
    for line, code, what, do in unsupported(text):
        assert 0 <= line <= text.count("\n") and code and len(what) < 250 > len(do) and "\n" not in what + do
    assert time.perf_counter() - started < 20
