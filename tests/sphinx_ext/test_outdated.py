"""A page that shows what a notebook printed is made again when a question that the notebook uses has changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from samples import SET, question_text, write_little

SETTINGS = {
    "extensions": ["myst_nb", "selfcheck.sphinx_ext"], "html_theme": "furo", "nb_execution_mode": "cache", "nb_execution_raise_on_error": True,
    "exclude_patterns": ["out", "book", "exercises/source", "jupyter_execute", ".*/**"]}
RUNS = "Executed notebook in"


def build(folder: Path) -> str:
    """Build the book, and return what was told."""
    done = subprocess.run([sys.executable, "-m", "sphinx", str(folder), str(folder / "out")], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout + done.stderr


@pytest.mark.timeout(300)
def test_a_changed_question_runs_the_notebook_that_uses_it_again(tmp_path: Path) -> None:
    folder = write_little(tmp_path / "course", **{"exercises/source/1.md": 'Quiz("one")', "exercises/source/2.md": 'Quiz("sort")'})
    (folder / "conf.py").write_text("\n".join(f"{name} = {value!r}" for name, value in SETTINGS.items()), "utf-8")
    (folder / "index.md").write_text("# Book\n\n```{toctree}\nexercises/1\nexercises/2\n```\n", "utf-8")
    for name, asked in (("1", "one"), ("2", "sort")):
        code = f"from selfcheck.notebook.display import find_question\nprint(find_question({asked!r}).explanation)"
        cells = [nbformat.v4.new_markdown_cell(f"# Page {name}"), nbformat.v4.new_code_cell(code)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / f"exercises/{name}.ipynb")
    page = folder / "out/exercises/1.html"
    assert build(folder).count(RUNS) == 2
    assert build(folder).count(RUNS) == 0, "nothing has changed"
    question = folder / SET / "one.md"
    question.write_text(question_text("one") + "\nA gillyflower.\n", "utf-8")
    assert "gillyflower" not in page.read_text("utf-8")
    assert build(folder).count(RUNS) == 1, "the other notebook does not use it"
    assert "gillyflower" in page.read_text("utf-8")
    data = folder / "exercises/data/rows.csv"
    data.parent.mkdir()
    data.write_text("a,b\n1,2\n", "utf-8")
    assert build(folder).count(RUNS) == 2, "either may read it"
