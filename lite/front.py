"""What is changed in JupyterLite's own front end once it is built: a page of notebooks that knows the course around it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import fetch
from course_names import Names

HERE = Path(__file__).parent
ADDED = """<link rel="icon" href="../start/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../notebook.css">
<script src="../links.js"></script>
<script src="../worker.js"></script>
<script type="module" src="../start/watch.js"></script>
"""
"""The icon is the course's own. It is named since a browser otherwise asks the host for one as soon as the page is there, at every visit."""
COPIED = ("links.js", "notebook.css", "worker.js")
UNUSED = ("rspack.config*.js", "package.json", "doc", "build/fa-*.svg", "build/fa-*.eot", "build/fa-*.ttf", "build/fa-*.woff")
"""Files that no browser of today asks for: old forms of fonts, and settings of builds. Every jupyter-lite.ipynb stays: it is
asked for, and where it is missing, asked for again at every visit."""


def finish(folder: Path, names: Names) -> None:
    """Change a built ``lite`` folder, and say in it what the course is called.

    :raises fetch.BuildError: JupyterLite's page of notebooks does not look as it did
    """
    page = folder / "notebooks" / "index.html"
    text = page.read_text("utf-8")
    changed, found = re.subn(r"<html>(.*)</head>", rf'<html lang="en-GB">\1{ADDED}</head>', text, count=1, flags=re.S)
    if not found:
        raise fetch.BuildError(f"JupyterLite's notebooks/index.html has another form than lite/front.py knows. {fetch.ON}")
    page.write_text(changed, "utf-8")
    for name in COPIED:
        shutil.copyfile(HERE / name, folder / name)
    start = folder / "start"
    (start / "index.html").write_text(names.fill((start / "index.html").read_text("utf-8")), "utf-8")
    shutil.copyfile(names.icon, start / "icon.svg")
    for path in sorted(path for name in UNUSED for path in folder.glob(name)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
