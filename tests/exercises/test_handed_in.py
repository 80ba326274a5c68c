"""Files that are no notebooks, names that act on a terminal, and what is said while all this is marked."""

from __future__ import annotations

import io
import json
import os
import unicodedata
from pathlib import Path

import pytest

from handing_in import IMPORT, SOLVED, mark, notebook
from selfcheck import cli, terminal
from selfcheck.bank.course import Course
from selfcheck.exercises import handed_in
from selfcheck.exercises import mark as marking
from selfcheck.exercises.handed_in import UnreadableError, find_notebooks, read_cells
from selfcheck.exercises.mark import Marked, Result, format_table
from selfcheck.progress import Progress
from selfcheck.question.problems import CourseError

NO_NOTEBOOK = "cannot be read: it is not a notebook"
OLD = "cannot be read: it is a notebook of an old form. Open it in Jupyter and save it, then mark it again"
FILES: list[tuple[str, bytes, str]] = [
    ("empty", b"", NO_NOTEBOOK),
    ("not UTF-8", b"\xff\xfehello", NO_NOTEBOOK),
    ("words", b"hello", NO_NOTEBOOK),
    ("half", notebook(*SOLVED).encode()[:-20], NO_NOTEBOOK),
    ("a number", b"1", NO_NOTEBOOK),
    ("null", b"null", NO_NOTEBOOK),
    ("deep", b"[" * 200_000, NO_NOTEBOOK),
    ("no cells", b'{"nbformat": 4}', NO_NOTEBOOK),
    ("cells of another kind", b'{"cells": "none"}', NO_NOTEBOOK),
    ("odd cells", b'{"cells": [1, null]}', NO_NOTEBOOK),
    ("old form", b'{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": []}]}', OLD),
]


@pytest.mark.parametrize(("content", "told"), [file[1:] for file in FILES], ids=[file[0] for file in FILES])
def test_what_is_no_notebook_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_cells(path)
    assert str(caught.value) == told


@pytest.mark.parametrize(("cells", "sources"), [
    ([{"cell_type": "code"}], [""]),
    ([{"cell_type": "code", "source": ["a\n", "b"]}, {"cell_type": "code", "source": 3}, {}, {"cell_type": "markdown"}], ["a\nb", "3"]),
    ([{"cell_type": "code", "source": None, "outputs": "x" * 10}], ["None"]),
    ([], []),
])
def test_what_is_left_out_of_a_notebook_is_no_trouble(tmp_path: Path, cells: list[object], sources: list[str]) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"cells": cells}).encode())
    assert read_cells(path) == sources


def test_a_large_file_is_read_and_a_huge_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ipynb"
    pictures = [{"output_type": "display_data", "data": {"image/png": "A" * 40_000_000}, "metadata": {}}]
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "1", "outputs": pictures}]}), "utf-8")
    assert read_cells(path) == ["1"]
    monkeypatch.setattr(handed_in, "_MOST", 30 * 1024**2)
    with pytest.raises(UnreadableError, match="it is larger than 30 MB"):
        read_cells(path)


@pytest.mark.skipif(os.name != "posix", reason="pipes with names, and links that need no rights, are POSIX's")
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "ring.ipynb").symlink_to(tmp_path / "ring.ipynb")
    told = []
    for path in [*find_notebooks([tmp_path]), tmp_path / "nobody.ipynb", tmp_path / ("x" * 5000)]:
        with pytest.raises(UnreadableError) as caught:
            read_cells(path)
        told.append(str(caught.value))
    assert told == ["cannot be read: it is not a file", "cannot be read (Too many levels of symbolic links)",
                    "cannot be read (No such file or directory)", "cannot be read (File name too long)"]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.ipynb").write_text("", "utf-8")
    scandir = os.scandir

    def refuse(path: str | Path) -> object:  # whoever runs the tests may look into everything
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert find_notebooks([tmp_path]) == [tmp_path / "a.ipynb", closed]
    with pytest.raises(UnreadableError, match=r"cannot be read \(Permission denied\)"):
        read_cells(closed)


def test_files_come_in_the_order_given_and_once(tmp_path: Path) -> None:
    names = ["b/same.ipynb", "a/same.ipynb", "a/.hidden.ipynb", "a/.ipynb_checkpoints/same.ipynb", "a/line\nend.ipynb", "a/notes.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    given = [tmp_path / "b", tmp_path / "a", tmp_path / "b/same.ipynb"]
    assert [p.relative_to(tmp_path).as_posix() for p in find_notebooks(given)] == ["b/same.ipynb", "a/line\nend.ipynb", "a/same.ipynb"]


EVIL = "\x1b[2J\x07\x9b\u202e\u200f\u2028\x7f\udce9\n\t"
SHOWN = "\\x1b[2J\\x07\\x9b\\u202e\\u200f\\u2028\\x7f\\udce9\\n\\t"


def test_a_table_shows_codes_as_text_and_has_a_line_a_task() -> None:
    table = format_table([Marked(f"{EVIL}.ipynb", "01-tea", [Result("short", "did not run", f"ValueError: {EVIL}é")]),
                          Marked("b.ipynb", unreadable=f"cannot be read ({EVIL})")])
    assert table.split("\n")[1:3] == [f"{SHOWN}.ipynb  short  did not run: ValueError: {SHOWN}é", f"b.ipynb{' ' * (len(SHOWN) - 1)}         "
                                      f"cannot be read ({SHOWN})"]
    assert {unicodedata.category(c) for c in table if c != "\n"} <= {"Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Zs"}


def test_json_holds_the_codes_escaped_and_the_true_text(
    tea_course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tea_course.root)
    monkeypatch.setattr(marking, "mark_notebooks", lambda *rest: [Marked(f"{EVIL}é.ipynb", "01-tea", [Result("short", "right", EVIL)])])
    assert cli.main(["mark", "in", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.replace("\n", "").isprintable()
    assert "é.ipynb" in out
    assert json.loads(out)[0]["file"] == f"{EVIL}é.ipynb"
    assert json.loads(out)[0]["results"][0]["remark"] == EVIL


def test_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", out)
    terminal.print_all("é \udce9 x")
    out.flush()
    assert out.buffer.getvalue().split() == [b"\\xe9", b"\\udce9", b"x"]  # type: ignore[attr-defined]


def test_codes_in_an_error_of_a_notebook_are_shown(tea_course: Course, tmp_path: Path) -> None:
    marked = mark(tea_course, tmp_path / "in", **{"e.ipynb": notebook(IMPORT, 'raise ValueError("\\x1b[2J all right\\x07\\nmore")', SOLVED[2])})
    assert format_table(list(marked.values())).split("\n")[1].endswith("did not run: ValueError: \\x1b[2J all right\\x07")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_the_work_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    for screen, shown in ((Terminal(), ["", "Marking: 0 of 10", "Marking: 1 of 10", " " * 16, ""]), (io.StringIO(), [""])):
        monkeypatch.setattr("sys.stderr", screen)
        with Progress("Marking") as progress:
            progress.begin(10)
            progress.advance()
        assert screen.getvalue().split("\r") == shown


def test_a_solved_copy_that_cannot_be_read_is_told(tea_course: Course) -> None:
    path = tea_course.root / "exercises/solutions/01-tea.ipynb"
    path.write_text("{", "utf-8")
    with pytest.raises(CourseError, match=r"01-tea\.ipynb: cannot be read: it is not a notebook\. Make it again: python -m selfcheck exercises"):
        marking.find_exercises(tea_course)
