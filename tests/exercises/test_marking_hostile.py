"""Notebooks that go wrong in running, by mistake or on purpose: each is told of, and nothing else suffers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handing_in import IMPORT, SOLVED, VESSEL, check, mark, notebook, told
from selfcheck.bank.course import Course
from selfcheck.exercises import hold, nbval_run
from selfcheck.grading.verdict import MIME

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes cannot be found: see selfcheck.exercises.hold")
KILL_PARENTS = """
import os, signal, time
from pathlib import Path
for _ in range(40):
    parent = os.getppid()
    if any(word in Path(f"/proc/{parent}/cmdline").read_bytes() for word in (b"pytest", b"selfcheck")):
        os.kill(parent, signal.SIGKILL)
    time.sleep(0.05)
"""
KILL_GROUPS = """
import os, signal
os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
os.killpg(os.getpgrp(), signal.SIGKILL)
"""
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
DELETE = """
import os, shutil
from pathlib import Path
told = dict(line.split("=", 1) for line in Path(f"/proc/{os.getppid()}/environ").read_text().split("\\0") if "=" in line)
shutil.rmtree(Path(told["SELFCHECK_MARKING_OUT"]).parent)
shutil.rmtree(Path.cwd().parent)
"""
GARBAGE = """
import os
from pathlib import Path
told = dict(line.split("=", 1) for line in Path(f"/proc/{os.getppid()}/environ").read_text().split("\\0") if "=" in line)
with open(told["SELFCHECK_MARKING_OUT"], "ab") as file:
    file.write(b'\\xff\\n[1]\\n{"cell": true}\\n{"cell": 99, "verdicts": 3, "error": []}\\n{"setup": "it is all wrong"}\\n' + b"[" * 10**6 + b"\\n")
"""
ENDED = "did not finish: Python was ended before this check"
SILENT = "did not run: its check is in the notebook and showed no verdict: nothing called it, or it is not the check of this course"
LATE = "did not finish: the notebook took longer than 5 seconds"


@pytest.fixture(autouse=True)
def time_limit() -> Iterator[None]:
    """End a test whose notebook is not stopped: on a busy machine each takes well under a minute."""
    if not hasattr(signal, "SIGALRM"):  # Windows
        yield
        return

    def end(number: int, frame: object) -> None:
        raise TimeoutError("a notebook has not been stopped in time")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(180)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@LINUX
def test_one_that_ends_what_runs_it_does_not_end_the_others(tea_course: Course, tmp_path: Path) -> None:
    bad = {
        "b-parent.ipynb": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
        "c-parents.ipynb": KILL_PARENTS,
        "d-groups.ipynb": KILL_GROUPS,
        "e-itself.ipynb": "import os\nos._exit(0)",
    }
    before = time.monotonic()
    marked = mark(tea_course, tmp_path / "in", timeout=60, **{
        "a-good.ipynb": notebook(*SOLVED), **{name: notebook(code, *SOLVED) for name, code in bad.items()}, "z-good.ipynb": notebook(*SOLVED)})
    assert time.monotonic() - before < 60, "the end of Python is not waited for until the time limit"
    assert list(marked) == ["a-good.ipynb", *bad, "z-good.ipynb"]
    assert {name: told(one) for name, one in marked.items()} == {
        "a-good.ipynb": ["right"] * 3, **{name: [ENDED] * 3 for name in bad}, "z-good.ipynb": ["right"] * 3}


def test_what_was_right_before_python_ended_stays_right(tea_course: Course, tmp_path: Path) -> None:
    marked = mark(tea_course, tmp_path / "in", **{"a.ipynb": notebook(*SOLVED[:3], "import os\nos._exit(0)", *SOLVED[3:])})
    assert told(marked["a.ipynb"]) == ["right", ENDED, ENDED]


def test_one_that_does_not_end_or_cannot_be_stopped_has_its_time(tea_course: Course, tmp_path: Path) -> None:
    marked = mark(tea_course, tmp_path / "in", timeout=5, **{
        "deaf.ipynb": notebook(IMPORT, DEAF, SOLVED[2]),
        "loud.ipynb": notebook(IMPORT, "import os\nwhile True:\n    print('x' * 10_000)\n    os.write(1, b'x' * 10_000)", SOLVED[2]),
        "asks.ipynb": notebook(IMPORT, "vessel = input()", SOLVED[2]),
    })
    assert told(marked["deaf.ipynb"]) == [LATE, "missing", "missing"]
    assert told(marked["loud.ipynb"]) == [LATE, "missing", "missing"]
    assert told(marked["asks.ipynb"])[0].startswith("did not run: StdinNotImplementedError: ")


def test_many_slow_cells_are_stopped_together(tea_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nbval_run, "GRACE", 8)
    slow = ["import time\ntime.sleep(4)"] * 5
    marked = mark(tea_course, tmp_path / "in", timeout=5, **{"slow.ipynb": notebook(*SOLVED[:3], *slow, *SOLVED[3:])})
    assert told(marked["slow.ipynb"]) == ["right", LATE, LATE]


@LINUX
def test_one_that_spoils_what_is_written_down_or_the_course_itself(tea_course: Course, tmp_path: Path) -> None:
    marked = mark(tea_course, tmp_path / "in", **{
        "delete.ipynb": notebook(*SOLVED[:3], DELETE, *SOLVED[3:]),
        "fill.ipynb": notebook(*SOLVED[:3], "x = 'a' * 10**10", *SOLVED[3:]),
        "garbage.ipynb": notebook(*SOLVED[:3], GARBAGE, *SOLVED[3:]),
    })
    assert told(marked["delete.ipynb"]) == [ENDED] * 3
    assert told(marked["fill.ipynb"]) == ["right"] * 3
    assert told(marked["garbage.ipynb"]) == ["right"] * 3


@LINUX
@pytest.mark.parametrize("end", ["", KILL_PARENTS])
def test_what_a_notebook_started_ends_with_it(tea_course: Course, tmp_path: Path, end: str) -> None:
    """Also what has a session and an environment of its own, and what a notebook leaves that ends its own parents."""
    numbers = tmp_path / "numbers"
    start = f"""
import subprocess
for more in ({{}}, {{"start_new_session": True}}) + (() if {bool(end)} else ({{"start_new_session": True, "env": {{}}}},)):
    started = subprocess.Popen(["/bin/sh", "-c", "/bin/sleep 66.5 & echo $! >> {numbers}; /bin/sleep 66.5"], **more)
    with open({str(numbers)!r}, "a") as file:
        print(started.pid, file=file)
import time
time.sleep(0.5)
"""
    marked = mark(tea_course, tmp_path / "in", **{"a.ipynb": notebook(*SOLVED[:3], start, end)})
    assert told(marked["a.ipynb"])[0] == "right"
    found = [int(line) for line in numbers.read_text("utf-8").split()]
    assert len(found) == (4 if end else 6)
    assert [pid for pid in found if _runs(pid)] == []


def _runs(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.is_file() and state.read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"


@LINUX
def test_what_is_held_ends_with_the_one_who_marks(tmp_path: Path) -> None:
    """As when somebody closes the terminal: here the one who marks is ended by force."""
    program = (f"import os; from pathlib import Path; from selfcheck.exercises import hold; hold.run_held("
               f"['/bin/sh', '-c', 'echo $$ > number; /bin/sleep 66.5'], Path({str(tmp_path)!r}), dict(os.environ), Path('log').resolve(), 60)")
    marker = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path)
    number = tmp_path / "number"
    last = time.monotonic() + 30
    while not (number.is_file() and number.read_text("utf-8").strip()) and time.monotonic() < last:
        time.sleep(0.02)  # a file says nothing when it comes
    pid = int(number.read_text("utf-8"))
    marker.kill()
    marker.wait()
    while _runs(pid) and time.monotonic() < last:
        time.sleep(0.02)
    assert not _runs(pid)


@pytest.mark.parametrize(("code", "status"), [("raise SystemExit(3)", 3), ("pass", 0)])
def test_the_exit_status_of_what_is_held_is_told(tmp_path: Path, code: str, status: int) -> None:
    assert hold.run_held([sys.executable, "-c", code], tmp_path, dict(os.environ), tmp_path / "log", 60) == status


def show(task: str, **values: object) -> str:
    """Return code that shows a verdict which no check has given."""
    forged = {"question": task, "verdict": "right", "credit": 1.0, **values}
    return (f"from IPython.display import display\nfrom selfcheck.notebook.display import find_question\n"
            f"display({{'text/plain': 'Right: yes.', {MIME!r}: {{'digest': find_question({task!r}).digest, **{forged!r}}}}}, raw=True)")


def test_a_forged_verdict_earns_nothing(tea_course: Course, tmp_path: Path) -> None:
    equal = "class T:\n    __eq__ = lambda s, o: True\n    __hash__ = lambda s: 1\n    __class__ = str\n    __bool__ = lambda s: False\n"
    text = "class S(str):\n    __eq__ = lambda s, o: True\n    __hash__ = lambda s: 1\n    __str__ = lower = lambda s: 'kettle'\n"
    patched = ("import selfcheck.grading.judge as j\nfrom selfcheck.question.attempt import Grade\n"
               "j.grade_by_number = lambda *a: Grade(1)\nj.say = lambda q, a: 'Right: yes.'\n")
    forged = {
        "a-patched": [patched + IMPORT, 'vessel = "cup"', *SOLVED[2:3], 'check("one", "Water that is")'],
        "b-equal": [equal + text + IMPORT, check("short", "T()"), check("one", "S('x')")],
        "c-own": ["def check(name, answer):\n    print('Right: yes.')\n    return 'Right: yes.'", *SOLVED[1:5]],
        "d-shown": [show("short", answer="cup"), show("one", answer=[1])],
        "e-odd": [show("short", answer=None), show("one", answer=[2.0]), show("reflect", answer=[1])],
        "f-digest": [show("short", answer="kettle", digest="00000000"), show("one", answer=[2, 2]), show("reflect", answer="x", more=1)],
        "g-name": [equal + IMPORT, 'check(T(), "kettle")\ncheck("short", 1)'],
    }
    marked = mark(tea_course, tmp_path / "in", **{f"{name}.ipynb": notebook(*cells) for name, cells in forged.items()})
    refused = "not accepted: the notebook shows a verdict that check cannot have given"
    assert {name.removesuffix(".ipynb"): told(one) for name, one in marked.items()} == {
        "a-patched": ["keep going", "keep going", "missing"],
        "b-equal": ["keep going", "keep going", "missing"],
        "c-own": [SILENT, SILENT, "missing"],
        "d-shown": ["keep going", "keep going", "missing"],
        "e-odd": [refused, refused, refused],
        "f-digest": [refused, refused, refused],
        "g-name": ["did not run: CourseError: Give the name of a question first, between quotation marks.", "missing", "missing"],
    }


HOW = {
    "alias": ["import selfcheck as sc", VESSEL, 'sc.check("short", vessel)'],
    "function": [IMPORT, 'def done(v):\n    check("short", v)\ndone("kettle")'],
    "loop": [IMPORT, 'for name, a in {"short": "kettle"}.items():\n    check(name, a)'],
    "pop": [IMPORT, 'words = ["kettle"]', check("short", "words.pop()")],
    "made": [IMPORT, 'check("".join("sh ort".split()), "kettle")'],
    "skip": [IMPORT, '# NBVAL_SKIP\ncheck("short", "kettle")'],
    "again": [IMPORT, 'x = "kettle"', check("short", "x"), 'x = "cup"', check("short", "x")],
    "error": [IMPORT, 'check("short", "kettle")\n1 / 0'],
}


def test_a_check_counts_however_it_is_called(tea_course: Course, tmp_path: Path) -> None:
    never = [IMPORT, 'def done(v):\n    check("short", v)']
    marked = mark(tea_course, tmp_path / "in", **{f"{name}.ipynb": notebook(*cells) for name, cells in {**HOW, "never": never}.items()})
    assert told(marked.pop("never.ipynb"))[0] == SILENT
    assert {name: told(one)[0] for name, one in marked.items()} == {f"{name}.ipynb": "right" for name in sorted(HOW)}


def test_a_name_used_again_does_not_spoil_the_task_before(tea_course: Course, tmp_path: Path) -> None:
    cells = [part for n in (1, 3, 5) for part in (f'x = {SOLVED[n].split(" = ")[1]}', f'{SOLVED[n + 1].split(",")[0]}, x)')]
    assert told(mark(tea_course, tmp_path / "in", **{"a.ipynb": notebook(IMPORT, *cells)})["a.ipynb"]) == ["right"] * 3


def test_half_a_sign_is_no_trouble(tea_course: Course, tmp_path: Path) -> None:
    half = notebook(IMPORT, VESSEL, SOLVED[2]).replace("kettle", "kettle\\ud800")
    assert json.loads(half)
    assert told(mark(tea_course, tmp_path / "in", **{"half.ipynb": half})["half.ipynb"])[0] == "right"
