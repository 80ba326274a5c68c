"""What an author writes in a text, as HTML: tables, pictures, code and math, and nothing live in any of them."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fragments import Element, assert_harmless, parse
from rich import GREEN, RICH
from samples import LITTLE, SET, question_text
from selfcheck.bank.course import Course, open_course
from selfcheck.html.fragment import Place, write_question
from selfcheck.markup import math
from selfcheck.markup.markdown import blocks, inline, links, pictures, plain
from selfcheck.markup.pictures import find_picture, find_pictures, write_data

NEW = f"{SET}/new.md"


def test_a_table_can_be_scrolled_and_has_a_name() -> None:
    html = blocks("| leaf *a* | <b>age</b> |\n|:--|--:|\n| 1 | **2** |\n| 3 |")
    assert_harmless(html)
    box = parse(html).classed("sc-wide")[0]
    assert box.attributes == {"class": "sc-wide", "role": "region", "aria-label": "Table: leaf a, <b>age</b>", "tabindex": "0"}
    assert [(cell.text, cell.attributes) for cell in box.all("th")] == [("leaf a", {"scope": "col"}), ("<b>age</b>", {"scope": "col"})]
    assert [cell.text for cell in box.all("td")] == ["1", "2", "3", ""]
    assert [cell.text for cell in box.all("strong")] == ["2"]


@pytest.mark.parametrize("text", ["- a | b\n  |---|---|\n  | c | d |", "> a | b\n> |---|---|\n> | c | d |"])
def test_a_table_stands_in_its_list_or_quote(text: str) -> None:
    outer = next(parse(blocks(text)).all("ul", "blockquote"))
    assert [cell.text for cell in outer.all("th", "td")] == ["a", "b", "c", "d"]


def test_a_table_of_empty_cells_does_not_fill_the_memory() -> None:
    row = "|" * 2000
    started = time.perf_counter()
    html = blocks(f"{row}\n{'|-' * 1999}|\n" + "|\n" * 10_000)
    assert "<td>" not in html and time.perf_counter() - started < 5


def test_code_keeps_its_lines_and_signs() -> None:
    html = blocks('```py" onclick="x\nif a < b:\n    "c" & $d$\n```')
    assert html == '<pre class="sc-wide" tabindex="0"><code>if a &lt; b:\n    "c" &amp; $d$\n</code></pre>'
    assert next(parse(blocks("a\n\n    b < c")).all("code")).text == "b < c\n"


def test_a_picture_has_its_words_or_is_its_words() -> None:
    def address(written: str) -> str | None:
        return f"_images/{written}" if written.endswith(".png") else None

    assert inline('a ![the *green* "leaf"](leaf.png) b', picture=address) == 'a <img src="_images/leaf.png" alt="the green &quot;leaf&quot;"> b'
    assert inline("a ![a **leaf**](leaf.txt) b", picture=address) == "a a leaf b"
    assert blocks("![a leaf](leaf.png)") == "<p>a leaf</p>"
    assert plain("![a *leaf*](leaf.png) b") == "a leaf b"
    assert inline('![a](x.png)', picture=lambda _: '"><script>') == '<img src="&quot;&gt;&lt;script&gt;" alt="a">'
    assert pictures("![a](b.png) [c](d.png) [![e](f.png)](g.md)\n\n> ![h](i.png)") == ("b.png", "f.png", "i.png")
    assert links("![a](b.png) [c](d.png) [![e](f.png)](g.md)") == ("d.png", "g.md")


PIECES = ["[a](b.md)", "[", "](c.md)", "![d](e.png)", "f", " ", "\n", "\n\n", "`", "    ", "- ", "> ", "~~~\n", "\\", "<g:h>", "$", "|", "!", "(",
          ")", "[](#i)", "[j](<k.md>)", "&lt;", "*", "1. ", "# ", "[l](m%20n.md)", "[o](javascript:p)", "\t", "[q](r.md 's')", "]: t.md\n", "|--|\n"]


def test_links_and_pictures_are_those_that_a_page_would_show() -> None:
    chance, often = random.Random(1), [9, *[1] * (len(PIECES) - 1)]
    texts = ["".join(chance.choices(PIECES, often, k=chance.randint(1, 9))) for _ in range(5000)]
    for text in texts:
        linked: list[str] = []
        pictured: list[str] = []
        blocks(text, linked.append, pictured.append)
        assert (links(text), pictures(text)) == (tuple(linked), tuple(pictured)), repr(text)
    assert 2000 < sum(bool(links(text)) for text in texts) < 4900


MONEY = ["$5 and $6", "it costs $5, or $6 with milk", "a $ b $ c", "$5", "US$5 and US$6", "$$", "$$ $$", "\\$x\\$", "`$x$`", "$x $", "$ x$", "$x$5"]


@pytest.mark.parametrize("text", MONEY)
def test_money_is_no_formula(text: str) -> None:
    assert "<math" not in blocks(text)
    assert next(parse(blocks(text)).all("p")).text == plain(text)


@pytest.mark.parametrize(("text", "shown"), [
    ("a $x$ b", '<p>a <math display="inline"><mrow><mi>x</mi></mrow></math> b</p>'),
    ("$x<4$", '<p><math display="inline"><mrow><mi>x</mi><mo>&lt;</mo><mn>4</mn></mrow></math></p>'),
    ("**$1$**", '<p><strong><math display="inline"><mrow><mn>1</mn></mrow></math></strong></p>'),
    ("so $$x$$ it is", '<p>so <math display="block"><mrow><mi>x</mi></mrow></math> it is</p>'),
    ("$$\na\n+ b\n$$", '<div class="sc-wide" role="region" aria-label="Formula" tabindex="0"><math display="block"><mrow><mi>a</mi><mo>+</mo>'
     "<mi>b</mi></mrow></math></div>"),
    ("> $$a$$", '<blockquote>\n<div class="sc-wide" role="region" aria-label="Formula" tabindex="0"><math display="block"><mrow><mi>a</mi></mrow>'
     "</math></div>\n</blockquote>"),
    (r"$\text{a  b}$", '<p><math display="inline"><mrow><mtext>a\u00a0\u00a0b</mtext></mrow></math></p>'),
])
def test_a_formula_is_mathml(text: str, shown: str) -> None:
    assert blocks(text) == shown


UNREAD = [
    r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{sc-key}{x}", r"\color{red}{x}", r"\unheardof{x}", r"\frac", "x_", "{",
    r"\rule{9em}{9em}", r"\def\a{\a\a}\a", r"\newcommand{\a}{\a\a}\a", "{" * 900 + "}" * 900, "x" * 2001, r"\left(", "a & b",
]


@pytest.mark.parametrize("source", UNREAD)
def test_a_formula_that_cannot_be_read_is_shown_as_written(source: str) -> None:
    html = inline(f"${source}$")
    assert_harmless(html)
    assert "<math" not in html and parse(html).text == source


@pytest.mark.parametrize("source", [
    r"\text{<script>alert(1)</script>}", r"\text{</math><img src=x onerror=alert(1)>}", "<b>", r"\operatorname{<svg onload=x>}", r"\mathrm{\"&lt;}",
    r"\begin{array}{l\" onclick=x} a \end{array}", r"\mathbf{<i>}", "&lt;b&gt;", r"\text{&lt;script&gt;}", r"\hspace{1em\" onclick=x}x"])
def test_no_formula_is_live(source: str) -> None:
    for text in (inline(f"${source}$"), blocks(f"$$\n{source}\n$$")):
        assert_harmless(text)
        assert not list(parse(text).all("img", "svg", "b", "i"))


def test_formulas_of_all_sorts_can_be_read() -> None:
    for source in (r"\frac{a}{b}", r"\sqrt[3]{x}", r"\sum_{i=1}^n i", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"\alpha \le \beta",
                   r"\begin{aligned} a \\ b \end{aligned}", r"\begin{align*} a &= b \\ c &= d \end{align*}", r"\begin{cases} 1 & x \\ 0 \end{cases}",
                   r"\overline{x} \hat{x} \vec{v}", r"\mathbb{R} \mathcal{L} \mathrm{kg}", r"\lim_{x \to 0}", r"\binom{n}{k}", r"10{,}000", r"50\%"):
        assert math.read_math(source, True) is not None, source


def test_without_the_library_a_formula_is_shown_as_written() -> None:
    program = ("import sys; sys.modules['latex2mathml'] = None\n"
               "from selfcheck.markup.markdown import blocks; from selfcheck.question.check_markup import find_unsupported\n"
               "print(blocks('a $x^2 < 4$ b')); print(find_unsupported('$\\\\foo$'))")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "<p>a <code>x^2 &lt; 4</code> b</p>\n[]\n"


def test_the_library_is_loaded_for_formulas_alone() -> None:
    program = "import sys; from selfcheck.markup.markdown import blocks; blocks(sys.argv[1]); print('latex2mathml.converter' in sys.modules)"

    def loaded(text: str) -> str:
        return subprocess.run([sys.executable, "-c", program, text], capture_output=True, text=True, check=True).stdout.strip()

    assert (loaded("a *b* `$c$` | $5"), loaded("a $b$")) == ("False", "True")


@pytest.mark.parametrize("text", ["$a" * 20_000, "$$a\n" * 10_000, "$" * 40_000, "$a$" * 2000, "\\" * 40_000 + "$", "$a\\" * 9000, "- $$a\n" * 5000])
def test_dollars_by_the_thousand(text: str) -> None:
    started = time.perf_counter()
    assert_harmless(blocks(text))
    assert time.perf_counter() - started < 10


@pytest.fixture
def rich(little_course: Callable[..., Path]) -> Course:
    course = open_course(little_course(**{NEW: RICH, f"{SET}/green.png": GREEN}))
    assert not course.problems
    return course


def test_everything_is_shown_everywhere_in_a_question(rich: Course) -> None:
    place = Place("little", picture=lambda path, address: f"{path.rpartition('/')[0]}/{address}")
    html = write_question(rich.questions["new"], place)
    assert_harmless(html)
    root = parse(html)

    def inside(name: str) -> Element:
        return root.classed(name)[0]

    for name, tags in {"sc-title": ["math"], "sc-stem": ["table", "img", "pre", "math", "br"], "sc-hint": ["code", "math"],
                       "sc-answers": ["math", "code", "img"], "sc-reasons": ["ol", "ul", "pre", "table", "img"],
                       "sc-explanation": ["math", "pre"]}.items():
        assert {e.tag for e in inside(name).all()} >= set(tags), name
    assert [image.attributes for image in inside("sc-stem").all("img")] == [{"src": f"{SET}/green.png", "alt": "A green leaf"}]
    assert "$" not in root.text.replace("$5 or $6", "") and "|" not in root.text and "![" not in root.text


def test_model_answers_and_scenes_hold_them_too(little_course: Callable[..., Path]) -> None:
    more = "\n\n| a | b |\n|---|---|\n| 1 | $x$ |\n\n```\ncode\n```\n\n$$\ny\n$$\n\n![A green leaf](green.png)\n"
    texts = {"reflect": question_text("reflect") + more, "case": question_text("case").replace("wet from the rain.", "wet from the rain." + more)}
    course = open_course(little_course(**{f"{SET}/{kind}.md": text for kind, text in texts.items()}, **{f"{SET}/green.png": GREEN}))
    assert not course.problems, course.problems
    place = Place("little", picture=lambda path, address: address)
    for kind, name in (("reflect", "sc-model"), ("case", "sc-scene")):
        html = write_question(course.questions[kind], place)
        assert_harmless(html)
        assert {e.tag for e in parse(html).classed(name)[0].all()} >= {"table", "pre", "math", "img"}, kind


def test_a_picture_is_counted_from_its_question(rich: Course) -> None:
    assert find_pictures(rich.root, NEW, rich.questions["new"]) == {"green.png": rich.root / SET / "green.png"}
    assert find_picture(rich.root, NEW, "../01-tea/green.png") == rich.root / SET / "green.png"
    assert find_picture(rich.root, NEW, "gr%65en.png#part") == rich.root / SET / "green.png"
    for address in ("none.png", "new.md", "../../../../green.png", "/etc/hosts.png", "http://x.org/green.png", "data:image/png;base64,AA",
                    "C:\\green.png", "\\\\host\\green.png", "x" * 5000 + ".png", "a\0b.png"):
        assert find_picture(rich.root, NEW, address) is None, address


def test_a_notebook_holds_the_picture_itself(rich: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    from selfcheck.notebook.quiz_widget import Quiz

    monkeypatch.chdir(rich.root)
    quiz = Quiz("new")
    images = list(parse(quiz.html).all("img"))
    assert len(images) == 3 and {image.attributes["src"] for image in images} == {write_data(rich.root / SET / "green.png")}
    assert_harmless(quiz.html)
    assert ".sc img { max-width: 100%; }" in quiz._css


def test_questions_without_them_are_as_they_were() -> None:
    """No class, no attribute and no element for what is not there; the golden files say the rest."""
    for question in open_course(LITTLE).questions.values():
        html = write_question(question, Place("little"))
        assert not {e.tag for e in parse(html).all("math", "img", "pre")}
