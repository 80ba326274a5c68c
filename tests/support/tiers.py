"""Which tests are quick: those that start no browser, build no site and start no kernel."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

Item = TypeVar("Item")

COSTLY = ("lite", "site", "browser", "tools", "lab")
"""Fixtures that build something or start a program that takes long, those first that take longest."""
STARTS = {
    **dict.fromkeys(("ipykernel_launcher", "pytest", "jupyter", "jupyterlab"), "a kernel"),  # pytest in a test: nbval runs a notebook
    **dict.fromkeys(("jupyter-book", "sphinx", "build", "venv"), "a build"),
    **dict.fromkeys(("pip", "ensurepip", "npm"), "an installation"),
    **dict.fromkeys(("run-driver", "chromium", "chrome", "msedge"), "a browser"),  # the first: Playwright's own program
}
"""Names in a command line, without what stands before or after a name, and what such a command starts."""


def cost(item: pytest.Item) -> int:
    """Return the place in :data:`COSTLY` of the first that a test uses, or the length of that if it uses none."""
    used = set(getattr(item, "fixturenames", ()))
    return next((place for place, name in enumerate(COSTLY) if name in used), len(COSTLY))


def rank(item: pytest.Item) -> tuple[float, int]:
    """Return what tests are sorted by: those that may take longest first, then those that need what takes long to make."""
    longest = max((mark.args[0] for mark in item.iter_markers("timeout")), default=0)
    return -longest, cost(item)


def deal(long: Sequence[Item], rest: Sequence[Item], hands: int) -> list[Item]:
    """Return the items of the first hand, then those of the second: the long ones dealt as cards are, the rest cut into pieces.

    So each hand begins with long ones, and has its share of the number; and what belongs together stays so in the rest.
    """
    dealt: list[Item] = []
    for hand in range(hands):
        mine = [*long[hand::hands]]
        share = len([*long, *rest]) * (hand + 1) // hands - len(dealt)
        piece, rest = rest[:max(0, share - len(mine))], rest[max(0, share - len(mine)):]
        dealt += [*mine, *piece]
    return [*dealt, *rest]


def started(command: Sequence[Any] | str) -> str:
    """Return what a command starts that a quick test does not start, or nothing.

    :param command: its words or, as on Windows, one line
    """
    words = command.split() if isinstance(command, str) else map(str, command)
    return next((STARTS[name] for word in words if (name := Path(word.strip('"')).stem) in STARTS), "")


def stay_quick() -> None:
    """From now on, have a test end as skipped where it would start a browser, a build or a kernel.

    So no list of quick tests has to be kept: a test is quick up to the moment at which it starts such a program. Python's
    audit event tells of each program before it is started (https://docs.python.org/3/library/audit_events.html).
    """

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and (what := started(arguments[1])):
            pytest.skip(f"not quick: it starts {what}")

    sys.addaudithook(hear)
