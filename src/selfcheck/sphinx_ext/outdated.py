"""Notebooks whose stored outputs are out of date: a question or a file of data that they show has changed, or the package.

What a notebook printed is kept by its code (jupyter-cache). A question changes what the same code prints, so these outputs
are forgotten here, and the page is read, and the notebook run, again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..bank.check_alignment import find_exercise_questions
from .course import course, without_traceback
from .overview import notebook

RECORD = "selfcheck.json"
"""A file beside the stored outputs that tells, by page, what each was made from."""


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of what stands in some files, wherever they lie."""
    found = hashlib.sha256()
    for content in sorted(path.read_bytes() for path in paths):
        found.update(content)
    return found.hexdigest()[:12]


def made_from(app: Sphinx) -> dict[str, str]:
    """Return, by page, what the outputs of each notebook are made from.

    :raises ConfigError: the source of an exercise cannot be read
    """
    found = course(app)
    with without_traceback():
        asked = find_exercise_questions(found)
    data = [p for p in (found.exercises / "data").rglob("*") if p.is_file()]
    return {notebook(source).rsplit(".", 1)[0]: f"{app.config.selfcheck_code} {digest([*data, *(found.files[name] for name in names)])}"
            for source, names in asked.items()}


def _stored(app: Sphinx) -> Path | None:
    """Return the folder of stored outputs, where there is one."""
    path = getattr(getattr(app.env, "mystnb_config", None), "execution_cache_path", "")
    return Path(path) if path and (Path(path) / "global.db").is_file() else None


def _changed(app: Sphinx, stored: Path) -> set[str]:
    record = stored / RECORD
    before = json.loads(record.read_text("utf-8")) if record.is_file() else {}
    return {page for page, made in made_from(app).items() if before.get(page) != made}


def forget(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Forget outputs that are out of date, and have their pages read again."""
    stored = _stored(app)
    if stored is None:
        return []
    pages = _changed(app, stored) & env.found_docs
    if pages:
        from jupyter_cache import get_cache  # it takes a moment, and most builds need none

        cache = get_cache(str(stored))
        paths = {str(env.doc2path(page)) for page in pages}
        for record in cache.list_cache_records():
            if record.uri in paths:
                cache.remove_cache(record.pk)
    return sorted(pages)


def note(app: Sphinx, exception: Exception | None) -> None:
    """Write down what the stored outputs were made from, once all of them are there."""
    stored = _stored(app)
    if stored and not exception:
        (stored / RECORD).write_text(json.dumps(made_from(app), indent=1, sort_keys=True) + "\n", "utf-8")


def setup(app: Sphinx) -> None:
    app.connect("env-get-outdated", forget)
    app.connect("build-finished", note)
