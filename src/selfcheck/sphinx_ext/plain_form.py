"""What stands on a page for builders that cannot show the engine's HTML: latex, text, man, an electronic book.

There a question is a title, its text, its answers, and then its key with the reasons, as on paper. Whatever else the engine
puts into a page as HTML has a twin in ordinary nodes beside it: see :mod:`selfcheck.sphinx_ext.placeholders`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from .. import words
from ..markup.markdown import plain
from ..question import outline
from ..question.kinds import kind_of
from ..question.model import Question
from . import plain_nodes
from .course import course
from .links import resolve
from .placeholders import plain_node, question_node


class PlainForm(SphinxPostTransform):
    """Keeps of each page what its builder can show."""

    default_priority = 8  # before Sphinx resolves links, and the theme wraps tables

    def run(self, **kwargs: Any) -> None:
        builder = self.app.builder
        pages = builder.format == "html"
        book = builder.name == "epub"  # its pages are XML, mostly without script: drawings are at home there, forms are not
        for node in list(self.document.findall(lambda n: isinstance(n, plain_node | question_node | nodes.raw))):
            if isinstance(node, question_node) and (book or not pages):
                node.replace_self(Writer(self.app, self.env.docname).several(node))
            elif isinstance(node, nodes.raw) and node.get("interactive") and (book or not pages):
                node.parent.remove(node)
            elif isinstance(node, plain_node):
                kept = not pages or (book and bool(node.get("interactive")))
                node.replace_self(list(node.children)) if kept else node.parent.remove(node)


class Writer:
    """Writes questions as ordinary nodes for one page."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.app = app
        self.docname = docname

    def several(self, node: question_node) -> list[nodes.Node]:
        """Return all questions of a node, with the title that stands over them."""
        found = course(self.app)
        title: list[nodes.Node] = [nodes.rubric("", "", *self._inline(node["title"], ""))] if node["title"] else []
        return title + [part for name in node["questions"] for part in self.question(found.questions[name])]

    def question(self, question: Question) -> list[nodes.Node]:
        """Return a question: title, stem, hint, what there is to answer, the key with its reasons, the explanation."""
        path = question.path
        found: list[nodes.Node] = [nodes.paragraph("", "", nodes.strong("", "", *self._inline(question.title, path)))]
        found += self._blocks(question.stem, path)
        if question.hint:
            found += [nodes.paragraph("", "", nodes.strong("", words.HINT)), *self._blocks(question.hint, path)]
        if question.kind in ("one", "several", "scale"):  # what to do in the other kinds depends on buttons
            found.append(nodes.paragraph("", words.HOW[question.kind]))
        found += self._list([self._part(part, path) for part in kind_of(question).asked(question.body, question.id)])
        found.append(nodes.paragraph("", "", nodes.strong("", kind_of(question).key_title)))
        found += self._list([self._row(row, path) for row in kind_of(question).answers(question.body)])
        return found + self._blocks(question.explanation, path)

    def _list(self, parts: list[nodes.Node]) -> list[nodes.Node]:
        """Put the list items that follow one another into lists."""
        found: list[nodes.Node] = []
        for part in parts:
            if not isinstance(part, nodes.list_item):
                found.append(part)
            elif found and isinstance(found[-1], nodes.bullet_list):
                found[-1] += part
            else:
                found.append(nodes.bullet_list("", part, bullet="*"))
        return found

    def _part(self, part: outline.Part, path: str) -> nodes.Node:
        match part:
            case outline.Prose(text):
                return nodes.container("", *self._blocks(text, path))
            case outline.Heading(text):
                return nodes.paragraph("", "", nodes.emphasis("", "", *self._inline(text, path)))
            case outline.Steps(text, span):
                steps = ", ".join([f"{span.first} ({plain(span.first_end)})", *map(str, span.steps[1:-1]), f"{span.last} ({plain(span.last_end)})"])
                return _item(*([*self._inline(text, path), nodes.Text(": ")] if text else []), nodes.Text(steps))
            case outline.Lines():
                return nodes.paragraph("", f"{words.YOUR_ANSWER}: {'_' * 30}")
            case outline.Box(text) | outline.Gap(text):
                return _item(*self._inline(text, path))

    def _row(self, row: outline.Prose | outline.Reason, path: str) -> nodes.Node:
        if isinstance(row, outline.Prose):
            return nodes.container("", *self._blocks(row.text, path))
        label = [nodes.strong("", f"{plain(row.label)}:"), nodes.Text(" ")]
        return nodes.list_item("", nodes.paragraph("", "", *label, *self._inline(row.text, path)), *self._blocks(row.why, path))

    def _blocks(self, text: str, path: str) -> list[nodes.Node]:
        return plain_nodes.blocks(text, lambda link: self._address(path, link))

    def _inline(self, text: str, path: str) -> list[nodes.Node]:
        return plain_nodes.inline(text, lambda link: self._address(path, link))

    def _address(self, path: str, link: str) -> str:
        """Return where a link of a question file leads in this builder, or ``""`` where there is no such place."""
        try:
            target = resolve(self.app, path, link, self.docname)
        except NoUri:
            return ""
        return target if ":" in target.split("/")[0] or target.startswith(("#", "%")) or self.app.builder.format == "html" else ""


def _item(*inner: nodes.Node) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *inner))


def keys_table(questions: Iterable[Question]) -> nodes.table:
    """Return the right answers of those questions that are marked, as a table."""
    rows = [list(words.KEY_COLUMNS)]
    rows += [[q.title, "; ".join(kind_of(q).right_texts(q.body))] for q in questions if kind_of(q).marked]
    return plain_nodes.table(rows, lambda link: "")


def skip(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing: the transform has taken this node out already of whatever Sphinx writes."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(plain_node, html=(skip, None))
    app.add_post_transform(PlainForm)
