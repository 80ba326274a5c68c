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
    exercises = commands.add_parser("exercises", help="make the notebooks from exercises/source")
    exercises.add_argument("--check", action="store_true", help="write nothing; say which notebooks are out of date")
    mark = commands.add_parser(
        "mark", help="run notebooks that were handed in, and say who has solved what",
        description="A notebook can hold any program, and this runs it: only mark work from people you know.")
    mark.add_argument("paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER")
    mark.add_argument("--timeout", type=float, default=120, metavar="SECONDS",
                      help="time limit for one notebook (default: %(default)s)")
    mark.add_argument("--json", action="store_true", help="print the results as JSON")
    options = parser.parse_args(argv)
    try:
        root = bank.find_root(Path.cwd())
        if options.command == "exercises":
            return _exercises(root, options.check)
        if options.command == "mark":
            return _mark(root, options.paths, options.timeout, options.json)
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


def _exercises(root: Path, check_only: bool) -> int:
    from . import exercises  # jupytext and nbclient take a second to load

    course = bank.load(root)
    texts, problems = exercises.make(course)
    if not problems and check_only:
        problems = exercises.stale(course, texts)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    if not check_only:
        exercises.write(texts)
    print(f"{len(texts)} notebooks {'are up to date' if check_only else 'made'}")
    return 0


def _mark(root: Path, paths: list[Path], timeout: float, as_json: bool) -> int:
    from . import marking

    marked = marking.mark(bank.load(root), paths, timeout)
    print(json.dumps([asdict(m) for m in marked], indent=1, ensure_ascii=False) if as_json else marking.report(marked))
    return 1 if any(m.unreadable for m in marked) else 0
