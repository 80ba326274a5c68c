"""Questions on paper: what stands in the PDF, whatever stands in the question, and what is said of what cannot be printed."""

from __future__ import annotations

import os
import re
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hostile_texts import HOSTILE, with_text
from pdfs import lines_of, tags_of, words_of
from rich import GREEN, RICH
from samples import LITTLE, MARKED, ROOT, SET, question_text
from selfcheck.bank.course import open_course
from selfcheck.paper.typst_math import write_equation
from selfcheck.paper.typst_pdf import write_pdf, write_source
from selfcheck.question.kinds.case import Case
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Question
from selfcheck.question.problems import CourseError

QUESTIONS = open_course(LITTLE).questions
NEW = f"{SET}/new.md"
FRONT = question_text("one").partition("# ")[0]


def question(title: str = "Which leaf is picked?", stem: str = "", answer: str = "The first leaf", why: str = "", end: str = "Fine.") -> str:
    """Return the file of a question in which some texts stand."""
    told = f"Yes. It is the youngest one that there is on the bush. {why}".replace("\n", "\n  > ")
    return f"{FRONT}# {title}\n\n{stem}\n\n- [x] {answer}\n  > {told}\n- [ ] The last leaf\n  > That one is older.\n\n---\n\n{end}\n"


@pytest.fixture
def printed(tmp_path: Path, little_course: Callable[..., Path]) -> Callable[..., Path]:
    """Print a new question with its key, and return the PDF."""

    def make(text: str, **files: str | bytes) -> Path:
        root = little_course(**{NEW: text, **files})
        course = open_course(root)
        assert "new" in course.questions, [str(p) for p in course.problems]
        assert not write_pdf("Tea", [course.questions["new"]], tmp_path / "tea.pdf", root, key=True)
        return tmp_path / "tea.pdf"

    return make


@pytest.mark.parametrize(("name", "key"), [("handout.typ", False), ("handout-key.typ", True)])
def test_golden(name: str, key: bool, golden: Callable[[str, str], None]) -> None:
    golden(name, write_source("Tea", QUESTIONS.values(), LITTLE, key))


def test_every_question_is_printed_without_its_key(tmp_path: Path) -> None:
    assert not write_pdf("A pot of tea", list(QUESTIONS.values()), tmp_path / "tea.pdf", LITTLE)
    words = words_of(tmp_path / "tea.pdf")
    assert words.startswith("A pot of tea 1. A guest at the door")
    for number, (kind, told) in enumerate(QUESTIONS.items(), 1):
        assert f"{number}. {told.title}" in words, kind
    for told in ("Answer and reasons", "A model answer", "Right", "kettle, tea-kettle", "Black tea wants water"):
        assert told not in words


def test_the_key_says_what_is_right_and_why(tmp_path: Path) -> None:
    assert not write_pdf("Tea", list(QUESTIONS.values()), tmp_path / "tea.pdf", LITTLE, key=True)
    words = words_of(tmp_path / "tea.pdf")
    for told in ("Right: Water that has just boiled. Yes. The hotter", "Not this one: Water that is pleasantly warm. Warm water draws",
                 "In the cup: Milk. In the pot it would cool", "Accepted: 3 to 4. Yes: hot", "Accepted: kettle, tea-kettle. Yes. A kettle",
                 "A model answer I boil the water each time.", "A knock: Put the kettle on. The kitchen warms up",
                 "Strength: Builder's tea 5. It stands", "Black tea wants water on the boil."):
        assert told in words
    assert words.count("Answer and reasons") == len(MARKED)
    assert all(words.count(title) == 1 for title in ("A model answer", "What follows from each choice", "Why the examples stand where they do"))


def order_of(texts: list[str], words: str) -> list[str]:
    assert all(text in words for text in texts)
    return sorted(texts, key=words.index)


def test_steps_are_mixed_on_the_sheet_and_right_in_the_key(tmp_path: Path) -> None:
    """On this sheet a learner numbers the steps: in their right order they would give themselves away."""
    ordered, sorted_ = QUESTIONS["order"], QUESTIONS["sort"]
    assert isinstance(ordered.body, Order) and isinstance(sorted_.body, Sort)
    for asked, right in ((ordered, [s.text for s in ordered.body.steps]), (sorted_, [a.text for _, a in sorted_.body.items])):
        write_pdf("Tea", [asked], tmp_path / "sheet.pdf", LITTLE)
        write_pdf("Tea", [asked], tmp_path / "key.pdf", LITTLE, key=True)
        sheet = words_of(tmp_path / "sheet.pdf")
        before, _, key = words_of(tmp_path / "key.pdf").partition("Answer and reasons")
        mixed = order_of(right, sheet)
        assert mixed not in (right, right[::-1]) and order_of(right, before) == mixed
        assert order_of(right, key) == right


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    program = ("import sys; from pathlib import Path\n"
               "from selfcheck.bank.course import open_course; from selfcheck.paper.typst_pdf import write_pdf\n"
               "root = Path(sys.argv[1]); write_pdf('Tea', list(open_course(root).questions.values()), Path(sys.argv[2]), root, True)")
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        subprocess.run([sys.executable, "-c", program, str(LITTLE), str(path)], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(path.read_bytes())
    assert made[0] == made[1]


def squeezed(text: str) -> str:
    """Return a text without spaces: at the end of a line a hyphen may have one after it."""
    return "".join(text.split())


def test_every_sign_is_printed(tmp_path: Path, little_course: Callable[..., Path]) -> None:
    """At the start, in the middle and at the end of each text, and after what is bold."""
    written = {f"sign-{ord(sign)}": f"\\{sign}start mid\\{sign}dle **bold**\\{sign}x *soft*\\{sign} end\\{sign}" for sign in string.punctuation}
    root = little_course(**{f"{SET}/{name}.md": question(*[text] * 5) for name, text in written.items()})
    course = open_course(root)
    assert not write_pdf("Signs", [course.questions[name] for name in written], tmp_path / "signs.pdf", root, True)
    words = squeezed(words_of(tmp_path / "signs.pdf"))
    for sign in string.punctuation:
        expected = squeezed(f"{sign}start mid{sign}dle bold{sign}x soft{sign} end{sign}")
        assert words.count(expected) == 6, sign  # the answer stands on the sheet and in the key


PLAIN = {
    "1984\\. That was a good year.": "1984. That was a good year.",
    "Take the **leaf**(s); leave the *stalk*; look.": "Take the leaf(s); leave the stalk; look.",
    "Take the **leaf**; leave the stalk.": "Take the leaf; leave the stalk.",
    "**a**[b] *c*{d} `e`.f `g`(h)": "a[b] c{d} e.f g(h)",
    "= no heading": "= no heading",
    "/ no: term": "/ no: term",
    "a @label <b": "a @label <b",
    "http://a.example // no comment /\\* nor this \\*/": "http://a.example // no comment /* nor this */",
    '\\#panic("x") #{1} \\$1\\$ \\\\u{41}': '#panic("x") #{1} $1$ \\u{41}',
    "1\\) a ~ b --- c ... d": "1) a ~ b --- c ... d",
    "“quoted” ‘words’ it’s \"so\"": "\"quoted\" 'words' it's \"so\"",
    "Grüße, Łódź, αβγ, Привет": "Grüße, Łódź, αβγ, Привет",
}
"""What authors write, and how it must read."""


def test_no_words_mean_anything_to_typst(tmp_path: Path, little_course: Callable[..., Path]) -> None:
    root = little_course(**{f"{SET}/plain-{n}.md": question("Which?", text, end=text) for n, text in enumerate(PLAIN)})
    course = open_course(root)
    assert not write_pdf("Plain", [course.questions[f"plain-{n}"] for n in range(len(PLAIN))], tmp_path / "plain.pdf", root, True)
    words = words_of(tmp_path / "plain.pdf")
    for text, expected in PLAIN.items():
        assert words.count(expected) >= 2, text


def test_what_authors_write_keeps_its_form(printed: Callable[..., Path]) -> None:
    path = printed(RICH, **{f"{SET}/green.png": GREEN})
    lines, tags = lines_of(path), tags_of(path)
    for code in (["def pick(leaf):", "return leaf < 2"], ["pick(1)", "pick(2)"]):
        assert lines[lines.index(code[0]):][:2] == code
    assert [line for line in lines if re.search("seven|nested|eight$", line)] == ["7. seven", "‣ nested", "8. eight"]
    assert "first line" in lines and "second line" in lines
    assert [kind for kind, _ in tags].count("TH") == 5 == [kind for kind, _ in tags].count("TD")
    assert [words for kind, words in tags if kind == "Figure"] == ["A green leaf", "green", "green"]  # an answer is in the key as well
    assert {words for kind, words in tags if kind == "Formula"} >= {"x^2 < 4", "\\frac{1}{n}\\sum_{i=1}^n x_i\n+ y"}
    assert "BlockQuote" in {kind for kind, _ in tags}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_stops_the_printer(text: str, tmp_path: Path, little_course: Callable[..., Path]) -> None:
    kinds = ("case", "several", "sort", "profile")
    texts = [question_text(k).replace("\n# ", f"\n# {text}") if len(text) * 12 > 40_000 else with_text(k, text) for k in kinds]
    root = little_course(**{f"{SET}/{kind}.md": whole for kind, whole in zip(kinds, texts, strict=True)})
    course = open_course(root)
    problems = write_pdf(text, [course.questions[kind] for kind in kinds if kind in course.questions], tmp_path / "tea.pdf", root, True)
    assert {p.code for p in problems} <= {"no-glyph"}
    assert (tmp_path / "tea.pdf").exists() != bool(problems)


@pytest.mark.parametrize("letter", ["\U0010fffd", "\U000ffffd"])
def test_a_letter_that_no_font_has(letter: str, tmp_path: Path, little_course: Callable[..., Path]) -> None:
    root = little_course(**{NEW: question(end=f"Fine.\n\nA cup of {letter}, and \U0010fffc.")})
    (tmp_path / "tea.pdf").write_bytes(b"earlier")
    course = open_course(root)
    problems = write_pdf("Tea", [course.questions["one"], course.questions["new"]], tmp_path / "tea.pdf", root)
    assert problems == []  # it stands in the key alone
    (tmp_path / "tea.pdf").write_bytes(b"earlier")
    problems = write_pdf("Tea", [course.questions["one"], course.questions["new"]], tmp_path / "tea.pdf", root, True)
    line = (root / NEW).read_text("utf-8").split("\n").index(f"A cup of {letter}, and \U0010fffc.") + 1
    assert [str(p) for p in problems] == [
        f"{NEW}:{line}: no font of this computer can print U+{ord(each):04X}; say it in other letters, or install a font that has it [no-glyph]"
        for each in sorted((letter, "\U0010fffc"), key=lambda each: f"U+{ord(each):04X}")]
    assert (tmp_path / "tea.pdf").read_bytes() == b"earlier" and not list(tmp_path.glob("*.part"))


def test_a_letter_of_the_title_that_no_font_has(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="The title 'Tea \U0010fffd' cannot be printed"):
        write_pdf("Tea \U0010fffd", [QUESTIONS["one"]], tmp_path / "tea.pdf", LITTLE)
    assert not list(tmp_path.iterdir())


def test_a_picture_that_is_none(tmp_path: Path, little_course: Callable[..., Path]) -> None:
    root = little_course(**{NEW: question(stem="![A leaf](leaf.png)"), f"{SET}/leaf.png": b"no picture"})
    problems = write_pdf("Tea", [*open_course(root).questions.values()], tmp_path / "tea.pdf", root)
    assert [(p.path, p.code) for p in problems] == [(NEW, "not-printed")]
    assert "failed to decode image" in problems[0].what


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="cannot be written"):
        write_pdf("Tea", [QUESTIONS["one"]], tmp_path / "nowhere/tea.pdf", LITTLE)


def test_the_command(tmp_path: Path, little_course: Callable[..., Path]) -> None:
    root = little_course(**{NEW: question("Which leaf is \U0010fffd?")})

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "selfcheck", "handout", *arguments], cwd=root, capture_output=True, text=True, check=False)

    done = run("one", "--key")
    assert (done.returncode, done.stdout, done.stderr) == (0, "one-key.pdf: 1 question\n", "")
    assert "Answer and reasons" in words_of(root / "one-key.pdf")
    done = run("new")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{NEW}:7: no font of this computer can print U+10FFFD;")
    assert not (root / "new.pdf").exists()


def test_every_question_of_the_course_can_be_printed(tmp_path: Path) -> None:
    course = open_course(ROOT)
    assert not write_pdf("All", list(course.questions.values()), tmp_path / "all.pdf", ROOT, True)
    titles = [q.title for q in course.questions.values()]
    kinds = {type(q.body) for q in course.questions.values()}
    assert len(titles) > 300 and Case in kinds
    assert [kind for kind, _ in tags_of(tmp_path / "all.pdf")].count("H2") == len(titles)


def test_texts_that_cannot_be_encoded(tmp_path: Path) -> None:
    """An argument of the command line can hold half a letter."""
    asked: list[Question] = [QUESTIONS["one"]]
    assert not write_pdf("Tea \udce9", asked, tmp_path / "tea.pdf", LITTLE)
    assert words_of(tmp_path / "tea.pdf").startswith("Tea ?")


def test_brackets_grow_with_their_matrix() -> None:
    grown = "math.lr(formula(symbol(\"(\"), math.mat(delim: none, (symbol(\"a\"),), (symbol(\"b\"),)), symbol(\")\")))"
    written = " ".join(write_equation(r"x \begin{pmatrix} a \\ b \end{pmatrix} \begin{pmatrix} a \\ b \end{pmatrix}", True).split())
    assert written.replace("( ", "(").replace(", )", ")").count(grown) == 2
    assert "math.lr" not in write_equation("a(b)", True)


def test_a_formula_that_cannot_be_read_is_printed_as_written() -> None:
    assert write_equation(r"\unheardof{#panic()}", False) == r'raw(block: false, "\\unheardof{#panic()}")'
