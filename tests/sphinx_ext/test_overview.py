"""The table of outcomes says what the sources say, also in a book that is built again, and is made again only when it would differ."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from fragments import parse
from samples import SET, question_text, write_little

SETTINGS = 'extensions = ["myst_parser", "selfcheck.sphinx_ext"]\nexclude_patterns = ["out", "book/questions", "exercises"]\n' \
           'html_theme = "alabaster"\n'
PAGE = "# More\n\n```{question} one\n```\n"
INDEX = "# Book\n\n```{outcomes}\n```\n\n```{toctree}\nbook/tea\nbook/01-tea/again\n```\n"


def build(folder: Path) -> str:
    """Build the book, and return what Sphinx told."""
    done = subprocess.run([sys.executable, "-m", "sphinx", "-W", str(folder), str(folder / "out")], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout


def rows(folder: Path) -> list[list[str]]:
    """Return the cells of the table, row by row, without its head."""
    table = re.search(r"<tbody>.*?</tbody>", (folder / "out/index.html").read_text("utf-8"), re.S)
    assert table
    return [[cell.text.strip() for cell in row.all("td")] for row in parse(table[0]).all("tr")]


def test_the_table_follows_pages_questions_and_outcomes(tmp_path: Path) -> None:
    folder = write_little(tmp_path / "course", **{"conf.py": SETTINGS, "index.md": INDEX, "book/tea.md": "# Tea\n",
                                       "book/01-tea/again.md": "# Tea once more\n"})
    text = folder / SET / "one.md"
    build(folder)
    first = rows(folder)
    assert [row[0] for row in first] == ["1.1 Make a pot of tea.", "1.2 Say why the water has to boil."]
    assert [row[1] for row in first] == ["none", "none"]
    assert "no targets are out of date" in build(folder)

    outcome = next(line for line in question_text("one").split("\n") if line.startswith("outcome: "))
    old, new = (0, 1) if outcome.endswith("1.1") else (1, 0)
    text.write_text(question_text("one").replace(outcome, f"outcome: 1.{new + 1}"), "utf-8")
    build(folder)
    moved = rows(folder)
    assert [int(moved[n][2]) - int(first[n][2]) for n in (old, new)] == [-1, 1]

    (folder / "book/tea.md").write_text(PAGE, "utf-8")
    build(folder)
    assert [rows(folder)[n][1] for n in (old, new)] == ["none", "More"]

    (folder / "book/tea.md").write_text("# Tea\n", "utf-8")
    (folder / "book/01-tea/again.md").write_text(PAGE, "utf-8")
    build(folder)
    assert rows(folder)[new][1] == "More (A pot of tea)", "a page in a unit's folder is called with its unit"

    outcomes = folder / "book/outcomes.toml"
    outcomes.write_text(outcomes.read_text("utf-8").replace("Make a pot of tea", "Make two pots of tea"), "utf-8")
    build(folder)
    assert rows(folder)[0][0] == "1.1 Make two pots of tea."
    assert "no targets are out of date" in build(folder)


def test_a_source_that_cannot_be_read_is_told_without_a_traceback(tmp_path: Path) -> None:
    source = "exercises/source/1.md"
    folder = write_little(tmp_path / "course", **{"conf.py": SETTINGS, "index.md": "# Book\n\n```{outcomes}\n```\n", source: "# One\n"})
    command = [sys.executable, "-m", "sphinx", "-q", str(folder), str(folder / "out")]
    for again in (False, True):
        if again:
            (folder / source).write_text("# One\n", "utf-8")
            assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        (folder / source).write_bytes(b"# One\n\xe9\n")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert f"{source}:2: a character here is not UTF-8; save the file" in done.stderr
        assert "raceback" not in done.stderr and "threw an exception" not in done.stderr
