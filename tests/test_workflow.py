"""What continuous integration runs: every Python that the course is for, on every system, with an end to all that hangs."""

from __future__ import annotations

from typing import Any

import yaml

import course as door
from samples import ROOT

WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/course.yml").read_text("utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]
PYTHONS = {f"3.{minor}" for minor in range(door.OLDEST[1], door.NEWEST[1] + 1)}


def test_every_python_is_tested_whole_and_quickly() -> None:
    assert set(JOBS["whole"]["strategy"]["matrix"]["python"]) == PYTHONS
    assert set(JOBS["quick"]["strategy"]["matrix"]["python"]) == PYTHONS


def test_every_system_is_tested() -> None:
    systems = {name.split("-")[0] for name in JOBS["quick"]["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "windows", "macos"}
    runs = [step["run"] for step in JOBS["quick"]["steps"] if "run" in step]
    assert runs == ["python course.py test --quick", "python course.py build"]


def test_nothing_hangs_nothing_is_published_untested_and_packages_are_kept() -> None:
    assert {name for name, job in JOBS.items() if not 0 < job.get("timeout-minutes", 0) <= 60} == set()
    assert set(JOBS["publish"]["needs"]) == set(JOBS) - {"publish"}
    assert WORKFLOW["concurrency"]["group"]
    set_up = [step["with"] for job in JOBS.values() for step in job["steps"] if step.get("uses", "").startswith("actions/setup-python")]
    assert [step["cache"] for step in set_up] == ["pip"] * len(JOBS)
    assert all((ROOT / name).is_file() for step in set_up for name in step["cache-dependency-path"].split() if "*" not in name)


def test_the_whole_is_what_the_readme_says() -> None:
    for text in ((ROOT / ".ci/run").read_text("utf-8"), (ROOT / "README.md").read_text("utf-8")):
        assert "python3 course.py test\n" in text or "python3 course.py test " in text
    assert [step["run"] for step in JOBS["whole"]["steps"] if "run" in step] == ["python course.py test"]
