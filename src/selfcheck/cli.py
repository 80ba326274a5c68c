"""The command line: ``python -m selfcheck check | exercises | mark``."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import bank, lint
from .problems import CourseError


def main(argv: list[str] | None = None) -> int:
    """Run the command line.

    :return: 0, or 1 where something is wrong with the course or with the work
    """
    told = "Check a course, make its exercises, mark notebooks."
    parser = argparse.ArgumentParser(prog="python -m selfcheck", description=told)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="find every mistake in the questions and in how the pages use them")
    check.add_argument("--json", action="store_true", help="print problems and figures as JSON")
    options = parser.parse_args(argv)
    try:
        root = bank.find_root(Path.cwd())
        return _check(root, options.json)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1


def _check(root: Path, as_json: bool) -> int:
    course = bank.load(root)
    problems = lint.check(course)
    figures = lint.figures(course)
    if as_json:
        print(json.dumps({"problems": [asdict(p) for p in problems], "figures": asdict(figures)}, indent=1))
        return 1 if problems else 0
    for problem in problems:
        print(problem)
    for name, value in asdict(figures).items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{name.replace('_', ' ')}: {told if not isinstance(told, float) else f'{told:.0%}'}")
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0
