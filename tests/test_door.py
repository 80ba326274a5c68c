"""The one door to the course: what it says while long work goes on, and what it needs for each command."""

from __future__ import annotations

import sys

import pytest

import course as door

SPEAKS = "import time; print('Making it: a minute'); time.sleep(1.5); print('Made'); raise SystemExit(3)"
PIP = ["Collecting furo==2025.12.19 (from -r requirements.txt (line 4))\n", "  Downloading furo-2025.12.19-py3-none-any.whl (339 kB)\n",
       "Requirement already satisfied: six\n", "Installing collected packages: furo, six, idna\n"]


def test_on_a_terminal_a_line_moves_and_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert door.follow([sys.executable, "-u", "-c", SPEAKS]) == 3
    told = capsys.readouterr().out
    assert "Making it (1 seconds)" in told
    assert "\r" not in told.partition("\n")[0], "what stays is not written over"
    kept = [line.rpartition("\r")[2].rstrip() for line in told.split("\n")]
    assert kept == ["Making it: a minute", "Made", ""]


def test_in_a_log_nothing_moves(capfd: pytest.CaptureFixture[str]) -> None:
    assert door.follow([sys.executable, "-c", SPEAKS]) == 3
    assert capfd.readouterr().out.splitlines() == ["Making it: a minute", "Made"]


def test_what_pip_is_at() -> None:
    assert [door.told_by_pip(line) for line in PIP] == ["Fetching furo==2025.12.19", "Fetching furo-2025.12.19-py3-none-any.whl", "",
                                                       "Putting 3 packages in place"]


@pytest.mark.parametrize(("asked", "needed"), [(["test", "--quick"], 0), (["test", "-k", "page"], 1), (["check"], 0)])
def test_a_browser_is_looked_for_only_where_one_is_used(monkeypatch: pytest.MonkeyPatch, asked: list[str], needed: int) -> None:
    looked: list[str] = []
    handed: list[str] = []
    monkeypatch.setenv("COURSE_BROWSER", "")
    monkeypatch.setattr(sys, "argv", ["course.py", *asked])
    monkeypatch.setattr(door, "set_up", lambda: None)
    monkeypatch.setattr(door, "need_browser", lambda: looked.append("one") or "/a/browser")
    monkeypatch.setattr(door, "run", lambda *words, **more: handed.extend(words) or 0)
    assert door.main() == 0
    assert len(looked) == needed
    assert handed[-len(asked) + 1:] == asked[1:] if asked[0] == "test" else handed[-1] == "check"


def test_no_free_port_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(door.http.server, "ThreadingHTTPServer", taken)
    with pytest.raises(SystemExit, match=r"No port from 80 to 129 is free\. Choose another port: python3 course\.py serve 9000"):
        door.serve(80)
