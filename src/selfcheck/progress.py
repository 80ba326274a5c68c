"""Say how far long work has come: one line that moves, on a terminal only. In a log or a pipe nothing is said."""

from __future__ import annotations

import sys
from threading import Lock
from types import TracebackType

from . import words


class Progress:
    """A line on standard error such as ``Marking: 3 of 12``, which goes when the work is done.

    Its :meth:`begin` and :meth:`advance` may be called from several threads.
    """

    def __init__(self, what: str) -> None:
        """
        :param what: what is being done, in a word or two
        """
        self._what, self._done, self._all = what, 0, 0
        self._lock = Lock()
        self._shown = 0
        self._on = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._show("")

    def begin(self, all_of_it: int) -> None:
        """Say how many parts the work has."""
        with self._lock:
            self._all = all_of_it
            self._tell()

    def advance(self) -> None:
        """Say that one more part is done."""
        with self._lock:
            self._done += 1
            self._tell()

    def _tell(self) -> None:
        self._show(words.PROGRESS_LINE.format(what=self._what, done=self._done, all=self._all))

    def _show(self, line: str) -> None:
        if self._on:
            sys.stderr.write(f"\r{line.ljust(self._shown)}" + ("" if line else "\r"))
            sys.stderr.flush()
            self._shown = len(line)
