"""Mark notebooks that learners hand in: run each under nbval, and grade the answers of its checks again.

What was handed in is read and never changed: its cells run in a temporary copy of the course. Each ``check`` shows a
verdict for programs beside its sentence (:mod:`selfcheck.grading.verdict`), wherever it is called from and by whatever
name. No verdict is believed: the answer in it is graded here, with the course's own key. So a checker that was changed, an
object that is equal to everything or a printed "Right:" earns nothing. What cannot be known is whose answer it is: the key
lies in the course, for everybody to read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from .. import words
from ..bank.course import Course
from ..grading.grade_again import grade_again
from ..progress import Progress
from ..question.attempt import KEEP_GOING, NOT_YET, RIGHT
from ..question.problems import CourseError
from ..terminal import escape_controls
from .handed_in import Named, UnreadableError, find_names, find_notebooks, read_cells
from .nbval_run import NbvalError, Ran, Run, run_cells

_BY_VERDICT = {RIGHT: "right", KEEP_GOING: "going", NOT_YET: "not-yet"}
_ORDER = [words.MARKED[word] for word in ("right", "going", "not-yet", "refused", "error", "endless", "missing")]
"""What may come of a task, the best first."""


@dataclass(frozen=True)
class Result:
    """What came of one task: one of the words in ``words.MARKED``, and why where that needs saying."""

    task: str
    result: str
    remark: str = ""


@dataclass(frozen=True)
class Marked:
    """What came of one file."""

    file: str
    exercise: str = ""
    """Name of the exercise; empty where the file is none of this course or cannot be read."""
    results: list[Result] = field(default_factory=list)
    unreadable: str = ""
    """Why the file cannot be read."""


@dataclass(frozen=True)
class Exercise:
    """An exercise of the course, and the questions that its solved copy checks, in their order."""

    name: str
    tasks: tuple[str, ...]


def mark_notebooks(course: Course, paths: Iterable[Path], timeout: float, progress: Progress) -> list[Marked]:
    """Mark notebooks.

    :param paths: notebooks, and folders with notebooks in them
    :param timeout: seconds that one notebook may take
    :param progress: is told how far the work has come
    :return: one for each file, in the order given
    :raises CourseError: the course has no solved notebooks, or nbval does not run here
    """
    exercises = find_exercises(course)
    files = find_notebooks(paths)
    progress.begin(len(files))

    errors: list[NbvalError] = []

    def mark_one(path: Path) -> Marked:
        try:
            return _mark_notebook(course, exercises, path, timeout)
        except NbvalError as error:
            errors.append(error)
            return Marked(str(path), unreadable=words.MARKED["not-run"])
        finally:
            progress.advance()

    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        marked = list(pool.map(mark_one, files))
    if errors and not any(one.exercise for one in marked):
        raise errors[0]  # it is not for the notebooks
    return marked


def find_exercises(course: Course) -> list[Exercise]:
    """Return the exercises that a course has solved copies of.

    :raises CourseError: it has none, or one cannot be read
    """
    folder = course.exercises / "solutions"
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        try:
            asked = [name for source in read_cells(path) for name in find_names(source).asked]
        except UnreadableError as error:
            raise CourseError(words.error("solved-spoilt", path=path, why=error)) from error
        found.append(Exercise(path.stem, tuple(name for name in dict.fromkeys(asked) if name in course.questions)))
    if not any(exercise.tasks for exercise in found):
        raise CourseError(words.error("no-solved", folder=folder))
    return found


def format_table(marked: list[Marked]) -> str:
    """Return a table of what came of each task, and a summary line. No file and no error can act on a terminal."""
    lines = [words.MARKED_COLUMNS]
    for one in marked:
        if one.unreadable:
            lines.append((one.file, "", one.unreadable))
        elif not one.exercise:
            lines.append((one.file, "", words.MARKED["other"]))
        lines += [(one.file, r.task, f"{r.result}: {r.remark}" if r.remark else r.result) for r in one.results]
    shown = [tuple(map(escape_controls, line)) for line in lines]
    widths = [max(len(line[n]) for line in shown) for n in (0, 1)]
    table = [f"{file:{widths[0]}}  {task:{widths[1]}}  {result}".rstrip() for file, task, result in shown]
    results = [r for one in marked for r in one.results]
    right = sum(r.result == words.MARKED["right"] for r in results)
    summary = words.MARKED_SUMMARY.format(
        notebooks=sum(bool(one.exercise) for one in marked), unreadable=sum(bool(one.unreadable) for one in marked),
        right=right, tasks=len(results))
    return "\n".join([*table, summary])


def _mark_notebook(course: Course, exercises: list[Exercise], path: Path, timeout: float) -> Marked:
    try:
        sources = read_cells(path)
    except UnreadableError as error:
        return Marked(str(path), unreadable=str(error))
    known = {task for exercise in exercises for task in exercise.tasks}
    named = [find_names(source) for source in sources]
    if not any(known & {*n.asked, *n.mentioned} for n in named) and not any("selfcheck" in source for source in sources):
        return Marked(str(path))  # a name may be put together in the code, but not without the package
    try:
        run = run_cells(course, sources, timeout)
    except OSError as error:
        return Marked(str(path), unreadable=words.MARKED["no-file"].format(why=error.strerror))
    best = max(exercises, key=lambda exercise: _count_tasks(exercise, named, run))
    if not any(_count_tasks(best, named, run)):
        return Marked(str(path))
    return Marked(str(path), best.name, [_judge_task(course, task, named, run, timeout) for task in best.tasks])


def _count_tasks(exercise: Exercise, named: list[Named], run: Run) -> tuple[int, int, int]:
    """Say how well a notebook fits an exercise: tasks with a verdict, with a check, and that are only mentioned."""
    tasks = set(exercise.tasks)
    shown = {verdict.question for ran in run.cells.values() for verdict in ran.verdicts}
    return (len(tasks & shown), len(tasks & {name for n in named for name in n.asked}),
            len(tasks & {name for n in named for name in n.mentioned}))


def _judge_task(course: Course, task: str, named: list[Named], run: Run, timeout: float) -> Result:
    """Say what came of a task, the best where it is checked more than once."""
    found = [Result(task, words.MARKED["missing"])]
    before = 0
    for number, names in enumerate(named):
        ran = run.cells.get(number)
        shown = _judge_verdicts(course, task, ran) if ran else []
        found += shown
        if not shown and task in {*names.asked, *names.mentioned}:
            cause = next((cell.error for n in range(before, number + 1) if (cell := run.cells.get(n)) and cell.error), "")
            found.append(_explain(task, ran, run.late, task in names.asked, cause, timeout))
        if names.asked:
            before = number + 1
    return min(found, key=lambda result: _ORDER.index(result.result))


def _judge_verdicts(course: Course, task: str, ran: Ran) -> list[Result]:
    found = []
    for told in ran.verdicts:
        if told.question == task:
            again = grade_again(course.questions[task], told)
            found.append(Result(task, words.MARKED[_BY_VERDICT[again.verdict]]) if again
                         else Result(task, words.MARKED["refused"], words.MARKED["forged"]))
    return found


def _explain(task: str, ran: Ran | None, late: bool, asked: bool, cause: str, timeout: float) -> Result:
    """Say why the cell that names a task shows no verdict on it.

    :param late: the whole notebook took too long
    :param asked: the cell calls the check by name
    :param cause: the first error since the cell with the check before
    """
    if ran and not ran.late and not ran.ended:
        if ran.error:
            return Result(task, words.MARKED["error"], cause)
        if ran.forged:
            return Result(task, words.MARKED["refused"], words.MARKED["forged"])
        return Result(task, words.MARKED["error"], words.MARKED["not-called"]) if asked else Result(task, words.MARKED["missing"])
    late = ran.late if ran else late
    return Result(task, words.MARKED["endless"], words.MARKED["late"].format(seconds=f"{timeout:g}") if late else words.MARKED["ended"])
