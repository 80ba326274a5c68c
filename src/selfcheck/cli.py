"""The command line: ``python -m selfcheck check | exercises | handout | mark | export``."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from . import words
from .bank.check_course import check_course
from .bank.course import Course, open_course
from .bank.figures import Figures, count_figures
from .bank.page_index import PageIndex
from .bank.settings import find_root
from .progress import Progress
from .question.problems import CourseError
from .terminal import escape_json, print_all


def main(argv: list[str] | None = None) -> int:
    """Run the command line.

    :return: 0, or 1 where something is wrong with the course or with the work
    """
    told = words.COMMANDS
    parser = argparse.ArgumentParser(prog="python -m selfcheck", description=told["selfcheck"])
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, **more: Any) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=told[name], **more)

    check = add("check")
    check.add_argument("--json", action="store_true", help=told["check-json"])
    exercises = add("exercises")
    exercises.add_argument("--check", action="store_true", help=told["exercises-check"])
    handout = add("handout")
    handout.add_argument("names", nargs="+", metavar="SET-OR-QUESTION")
    handout.add_argument("--key", action="store_true", help=told["handout-key"])
    handout.add_argument("--title", help=told["handout-title"])
    handout.add_argument("--output", type=Path, metavar="FILE", help=told["handout-output"])
    mark = add("mark", description=told["mark-warning"])
    mark.add_argument("paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER")
    mark.add_argument("--timeout", type=float, default=120, metavar="SECONDS", help=told["mark-timeout"])
    mark.add_argument("--json", action="store_true", help=told["mark-json"])
    export = add("export")
    export.add_argument("names", nargs="*", metavar="SET-OR-QUESTION")
    options = parser.parse_args(argv)
    try:
        course = open_course(find_root(Path.cwd()))
        return {"check": _check, "exercises": _exercises, "handout": _handout, "mark": _mark, "export": _export}[options.command](course, options)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1


def _check(course: Course, options: argparse.Namespace) -> int:
    index, today = PageIndex(course), datetime.date.today()
    problems = set(check_course(course, index, today))
    readings = {}
    if course.rules.reading:
        from .bank import check_reading  # needs pyphen, which a course without these rules has no use for

        readings = check_reading.measure_pages(course, index)
        problems |= {*check_reading.check_reading(course, index, readings)}
    figures = count_figures(course, today)
    if options.json:
        pages = {page: {"grade": r.grade, "words": r.words, "long_sentences": r.long, "sentences": r.sentences} for page, r in readings.items()}
        print(json.dumps({"problems": [asdict(p) for p in sorted(problems)], "figures": asdict(figures), "pages": pages}, indent=1))
        return 1 if problems else 0
    for problem in sorted(problems):
        print(problem)
    print(_told(figures))
    if readings:
        hardest = max(readings, key=lambda page: readings[page].grade)
        print(words.FIGURES["reading"].format(pages=len(readings), grade=readings[hardest].grade, page=hardest,
                                              long=sum(r.long for r in readings.values()), all=sum(r.sentences for r in readings.values())))
    print(words.FIGURES["problem" if len(problems) == 1 else "problems"].format(number=len(problems)))
    return 1 if problems else 0


def _told(figures: Figures) -> str:
    """Return the figures, each with what it means."""
    lines = []
    for name, value in asdict(figures).items():
        def share(number: object) -> str:
            return f"{number:.0%}" if isinstance(number, float) else str(number)

        told = ", ".join(f"{key} {share(part)}" for key, part in value.items()) if isinstance(value, dict) else share(value)
        lines.append(f"{words.FIGURES[name]}: {told}")
    return "\n".join(lines)


def _handout(course: Course, options: argparse.Namespace) -> int:
    from .paper.typst_pdf import write_pdf  # Typst is large

    titles = {unit.id: unit.title for unit in course.units}
    questions = [q for name in options.names for q in course.find(name)]
    first = options.names[0]
    path = options.output or Path(f"{first}{'-key' if options.key else ''}.pdf")
    problems = write_pdf(options.title or titles.get(first, first), questions, path, course.root, options.key)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(words.FIGURES["handout" if len(questions) == 1 else "handouts"].format(path=path, number=len(questions)))
    return 0


def _exercises(course: Course, options: argparse.Namespace) -> int:
    from .exercises import build  # jupytext and nbclient take a second to load

    with Progress(words.PROGRESS["exercises"]) as progress:
        texts, problems = build.make_notebooks(course, progress)
    if not problems and options.check:
        problems = build.find_stale(course, texts)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    if not options.check:
        build.write_notebooks(texts)
    print(words.FIGURES["notebooks-up-to-date" if options.check else "notebooks-made"].format(number=len(texts)))
    return 0


def _mark(course: Course, options: argparse.Namespace) -> int:
    from .exercises import mark

    with Progress(words.PROGRESS["mark"]) as progress:
        marked = mark.mark_notebooks(course, options.paths, options.timeout, progress)
    print_all(escape_json(json.dumps([asdict(m) for m in marked], indent=1, ensure_ascii=False)) if options.json else mark.format_table(marked))
    return 1 if any(m.unreadable for m in marked) else 0


def _export(course: Course, options: argparse.Namespace) -> int:
    from .export.json_bank import write_json

    questions = [q for name in options.names for q in course.find(name)] if options.names else list(course.questions.values())
    print(write_json(course.name, questions), end="")
    return 0
