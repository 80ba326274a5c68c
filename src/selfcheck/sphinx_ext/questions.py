"""Directives that show questions: one, a quiz, a reflection, a case, a profile."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

from .. import words
from ..bank.page_index import ONE, SEVERAL
from ..html.fragment import Place, write_question, write_quiz, write_words
from ..html.worksheet_and_check import write_check, write_worksheet
from ..markup.tag import Html
from ..question.model import Question
from ..question.problems import CourseError, brief
from . import pictures
from .course import BookDirective, course, warn, warn_at
from .links import resolve
from .page_notes import keep_page_notes, page_notes
from .page_words import unneeded
from .placeholders import question_node

_SETS, _CHECKS = "selfcheck_sets", "selfcheck_checks"


class CourseDirective(BookDirective):
    """A directive that names questions or sets of the course."""

    required_arguments = 1

    def find(self, names: list[str]) -> list[Question]:
        """Return the questions of these names, and note that the page depends on their files; what there is none of is told."""
        found = course(self.env.app)
        asked: list[Question] = []
        for wanted in names:
            if path := found.files.get(wanted):
                self.env.note_dependency(str(path))
            try:
                questions = found.find(wanted)
            except CourseError:
                if found.files.get(wanted) is None:
                    self.complain("unknown-question", name=brief(wanted), folder=found.settings.questions)
                continue  # a question with problems is reported at its own file
            if wanted not in found.questions:
                sets_shown(self.env).setdefault(self.env.docname, {})[wanted] = [q.id for q in questions]
            for question in questions:
                self.env.note_dependency(str(found.root / question.path))
                pictures.note_pictures(self.env, found.root, question)
            asked += questions
        return asked

    def place(self, questions: list[Question], form: str, **kept: str) -> list[nodes.Node]:
        """Return the node for some questions; one that this page shows already is told."""
        shown: dict[str, int] = self.env.temp_data.setdefault("selfcheck_shown", {})
        for question in questions:
            if question.id in shown:
                self.complain("shown-twice/line", name=question.id, line=shown[question.id])
            shown.setdefault(question.id, self.lineno)
        values = {"name": "", "title": "", "against": ""} | kept
        return [question_node("", questions=[q.id for q in questions], form=form, **values)] if questions else []


class QuestionDirective(CourseDirective):
    """``{question} id``; also ``{reflection}``, ``{case}`` and ``{profile}``, which check the kind."""

    def run(self) -> list[nodes.Node]:
        questions = self.find(self.arguments)
        kind = ONE[self.name]
        for question in questions:
            if kind and question.kind != kind:
                self.complain("wrong-kind", name=question.id, directive=self.name)
        return self.place(questions, self.name)


class SeveralDirective(CourseDirective):
    """``{quiz} name`` with ids in its body, or with the name of a set and no body; also ``{worksheet}`` and ``{check}``.

    A worksheet makes one document of its reflections. A check counts by outcome what was right at the first try, and
    ``:against:`` names an earlier check to show the gain from.
    """

    has_content = True
    option_spec = {"title": directives.unchanged_required, "against": directives.unchanged_required}  # noqa: RUF012 (docutils' own form)

    def run(self) -> list[nodes.Node]:
        name, against = self.arguments[0], self.options.get("against", "")
        questions = self.find([line.strip() for line in self.content if line.strip()] or [name])
        others: list[Question] = []
        if self.name == "worksheet":
            others = [q for q in questions if q.kind != "reflect"]
            questions = [q for q in questions if q.kind == "reflect"]
            for question in others:
                self.complain("marked-in-worksheet", name=question.id)
        if self.name == "check":
            checks_shown(self.env).setdefault(self.env.docname, []).append((name, against, self.lineno))
        elif against:
            self.complain("unknown-check/other", directive=self.name)
            against = ""
        title = self.options.get("title", words.QUIZ)
        return self.place(questions, self.name, name=name, title=title, against=against) + self.place(others, "question")


def visit(translator: HTML5Translator, node: question_node) -> None:
    """Write the HTML of a question or of several into the page."""
    app = translator.builder.app
    found, here = course(app), translator.builder.current_docname

    def link(path: str, address: str) -> str | None:
        return resolve(app, path, address, here)

    asked = [found.questions[name] for name in node["questions"]]
    name, title, form = node["name"], node["title"], node["form"]
    def picture(path: str, address: str) -> str | None:
        return pictures.name_picture(app, found.root, path, address)

    spot = Place(found.name, min(translator.section_level + 1, 6), prefix=_prefix(translator, node), link=link, picture=picture)
    if not getattr(translator, "selfcheck_words", False):
        every = list(translator.document.findall(question_node))
        kinds = {found.questions[name].kind for other in every for name in other["questions"]}
        translator.body.append(write_words(unneeded(kinds, {other["form"] for other in every})))
        translator.selfcheck_words = True
    if form == "worksheet":
        html = write_worksheet(name, title, asked, spot)
    elif form == "check":
        outcomes = {q.outcome: found.outcomes.get(q.outcome, q.outcome) for q in asked}
        html = write_check(name, node["against"], write_quiz(name, title, asked, spot), outcomes, spot)
    elif form == "quiz":
        html = write_quiz(name, title, asked, spot)
    else:
        html = Html("".join(write_question(q, spot) for q in asked))
    translator.body.append(html)
    raise nodes.SkipNode


def _prefix(translator: HTML5Translator, node: question_node) -> str:
    """Return what begins the ids of a node's HTML: another one where the same question or quiz stands in this file already."""
    seen: dict[str, int] = translator.__dict__.setdefault("selfcheck_seen", {})
    names = [*node["questions"], f"{node['form']} {node['name']}"] if node["name"] else node["questions"]
    times = max(seen.get(name, 0) for name in names) + 1
    seen.update(dict.fromkeys(names, times))
    return "q-" if times == 1 else f"q{times}-"


def sets_shown(env: BuildEnvironment) -> dict[str, dict[str, list[str]]]:
    """The sets that each page shows whole, with the questions that they held when the page was read."""
    return page_notes(env, _SETS)


def checks_shown(env: BuildEnvironment) -> dict[str, list[tuple[str, str, int]]]:
    """The checks of each page: their names, the check that each is set against or ``""``, and their lines."""
    return page_notes(env, _CHECKS)


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Report the problems of all questions, and read those pages again whose set gained or lost a question."""
    found = course(app)
    for problem in found.problems:
        warn(problem)
    return [page for page, sets in sets_shown(env).items()
            if any([q.id for q in found.sets.get(name, ())] != ids for name, ids in sets.items())]


def check_checks(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell of each check that is set against one which no page shows."""
    names = {name for checks in checks_shown(env).values() for name, _, _ in checks}
    for page, checks in checks_shown(env).items():
        for name, against, line in checks:
            if against and (against not in names or against == name):
                warn_at((page, line), "unknown-check", name=brief(against))


def setup(app: Sphinx) -> None:
    pictures.setup(app)
    app.add_node(question_node, html=(visit, None))
    for name in ONE:
        app.add_directive(name, QuestionDirective)
    for name in SEVERAL:
        app.add_directive(name, SeveralDirective)
    keep_page_notes(app, _SETS)
    keep_page_notes(app, _CHECKS)
    app.connect("env-get-outdated", outdated)
    app.connect("env-check-consistency", check_checks)
