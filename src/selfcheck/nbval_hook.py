"""A pytest plugin: write down what each cell that nbval runs has shown, and whether it was as stored.

Pytest loads it in the process that :mod:`selfcheck.marking` starts.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

MARKER = "# NBVAL_CHECK_OUTPUT"
"""First line of a cell whose output nbval is to compare with the stored one."""
OUT = "SELFCHECK_MARKING_OUT"
"""Environment variable with the path of the file to write, one line of JSON for each cell."""


def pytest_runtest_makereport(item: Any, call: Any) -> None:
    """Note the outcome of one cell as soon as it has run, so that an end by force loses no earlier one."""
    if call.when != "call":
        return
    outputs = getattr(item, "test_outputs", None) or []
    errors = [f"{o['ename']}: {o['evalue']}".strip().splitlines()[0] for o in outputs if o["output_type"] == "error"]
    told = {
        "cell": item.cell_num,
        "same": call.excinfo is None,
        "text": "".join(o["text"] for o in outputs if o["output_type"] == "stream" and o["name"] == "stdout"),
        "error": errors[0] if errors else "",
        "late": item.parent.timed_out,  # this cell or one before it took too long, or ended Python
    }
    with Path(os.environ[OUT]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
