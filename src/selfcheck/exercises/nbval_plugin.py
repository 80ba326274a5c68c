"""A pytest plugin: write down what each cell that nbval runs has shown.

Pytest loads it in the process that :mod:`selfcheck.exercises.nbval_run` starts. Whoever reads what it writes must not
trust it: the notebook runs with the same rights, and can write there too.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from typing import Any

from ..grading.verdict import MIME

OUT = "SELFCHECK_MARKING_OUT"
"""Environment variable with the path of the file to write: a line of JSON at the start, then one for each cell."""
MOST = 1_000_000
"""Characters that one verdict may have: about a book, and more than anybody writes in a cell."""
MANY = 1_000
"""Different verdicts of one cell that are written down: a loop may ask ever again."""
_BRIEF = 300
"""Characters of an error that are written down."""


def pytest_configure() -> None:
    """Let what a notebook writes past Jupyter go nowhere: pytest would gather it, and fill the memory."""
    from nbval import kernel  # the one who marks reads the names above, and has no use for nbval

    kernel.start_new_kernel = partial(kernel.start_new_kernel, stdout=DEVNULL)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Run every cell, also one that holds a comment such as NBVAL_SKIP: a learner's notebook is not there to be tested."""
    for item in items:
        item.options = defaultdict(bool)
    _write({"cells": len(items)})


def pytest_runtest_call(item: Any) -> None:
    """See to it that the end of Python is noticed at once: nbval itself waits until the time limit."""
    kernel = item.parent.kernel
    if "await_reply" in vars(kernel):
        return
    await_reply = kernel.await_reply

    def await_reply_or_end(msg_id: str, timeout: float | None = None) -> None:
        last = time.monotonic() + (timeout or 0)
        while True:
            try:
                await_reply(msg_id, timeout=max(0.0, min(1.0, last - time.monotonic())))
                return
            except Empty:
                item.parent.python_ended = not kernel.is_alive()
                if time.monotonic() >= last or item.parent.python_ended:
                    raise

    kernel.await_reply = await_reply_or_end


def pytest_runtest_makereport(item: Any, call: Any) -> None:
    """Note what came of one cell as soon as it has run, so that an end by force loses no earlier one."""
    if call.when == "setup" and call.excinfo:
        _write({"setup": str(call.excinfo.value)[:_BRIEF]})
    if call.when != "call":
        return
    outputs = getattr(item, "test_outputs", None) or []
    errors = [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"]
    shown = [json.dumps(o["data"][MIME]) for o in outputs if o["output_type"] in ("display_data", "execute_result") and MIME in o["data"]]
    ended = getattr(item.parent, "python_ended", False)
    verdicts = [text for text in dict.fromkeys(shown) if len(text) <= MOST]
    _write({
        "cell": item.cell_num,
        "verdicts": [json.loads(text) for text in verdicts[:MANY]],
        "error": errors[0].strip().split("\n")[0][:_BRIEF] if errors else "",
        "late": item.parent.timed_out and not ended,  # this cell, or one before it, took too long
        "ended": ended or not (hasattr(item.parent.kernel, "km") and item.parent.kernel.is_alive()),  # nbval may have ended it
    })


def _write(told: dict[str, Any]) -> None:
    with suppress(OSError), Path(os.environ[OUT]).open("a", encoding="utf-8") as file:  # the notebook may have deleted the folder
        file.write(json.dumps(told) + "\n")
