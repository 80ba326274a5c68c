"""What costs much is made once a run: the first worker that asks makes it, and the others wait for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

LONGEST = 1800
"""Seconds that a worker waits for what another one makes."""


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of this name that ``make`` has filled, by this worker or by another one of the same run.

    :param make: takes the folder, which is there and empty; what it raises fails every test that asks, in each worker
    :raises pytest.fail.Exception: it could not be made, or not in time
    """
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, told = base / name, base / f"{name}.told"
    try:
        folder.mkdir()  # of those who try at the same time, one succeeds
    except FileExistsError:
        last = time.monotonic() + LONGEST
        while not told.exists() and time.monotonic() < last:
            time.sleep(0.1)  # the other process has no way to call this one
        fault = told.read_text("utf-8") if told.exists() else f"{name} was not made in {LONGEST} seconds"
        if fault:
            pytest.fail(fault, pytrace=False)
        return folder
    fault = "it was interrupted"
    try:
        make(folder)
        fault = ""
    except Exception as error:
        fault = str(error) or repr(error)
        pytest.fail(fault, pytrace=False)
    finally:
        part = told.with_suffix(".part")
        part.write_text(fault, "utf-8")
        part.replace(told)  # nobody reads half of it
    return folder
