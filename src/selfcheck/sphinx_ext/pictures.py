"""The pictures of questions on pages: copied once into the site's folder of pictures, and named from there.

Sphinx keeps what pictures each page has in ``env.images``, forgets them with the page, and copies what its builder lists.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..markup.pictures import find_picture, find_pictures
from ..question.model import Question


def note_pictures(env: BuildEnvironment, root: Path, question: Question) -> None:
    """Note which pictures the page that is being read shows by showing a question; a change of one of them makes the page new.

    :param root: folder of the course and of the book
    """
    for found in find_pictures(root, question.path, question).values():
        env.images.add_file(env.docname, found.relative_to(root).as_posix())
        env.note_dependency(str(found))


def name_picture(app: Sphinx, root: Path, path: str, address: str) -> str | None:
    """Return the address of a picture as seen from the page that is being written, or None where it was not noted.

    :param path: the question's file, from ``root``
    :param address: the picture's address as its author wrote it
    """
    found = find_picture(root, path, address)
    name = app.env.images.get(found.relative_to(root).as_posix(), (set(), ""))[1] if found else ""
    return posixpath.join(app.builder.imgpath, name) if name else None


def list_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Have the builder copy the pictures that were noted. It would find by itself only those that stand in the pages."""
    app.builder.images.update({path: name for path, (_, name) in env.images.items()})


def setup(app: Sphinx) -> None:
    app.connect("env-updated", list_pictures)
