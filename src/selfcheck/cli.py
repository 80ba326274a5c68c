"""The command line: ``python -m selfcheck check | exercises | handout | mark``."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import alignment, bank, lint, quality
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
    handout = commands.add_parser("handout", help="write questions as an accessible PDF, without answers or with them")
    handout.add_argument("names", nargs="+", metavar="SET-OR-QUESTION")
    handout.add_argument("--key", action="store_true", help="put the answers and their reasons under each question")
    handout.add_argument("--title", help="what stands on top (default: the name of the unit)")
    handout.add_argument("--output", type=Path, metavar="FILE", help="the PDF to write (default: NAME.pdf here)")
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
        if options.command == "handout":
            return _handout(root, options.names, options.key, options.title, options.output)
        if options.command == "mark":
            return _mark(root, options.paths, options.timeout, options.json)
        return _check(root, options.json)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1


def _check(root: Path, as_json: bool) -> int:
    course, today = bank.load(root), datetime.date.today()
    problems = {*lint.check(course), *alignment.check(course), *quality.check(course, today)}
    readings = {}
    if course.rules:
        from . import readability  # needs textstat, which a course without rules has no use for

        readings = readability.read_course(course)
        problems |= {*readability.check(course, readings)}
    soon = today + datetime.timedelta(days=60)
    figures = asdict(lint.figures(course)) | {
        "guessers": {way: round(share, 3) for way, share in quality.guessers(course).items()},
        "without_source": sum(not q.sources for q in course.questions.values()),
        "reviews_overdue": sum(due <= today for _, due in quality.reviews(course)),
        "reviews_due_in_60_days": sum(today < due <= soon for _, due in quality.reviews(course)),
    }
    pages = {page: {"grade": r.grade, "words": r.words, "long_sentences": r.long, "sentences": r.sentences} for page, r in readings.items()}
    if as_json:
        print(json.dumps({"problems": [asdict(p) for p in sorted(problems)], "figures": figures, "pages": pages}, indent=1))
        return 1 if problems else 0
    for problem in sorted(problems):
        print(problem)
    for name, value in figures.items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{name.replace('_', ' ')}: {told if not isinstance(told, float) else f'{told:.0%}'}")
    if readings:
        hardest = max(readings, key=lambda page: readings[page].grade)
        long, all_of_them = sum(r.long for r in readings.values()), sum(r.sentences for r in readings.values())
        print(f"reading: {len(readings)} pages, grade at most {readings[hardest].grade:g} ({hardest}), "
              f"{long} of {all_of_them} sentences long")
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def _handout(root: Path, names: list[str], key: bool, title: str | None, output: Path | None) -> int:
    from .paper.typst_pdf import write_pdf  # Typst is large

    course = bank.load(root)
    units = {u.id: u.title for u in course.units}
    questions = [q for name in names for q in course.find(name)]
    path = output or Path(f"{names[0]}{'-key' if key else ''}.pdf")
    problems = write_pdf(title or units.get(names[0], names[0]), questions, path, root, key)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(f"{path}: {len(questions)} question{'' if len(questions) == 1 else 's'}")
    return 0


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
