"""Every exercise in the browser: Jupyter and Python from the site alone, over plain HTTP, with no network."""

from __future__ import annotations

import ast
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from asking import KINDS, Asked, right, wrongs
from browsers import Watch, serve
from lites import Live, code, host, printed
from samples import MARKED, ROOT
from selfcheck import words
from selfcheck.bank.course import Course
from selfcheck.grading.saved_answer import in_words
from selfcheck.question.model import Question

EXERCISES = sorted(path.name for path in (ROOT / "exercises").glob("*.ipynb"))
FIRST = EXERCISES[0]
DRAWN = re.compile(r"\b(network|timeline|spread|picture)\(")
CHECK = re.compile(r"^check\(\"([a-z0-9-]+)\"", re.M)
pytestmark = pytest.mark.timeout(400)
PRINT = "import json; print(json.dumps([quiz.answers, quiz.score, quiz.complete]))"


@pytest.fixture(scope="module")
def root(lite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that has the notebooks at its root and at a path below."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "a/course").mkdir(parents=True)
    (folder / "lite").symlink_to(lite)
    (folder / "a/course/lite").symlink_to(lite)
    return folder


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with serve(root) as found:
        yield found


@pytest.fixture(scope="module")
def learner(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser that has fetched the programs once, as a learner's has on a later day. It may ask this computer alone."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(30_000)
    watch = Watch(context)
    yield context
    context.close()
    assert [line for line in watch.complaints if "another host" in line] == []


@pytest.fixture
def live(learner: BrowserContext, address: str) -> Iterator[Live]:
    """A tab in which no notebook has been opened: nothing is kept of those that other tests have opened."""
    page = learner.new_page()
    kept = {"origin": address, "storageTypes": "indexeddb,local_storage"}
    learner.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    yield Live(page)
    page.close()


@pytest.fixture
def first(course: Course) -> dict[str, Question]:
    """Return a question of each kind."""
    return {kind: next(q for q in course.questions.values() if q.kind == kind) for kind in KINDS}


def at(address: str, name: str, folder: str = "exercises") -> str:
    return f"{address}/lite/notebooks/index.html?path={folder}/{name}"


@pytest.mark.parametrize("name", EXERCISES)
def test_exercise(live: Live, address: str, course: Course, name: str) -> None:
    """The learner's copy runs as it is and says *not yet*; the solved copy's code is *right*; a wrong answer may go on."""
    live.open(at(address, name))
    cells = live.run_all()
    assert [cell["source"] for cell in cells] == [cell["source"] for cell in code(name)]
    wrong = [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    assert wrong == []
    stored = {cell["source"]: printed(cell) for cell in code(name) if CHECK.search(cell["source"])}
    assert stored
    assert {cell["source"]: printed(cell) for cell in cells if cell["source"] in stored} == stored
    quizzes = sum(len(re.findall(r"^Quiz\(", cell["source"], re.M)) for cell in cells)
    expect(live.page.locator(".jp-OutputArea-output .sc-root:has([data-live])")).to_have_count(quizzes, timeout=60_000)
    drawings = live.page.locator(".jp-OutputArea-output .sc-figure svg, .jp-OutputArea-output .sc-profile svg")
    if any(DRAWN.search(cell["source"]) for cell in cells):
        assert drawings.count() > 0
    for drawing in drawings.all():
        told = drawing.evaluate("e => [e.getAttribute('role'), e.getAttribute('aria-label') || e.getAttribute('aria-hidden') || ''].join()")
        assert re.fullmatch(r"img,.{20,}|.*,true", told, re.S), told
    expect(live.page.locator(".jp-OutputArea-output img")).to_have_count(0)
    for cell in code(f"solutions/{name}"):
        told = live.execute(cell["source"])
        if CHECK.search(cell["source"]):
            assert told == printed(cell)
            assert told.startswith(words.VERDICTS["right"])
    asked = [course.questions[found[1]] for source in stored if (found := CHECK.search(source))]
    for question in [q for q in asked if q.kind in MARKED][:1]:
        answer = in_words(question, wrongs(question)[0])
        assert live.execute(f"check({question.id!r}, {answer!r})").startswith(f"{words.VERDICTS['keep-going']}: ")


def test_every_kind_of_question(live: Live, address: str, first: dict[str, Question]) -> None:
    """Answers arrive in Python; what a learner has changed is there after a reload; the store has the names we know."""
    names = ", ".join(repr(q.id) for q in first.values())
    live.open(at(address, FIRST))
    assert not live.dirty(), "opening a notebook must not change it: see KERNEL and LANGUAGE in lite/contents.py"
    assert f"exercises/{FIRST}" not in live.stored("/lite/").get("files", [])
    source = f"from selfcheck import Quiz\nquiz = Quiz({names})\nquiz"
    live.write(0, source)
    live.page.locator(".jp-CodeCell .cm-content").first.click()
    live.page.keyboard.press("Control+Enter")
    asked = [Asked(live.page, q) for q in first.values()]
    asked[-1].root.and_(live.page.locator("[data-live]")).wait_for(timeout=60_000)
    asked[0].do(wrongs(first["one"])[0])
    expect(asked[0].status).not_to_be_empty()
    for one in asked:
        one.finish()
    answers, score, complete = json.loads(live.execute(PRINT))
    assert answers == {q.id: json.loads(json.dumps(in_words(q, right(q)))) for q in first.values()}
    assert (score, complete) == (len(MARKED), True)
    live.command("docmanager:save")
    kept = live.stored("/lite/")
    assert {"files", "checkpoints"} <= set(kept["stores"])
    assert f"exercises/{FIRST}" in kept["files"]
    live.page.reload()
    live.ready()
    assert live.cells()[0]["source"] == source


@pytest.mark.parametrize(("folder", "text", "leads"), [
    ("exercises", "Forty arrangements", "/book/03-kinds/data.html"),
    ("solutions", "Forty arrangements", "/book/03-kinds/data.html"),
    ("exercises", "how a notebook works", "/lite/start/index.html?notebook=exercises/01-sort-cases.ipynb"),
])
def test_links_lead_to_the_site(live: Live, address: str, folder: str, text: str, leads: str) -> None:
    live.page.goto(at(address, "02-count-the-kinds.ipynb", folder))
    link = live.page.locator(".jp-MarkdownCell a[target=_blank]", has_text=text)
    link.wait_for()
    with live.page.context.expect_event("request", lambda request: request.url == f"{address}{leads}"):
        link.click()


def test_kernel_is_stopped_and_started(live: Live, address: str) -> None:
    live.open(at(address, EXERCISES[1]))
    assert live.execute("kept = 7; print(kept)") == "7\n"
    live.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    assert "NameError" in live.execute("print(kept)")
    live.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    live.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.startKernel()")
    live.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.info")
    assert live.execute("from selfcheck import check; check('count-wales', 99)").startswith(words.VERDICTS["keep-going"])


def test_what_is_not_there_is_told(live: Live, address: str) -> None:
    """No package index and no compiled package: an error at once, and never an endless wait."""
    live.open(at(address, EXERCISES[1]))
    assert "ModuleNotFoundError" in live.execute("import numpy")
    assert "PyPI" in live.execute("%pip install nothing-of-this-name")


def test_downloaded_notebook_is_marked(live: Live, address: str, tmp_path: Path) -> None:
    """What a learner hands in is marked as it is."""
    answers = {name: cell["source"] for cell in code(f"solutions/{FIRST}") if (name := _name(cell["source"]))}
    live.open(at(address, FIRST))
    cells = live.cells()
    changed = [number for number, cell in enumerate(cells) if _name(cell["source"]) in answers]
    assert len(changed) > 5
    for number in changed:
        live.write(number, answers[_name(cells[number]["source"])])
    live.run_all()
    with live.page.expect_download() as waiting:
        live.command("docmanager:download")
    path = tmp_path / FIRST
    waiting.value.save_as(path)
    done = subprocess.run([sys.executable, "-m", "selfcheck", "mark", "--json", str(path)], cwd=ROOT, capture_output=True, text=True, check=False)
    marked = json.loads(done.stdout)[0]
    assert marked["exercise"] == Path(FIRST).stem
    assert {result["result"] for result in marked["results"]} == {words.MARKED["right"]}


def test_at_a_path_below(live: Live, address: str) -> None:
    live.open(at(f"{address}/a/course", FIRST, "solutions"))
    cells = live.run_all()
    said = [printed(cell) for cell in cells if CHECK.search(cell["source"])]
    assert said
    assert [text for text in said if not text.startswith(words.VERDICTS["right"])] == []
    assert live.execute("from selfcheck import rows; print(len(rows('data/partnerships.csv')))") == "40\n"
    live.command("docmanager:save")
    assert f"solutions/{FIRST}" in live.stored("/a/course/lite/")["files"]


def test_weight(lite: Path) -> None:
    """The budgets of the site: on disk, and the share of Python in a first visit."""
    files = [path for path in lite.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 40e6
    told = json.loads((lite / "sizes.json").read_text("utf-8"))["first_visit_bytes"]
    assert 9e6 < told <= 13e6
    ahead = json.loads((lite / "preload.json").read_text("utf-8"))
    assert [file["url"] for file in ahead if (lite / file["url"]).stat().st_size != file["bytes"]] == []
    assert {Path(file["url"]).name for file in ahead} == {path.name for path in (lite / "static/pyodide").iterdir()}
    squeezed = sum(len(gzip.compress((lite / f["url"]).read_bytes(), 6)) for f in ahead)
    assert squeezed < told


def test_what_two_visits_send(root: Path, browser: Browser) -> None:
    """Jupyter's own part is what the start page reckons with, nothing asked for is missing, and a second visit sends nothing."""
    reckoned = re.search(r"^FRONT_END = ([\d_]+)$", (ROOT / "lite/sizes.py").read_text("utf-8"), re.M)
    assert reckoned
    context = browser.new_context()
    with host(root) as (address, sent):
        for number in (1, 2):
            sent.clear()
            live = Live(context.new_page()).open(at(address, FIRST))
            live.run_all()
            live.page.close()
            if number == 1:
                front = sum(size for path, size in sent if "/static/pyodide/" not in path)
                assert front == pytest.approx(int(reckoned[1]), rel=0.15)
                assert [path for path, _ in sent if not (root / path.lstrip("/")).is_file()] == []
        assert sent == []
        context.close()


def _name(source: str) -> str:
    """Return the name that a cell gives to something, if that is the first thing it does."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    found = tree.body[0] if tree.body else None
    return found.targets[0].id if isinstance(found, ast.Assign) and isinstance(found.targets[0], ast.Name) else ""
