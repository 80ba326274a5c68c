"""The little course that tests build on, and where everything lies."""

from __future__ import annotations

import shutil
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
LITTLE = TESTS / "little"
SET = "book/questions/01-tea"
"""Folder of the little course's questions; each is called after its kind."""
KINDS = tuple(sorted(path.stem for path in (LITTLE / SET).glob("*.md")))


def write_little(folder: Path, **files: str | bytes | None) -> Path:
    """Write the little course into ``folder``, a new one, and return it.

    :param files: text or bytes of files to add or to change; None leaves a file out. Their names have slashes in them, so
        give them as ``**{"book/more.md": "# More"}``
    """
    shutil.copytree(LITTLE, folder)
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def question_text(kind: str) -> str:
    """Return the text of the little course's question of a kind."""
    return (LITTLE / SET / f"{kind}.md").read_text("utf-8")
