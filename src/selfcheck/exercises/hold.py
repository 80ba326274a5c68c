"""Run a program whose every process ends with it, and which cannot easily end the one who started it.

A notebook may start programs that run on, and may end its parent or the parents of that. So between the one who starts it
(:func:`run_held`) and the program stands a holder (:func:`main`), a process of its own:

- The holder is a child of nobody, in a session of its own. The parents of a notebook do not lead further than to it.
- On Linux it adopts every process below it whose parent has ended (``prctl(2)``, PR_SET_CHILD_SUBREAPER), and so finds
  them all; a mark in the environment finds them too, also when the holder has been ended.
- Elsewhere this is best effort: the program is asked to stop, so that it stops its kernel, and its group is ended (macOS),
  or its tree of processes (Windows). What a notebook there put into a session of its own may run on.

None of this is a cage. A notebook runs with the rights of the one who marks.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import IO

MARK = "SELFCHECK_HELD_BY"
"""Environment variable that every process of one run has, with a value of the run's own."""
_PROC = Path("/proc")
_LINUX = sys.platform == "linux"
_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of ``linux/prctl.h``."""
_MEMORY = 4 * 1024**3
"""Bytes of address space that each of the processes may have."""
_FORCE = 9
"""SIGKILL: a program that it ends has the exit status -9."""
_PATIENCE = 10.0
"""Seconds that the holder may take to end everything."""


def run_held(command: list[str], folder: Path, env: dict[str, str], log: Path, seconds: float) -> int | None:
    """Run a program, and end every process that it leaves.

    :param command: the program with its arguments; it reads nothing
    :param folder: where it runs
    :param env: its environment
    :param log: file for what it says
    :param seconds: how long it may take
    :return: its exit status; that of a program ended by force, where somebody ended the holder; None where it took too long
    """
    mark = secrets.token_hex(16)
    holder = subprocess.Popen(
        [sys.executable, "-P", "-m", __name__, str(log), *command], cwd=folder, env=env | {MARK: mark},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    assert holder.stdin and holder.stdout
    lines: Queue[bytes] = Queue()
    reader = threading.Thread(target=_read_lines, args=(holder.stdout, lines), daemon=True)
    reader.start()
    try:
        line: bytes | None = lines.get(timeout=seconds)
    except Empty:
        line = None
    finally:
        with suppress(OSError):
            holder.stdin.close()  # now the holder ends what is left, and itself
        reader.join(_PATIENCE)
        if os.name != "posix":
            holder.kill()
        holder.wait()
        _end_all(mark, None)
    return line if line is None else int(line or -_FORCE)


def _read_lines(out: IO[bytes], lines: Queue[bytes]) -> None:
    """Pass lines on as they come, and an empty one at the end."""
    with out:
        for line in out:
            lines.put(line)
    lines.put(b"")


def main(log: str, *command: str) -> None:
    """Hold a program: say how it ended, wait until standard input is closed, and end what is left."""
    if os.name == "posix" and os.fork():
        os._exit(0)
    if _LINUX:
        ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)
    _limit_memory()
    with Path(log).open("wb") as file:
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
    threading.Thread(target=_tell_end, args=(program,), daemon=True).start()
    sys.stdin.buffer.read()
    if _LINUX:
        _end_all(os.environ[MARK], os.getpid())
    elif program.poll() is None:
        _end_program(program)


def _tell_end(program: subprocess.Popen[bytes]) -> None:
    print(program.wait(), flush=True)


def _limit_memory() -> None:
    """Keep one notebook from filling the memory, where the system has such a limit."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(OSError, ValueError):  # macOS knows the name and may refuse
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most), most))


def _end_program(program: subprocess.Popen[bytes]) -> None:
    """End a program where processes cannot be found: it is asked first, so that it stops its kernel."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(program.pid)], capture_output=True, check=False)
        return
    program.send_signal(signal.SIGINT)
    try:
        program.wait(_PATIENCE / 2)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)


def _end_all(mark: str, above: int | None) -> None:
    """End every process that has a mark in its environment, or stands below another one. This is for Linux.

    Each is stopped first, so that none can start another while they are looked for.
    """
    held: set[int] = set()
    for _ in range(50 if _LINUX else 0):
        found = _find(mark, above)
        if not found:
            break
        for pid in found - held:
            _send(pid, signal.SIGSTOP)
        if found <= held:
            for pid in found:
                _send(pid, signal.SIGKILL)
            time.sleep(0.02)  # until they have gone
        held |= found


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _find(mark: str, above: int | None) -> set[int]:
    parents: dict[int, int] = {}
    marked: set[int] = set()
    for pid, state, parent in _processes():
        if state in "ZX":  # it has ended already
            continue
        parents[pid] = parent
        with suppress(OSError):
            if f"{MARK}={mark}".encode() in (_PROC / str(pid) / "environ").read_bytes().split(b"\0"):
                marked.add(pid)
    below = {above} if above else set[int]()
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return (marked | below) - {above or 0, os.getpid()}


def _processes() -> Iterator[tuple[int, str, int]]:
    """Yield the number, the state and the parent's number of each process: see ``proc(5)``."""
    for folder in _PROC.iterdir():
        with suppress(OSError, ValueError):
            state, parent, *_ = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            yield int(folder.name), state, int(parent)


if __name__ == "__main__":
    main(*sys.argv[1:])
