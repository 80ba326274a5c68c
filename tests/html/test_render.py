"""The one fragment: native controls with names, nothing that needs the script, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fragments import Element, parse
from samples import KINDS, LITTLE, MARKED, SET, question_text
from selfcheck import words
from selfcheck.bank.course import open_course
from selfcheck.html.fragment import Place, write_question, write_quiz, write_words
from selfcheck.question.kinds.kind import shuffled
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Question
from selfcheck.question.read_file import read_file

PLACE = Place("little", link=lambda path, address: f"[{path}]{address}")
QUESTIONS = open_course(LITTLE).questions
LABELLED = ("input", "select", "textarea")


def shown(kind: str) -> Element:
    return parse(write_question(QUESTIONS[kind], PLACE))


def ids(root: Element) -> list[str]:
    return [str(e.attributes["id"]) for e in root.all() if "id" in e.attributes]


@pytest.mark.parametrize("kind", KINDS)
def test_golden(kind: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{kind}.html", write_question(QUESTIONS[kind], PLACE).replace("><", ">\n<") + "\n")


def test_golden_quiz(golden: Callable[[str, str], None]) -> None:
    html = write_words() + write_quiz("check", "Check *yourself*", [QUESTIONS["short"]], PLACE)
    golden("quiz.html", html.replace("><", ">\n<") + "\n")


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique_and_references_lead_somewhere(kind: str) -> None:
    root = shown(kind)
    names = ids(root)
    assert len(names) == len(set(names)) > 1
    references = [
        name for e in root.all() for key in ("for", "aria-labelledby", "aria-describedby")
        for name in (e.attributes.get(key) or "").split()]
    references += [href[1:] for e in root.all("a") if (href := str(e.attributes["href"])).startswith("#")]
    assert set(references) <= set(names)
    assert references


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_has_a_label_and_stands_in_a_form(kind: str) -> None:
    root = shown(kind)
    controls = list(root.all(*LABELLED))
    labels = {label.attributes["for"]: label.text.strip() for label in root.all("label")}
    assert controls or kind == "order"  # steps are moved with buttons
    for control in controls:
        assert labels[control.attributes["id"]], control
        assert control.attributes["name"]
    assert [c for form in root.all("form") for f in form.all("fieldset") for c in f.all(*LABELLED)][:len(controls)] == controls
    for form in root.all("form"):
        assert form.attributes["method"] == "dialog"
        assert sum(b.attributes["type"] == "submit" for b in form.all("button")) == 1
    groups = {c.attributes["name"] for c in controls if c.attributes.get("type") == "radio"}
    assert len(groups) == {"one": 1, "scale": 1, "case": 2, "profile": 2}.get(kind, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_every_fieldset_has_a_name(kind: str) -> None:
    root = shown(kind)
    assert list(root.all("fieldset"))
    for fieldset in root.all("fieldset"):
        label = fieldset.attributes.get("aria-labelledby")
        first = next(child for child in fieldset.inside if isinstance(child, Element))
        named = next(root.all(id=label)) if label else first
        assert named.tag == ("h4" if kind == "case" else "legend")
        assert named.text.strip()
    if kind != "case":  # whose scenes have forms of their own
        legend = next(root.all("legend"))
        assert legend.text == next(root.all("h3")).text == QUESTIONS[kind].title


@pytest.mark.parametrize("kind", KINDS)
def test_one_empty_status(kind: str) -> None:
    [status] = shown(kind).all(role="status")
    assert status.inside == []


@pytest.mark.parametrize("kind", KINDS)
def test_buttons_wait_for_the_script(kind: str) -> None:
    root = shown(kind)
    buttons = list(root.all("button"))
    asleep = [b for e in root.all() if "hidden" in e.attributes for b in e.all("button")]
    assert buttons
    assert all("hidden" in b.attributes or b in asleep for b in buttons)
    assert not [c for e in root.all() if "hidden" in e.attributes for c in e.all(*LABELLED)]


@pytest.mark.parametrize("kind", KINDS)
def test_key_stands_in_closed_details_and_nowhere_else(kind: str) -> None:
    root = shown(kind)
    details = list(root.all("details"))
    keys = [d for d in details if d.attributes["class"] in ("sc-key", "sc-more")]
    assert len(keys) == (2 if kind == "case" else 1)
    assert not any("open" in d.attributes for d in details)
    assert all(next(d.all("summary")).text for d in details)
    told = [e for d in keys for e in d.classed("sc-why") + d.classed("sc-model")]
    assert told == root.classed("sc-why") + root.classed("sc-model")
    assert len(told) == (1 if kind == "reflect" else 3 if kind in ("one", "several", "scale", "short") else 4)
    right = [e for e in root.all() if "data-right" in e.attributes]
    assert all(any(e in list(k.all()) for k in keys) for e in right)
    assert len(right) == {"one": 1, "several": 2, "sort": 4, "scale": 1, "short": 1}.get(kind, 0)
    assert ("data-marked" in next(root.all()).attributes) == (kind in MARKED)


def test_answers_to_arrange_do_not_stand_in_their_right_order() -> None:
    order, sort = QUESTIONS["order"], QUESTIONS["sort"]
    assert isinstance(order.body, Order)
    assert isinstance(sort.body, Sort)
    steps = [e.text for e in shown("order").classed("sc-text")]
    assert sorted(steps) == sorted(s.text for s in order.body.steps)
    assert steps != [s.text for s in order.body.steps]
    items = [e.text for e in next(shown("sort").all("form")).all("label")]
    assert sorted(items) == sorted(a.text for _, a in sort.body.items)
    assert items != [a.text for _, a in sort.body.items]
    for number in range(200):  # whatever the question is called
        assert shuffled(f"q{number}", ["a", "b", "c"]) not in ([0, 1, 2], [2, 1, 0])


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_is_lost(kind: str) -> None:
    text = shown(kind).text
    for line in question_text(kind).split("---\n", 2)[2].splitlines():
        for word in line.replace("](", " ](").split():
            if word.isalpha() and word not in ("Accept", "From", "To", "to", "Answer", "Otherwise", "Not", "Model", "answer"):
                assert word in text, word


@pytest.mark.parametrize("kind", KINDS)
def test_html_of_an_author_comes_out_as_text(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.md"
    text = question_text(kind)
    for old in (QUESTIONS[kind].title, "kettle", "leaves", "the pot]", "neighbour", "cold", "Strength"):
        text = text.replace(old, f"<b title=\"x\">{old}</b>&lt;i>")
    path.write_text(text, "utf-8")
    question, problems = read_file(path, tmp_path)
    assert question is not None, problems
    html = write_question(question, PLACE)
    root = parse(html)
    assert "<b title=“x”>" in root.text
    assert "</b><i>" in root.text
    assert not set(e.tag for e in root.all("b", "i"))


def test_levels_of_headings() -> None:
    for level in range(1, 9):
        inside = Place("little", level)
        root = parse(write_quiz("check", "Check", QUESTIONS.values(), inside))
        tags = [e.tag for e in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
        top = min(level, 5)
        assert tags[0] == f"h{top}"
        assert set(tags[1:]) <= {f"h{top + 1}", f"h{min(top + 2, 6)}"}


def test_links_go_where_the_place_says() -> None:
    asked: list[tuple[str, str]] = []

    def link(path: str, address: str) -> str | None:
        asked.append((path, address))
        return None if len(asked) == 1 else f"{address}?\"<&"

    root = parse(write_question(QUESTIONS["one"], Place("little", link=link)))
    assert asked == [(f"{SET}/one.md", "../../tea.md#the-water")] * 3
    assert [a.attributes["href"] for a in root.all("a")] == ["../../tea.md#the-water?\"<&"] * 2
    assert root.text.count("See the water.") == 3
    assert not list(parse(write_question(QUESTIONS["one"], Place("little"))).all("a"))


def test_names_of_a_place_are_written_safely() -> None:
    place = Place("a\"b<c", prefix="p-")
    root = parse(write_quiz("x\"y", "<i>", [QUESTIONS["one"]], place))
    assert next(root.all("selfcheck-quiz")).attributes["data-id"] == "x\"y"
    assert next(root.all("selfcheck-question")).attributes["data-course"] == "a\"b<c"
    assert next(root.all("h3")).text == "<i>"


def test_ids_of_questions_on_one_page_differ(tmp_path: Path) -> None:
    """One question's id can be another's with a number or a word after it; a scene can be called anything."""
    scenes = "".join(f"\n\n## {name}\n\nText." + "".join(f"\n\n- [go](#{way})\n  > Why." for way in ways) for name, ways in (
        ("How", ("stem", "1")), ("Stem", ("scene-1", "title")), ("1", ()), ("Scene 1", ()), ("Title", ())))
    fragments = [write_quiz("one", "Quiz", [], PLACE), write_quiz("one-title", "Quiz", [], PLACE)]
    for kind in KINDS:
        text = question_text("case").split("\n\n## ")[0] + scenes if kind == "case" else question_text(kind)
        for more in ("", "-1", "-how", "-stem", "-step-1", "-1-title", "-0-1", "-scene-1"):
            name = kind + more
            path = tmp_path / f"{name}.md"
            path.write_text(text, "utf-8")
            question, problems = read_file(path, tmp_path)
            assert question is not None, "\n".join(map(str, problems))
            fragments.append(write_question(question, PLACE))
    fragments.append(write_question(QUESTIONS["one"], Place("little", prefix="nb1-")))
    names = ids(parse("".join(fragments)))
    assert sorted(names) == sorted(set(names))


def test_same_bytes_twice() -> None:
    program = "; ".join([
        "from pathlib import Path", "from selfcheck.bank.course import open_course",
        "from selfcheck.html.fragment import Place, write_quiz, write_words", f"c = open_course(Path({str(LITTLE)!r}))",
        "print(write_words() + write_quiz('a', 'b', c.questions.values(), Place('little')))"])
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    runs = [subprocess.Popen([sys.executable, "-c", program], env=env | {"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE)
            for seed in ("1", "2")]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second
    assert len(first) > 10_000


def test_words_for_the_script() -> None:
    [template] = parse(write_words()).all("template")
    assert {e.attributes["data-w"]: e.text for e in template.all("span")} == words.STATUS


def test_profile_is_told_in_three_ways() -> None:
    question: Question = QUESTIONS["profile"]
    assert isinstance(question.body, Profile)
    root = shown("profile")
    panels = list(root.all("svg"))
    assert [p.attributes["role"] for p in panels] == ["img", "img"]
    assert panels[0].attributes["aria-label"] == "Builder’s tea. Strength: 5 of 5; Sweetness: 4 of 5"
    [table] = root.all("table")
    assert [[c.text for c in row.all("th", "td")] for row in table.all("tr")] == [
        ["On this line", "Builder’s tea", "Green tea", "Yours"],
        ["Strength (1: pale; 5: dark)", "5", "2", ""],
        ["Sweetness (1: no sugar; 5: more sugar than tea)", "4", "1", ""]]
    assert [e.attributes["scope"] for e in table.all("th")] == ["col"] * 4 + ["row"] * 2
    assert [dt.text for dt in root.all("dt")] == ["Strength", "Sweetness"]
