"""Directives that show questions: one, a quiz, a reflection, a case, a profile."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from posixpath import normpath

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from .. import words
from ..bank.course import Course, open_course
from ..bank.page_index import ONE, SEVERAL
from ..html.answer_table import write_answers
from ..html.fragment import Place, write_question, write_quiz, write_words
from ..html.worksheet_and_check import write_check, write_worksheet
from ..markup.tag import Html
from ..question.problems import CourseError, Problem
from . import pictures

logger = logging.getLogger(__name__)


class question_node(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 (docutils names nodes so)
    """Place of one question or quiz. Its HTML is made when the page is written, so that links fit the page."""


def course(app: Sphinx) -> Course:
    """Return the bank of the course that is being built, read once in a build."""
    found = getattr(app, "selfcheck_bank", None)
    if found is None:
        found = open_course(Path(app.srcdir))
        app.selfcheck_bank = found  # type: ignore[attr-defined]
    return found


def warn(problem: Problem) -> None:
    """Report a problem as a warning at its own file and line."""
    logger.warning("%s; %s", problem.what, problem.do, location=f"{problem.path}:{problem.line}", type="selfcheck", subtype=problem.code)


class QuestionDirective(SphinxDirective):
    """``{question} id``; also ``{reflection}``, ``{case}`` and ``{profile}``, which check the kind."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return place(self, self.arguments)


class SeveralDirective(SphinxDirective):
    """``{quiz} name`` with ids in its body, or with the name of a set and no body; also ``{worksheet}`` and ``{check}``.

    A worksheet makes one document of its reflections. A check counts by outcome what was right at the first try, and
    ``:against:`` names an earlier check to show the gain from.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"title": directives.unchanged_required, "against": directives.unchanged_required}  # noqa: RUF012 (docutils' own form)

    def run(self) -> list[nodes.Node]:
        names = [line.strip() for line in self.content if line.strip()] or [self.arguments[0]]
        return place(self, names, self.arguments[0], self.options.get("title", words.QUIZ), self.options.get("against", ""))


class KeysDirective(SphinxDirective):
    """``{keys} set``: the right answers to the questions of a set, for trainers."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        found = course(self.env.app).sets.get(self.arguments[0], [])
        shown = place(self, self.arguments)  # says what is wrong with the name, and notes what the page depends on
        return [nodes.raw("", write_answers(found), format="html")] if shown else []


def place(directive: SphinxDirective, names: list[str], name: str = "", title: str = "", against: str = "") -> list[nodes.Node]:
    """Make the node for some questions, and note that the page depends on their files."""
    found = course(directive.env.app)
    ids: list[str] = []
    for wanted in names:
        if path := found.files.get(wanted):
            directive.env.note_dependency(str(path))
        try:
            questions = found.find(wanted)
        except CourseError:
            if found.files.get(wanted) is None:
                _, line = directive.get_source_info()
                logger.warning("there is no question '%s'; use the name of a file in %s, without .md", wanted, found.settings.questions,
                               location=(directive.env.docname, line), type="selfcheck", subtype="unknown-question")
            continue  # a question with problems is reported at its own file
        if wanted not in found.questions:
            sets_shown(directive.env).setdefault(directive.env.docname, {})[wanted] = [q.id for q in questions]
        kind = ONE.get(directive.name)
        for q in questions:
            if kind and q.kind != kind:
                logger.warning("'%s' is not a %s; show it with {question}", q.id, directive.name,
                               location=(directive.env.docname, directive.lineno), type="selfcheck", subtype="wrong-kind")
            directive.env.note_dependency(str(found.root / q.path))
            pictures.note_pictures(directive.env, found.root, q)
            ids.append(q.id)
    return [question_node("", questions=ids, form=directive.name, name=name, title=title, against=against)] if ids else []


def visit(translator: HTML5Translator, node: question_node) -> None:
    """Write the HTML of a question or of several into the page."""
    app = translator.builder.app
    found, here = course(app), translator.builder.current_docname

    def link(path: str, address: str) -> str | None:
        return resolve(app, path, address, here)

    def picture(path: str, address: str) -> str | None:
        return pictures.name_picture(app, found.root, path, address)

    spot = Place(found.name, min(translator.section_level + 1, 6), link=link, picture=picture)
    asked = [found.questions[name] for name in node["questions"]]
    if not getattr(translator, "selfcheck_words", False):
        translator.body.append(write_words())
        translator.selfcheck_words = True
    name, title, form = node["name"], node["title"], node["form"]
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


def resolve(app: Sphinx, path: str, address: str, here: str) -> str:
    """Return the address, as seen from page ``here``, of a link that stands in the question file ``path``."""
    if ":" in address.split("/")[0]:
        return address
    name, _, anchor = address.partition("#")
    target = str(PurePosixPath(normpath(str(PurePosixPath(path).parent / name))).with_suffix("")) if name else here
    slugs = app.env.metadata.get(target, {}).get("myst_slugs", {})  # heading names, to the ids that docutils gave them
    anchor = slugs[anchor][1] if anchor in slugs else anchor
    uri = app.builder.get_relative_uri(here, target) if target != here else ""
    return f"{uri}#{anchor}" if anchor else uri


def sets_shown(env: BuildEnvironment) -> dict[str, dict[str, list[str]]]:
    """The sets that each page shows whole, with the questions that they held when the page was read."""
    if not hasattr(env, "selfcheck_sets"):
        env.selfcheck_sets = {}  # type: ignore[attr-defined]
    return env.selfcheck_sets  # type: ignore[attr-defined,no-any-return]


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Report the problems of all questions, and read those pages again whose set gained or lost a question."""
    found = course(app)
    for problem in found.problems:
        warn(problem)
    return [page for page, sets in sets_shown(env).items()
            if any([q.id for q in found.sets.get(name, ())] != ids for name, ids in sets.items())]


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget which sets a page shows: it is about to be read again, or gone."""
    sets_shown(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what another process read."""
    sets_shown(env).update({page: sets for page, sets in sets_shown(other).items() if page in docnames})


def setup(app: Sphinx) -> None:
    pictures.setup(app)
    app.add_node(question_node, html=(visit, None))
    for name in ONE:
        app.add_directive(name, QuestionDirective)
    for name in SEVERAL:
        app.add_directive(name, SeveralDirective)
    app.add_directive("keys", KeysDirective)
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
