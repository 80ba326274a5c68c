"""What all tests share: the little course, golden files that can be written anew, the built book, and a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from difflib import unified_diff
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import course as door
import lites
import npm
import tiers
from asking import Asked
from browsers import AXE_RESULT, AXE_START, FLAGS, Watch, serve
from handing_in import SOLVED, notebook
from samples import ROOT, TESTS, write_little
from selfcheck.bank.course import Course, open_course
from shared import make_once
from starting import LOST, Site, Start, make_site

PATIENCE = 30_000
"""Milliseconds that a browser may take for one step, on a machine that does something else as well."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/* anew instead of comparing with it")
    parser.addoption("--quick", action="store_true", help="leave out what needs a browser, a build or a kernel")


def pytest_configure(config: pytest.Config) -> None:
    expect.set_options(timeout=PATIENCE)
    if config.getoption("--quick"):
        tiers.stay_quick()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not quick, if that is asked for, and give each worker its share of what takes long, to begin with."""
    if config.getoption("--quick"):
        costly = [item for item in items if tiers.cost(item) < len(tiers.COSTLY)]
        config.hook.pytest_deselected(items=costly)
        items[:] = [item for item in items if item not in costly]
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items.sort(key=tiers.rank)
    long = [item for item in items if item.get_closest_marker("timeout")]
    items[:] = tiers.deal(long, [item for item in items if item not in long], workers)  # pytest-xdist cuts this into parts of one length


@pytest.fixture
def little_course(tmp_path: Path) -> Callable[..., Path]:
    """Write the little course, with the files given changed, and return its folder: see :func:`samples.write_little`."""
    return partial(write_little, tmp_path / "course")


@pytest.fixture
def tea_course(little_course: Callable[..., Path]) -> Course:
    """The little course with one exercise of three tasks."""
    return open_course(little_course(**{"exercises/solutions/01-tea.ipynb": notebook(*SOLVED), "exercises/data/tea.csv": "name\nBlack\n"}))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of this name, or write the file with ``--update-golden``."""

    def compare(name: str, text: str) -> None:
        path = TESTS / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8")
        kept = path.read_text("utf-8") if path.is_file() else ""
        changes = "\n".join(unified_diff(kept.splitlines(), text.splitlines(), f"tests/golden/{name}", "now", lineterm=""))
        assert not changes, f"{changes}\nIf this change is meant: pytest --update-golden, then read it in git diff."

    return compare


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the book afresh; nothing may warn. Return the folder of its pages."""

    def build(folder: Path) -> None:
        book = Path(sys.executable).with_name("jupyter-book")
        command = [book, "build", ".", "-W", "-n", "--keep-going", "--path-output", str(folder)]
        env = {name: value for name, value in os.environ.items() if name != "COURSE_NOTEBOOKS"}  # the site alone, without lite/
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", timeout=900, check=False)
        told = done.stdout + done.stderr
        if done.returncode or "WARNING" in told:  # of Sphinx, or of a kernel
            raise RuntimeError(f"the book does not build without a warning:\n{told}")

    return make_once(tmp_path_factory, "site", build) / "_build" / "html"


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with what runs notebooks in the browser, built if need be."""
    make_once(tmp_path_factory, "lite", lambda _: lites.build())
    return lites.LITE


@pytest.fixture(scope="session")
def course() -> Course:
    return open_course(ROOT)


@pytest.fixture(scope="session")
def homes(site: Path) -> dict[str, str]:
    """Return the first built page that each question stands on."""
    found: dict[str, str] = {}
    for path in sorted((site / "book").rglob("*.html")):
        for name in re.findall(r'<selfcheck-(?:question|case|profile) [^>]*data-id="([^"]+)"', path.read_text("utf-8")):
            found.setdefault(name, path.relative_to(site).as_posix())
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = door.find_browser()
    if found is None:
        pytest.fail(door.NO_BROWSER, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser that has kept nothing. The test fails if a page complains or asks another host for anything."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(PATIENCE)
    watch = Watch(opened)
    yield opened
    opened.close()
    watch.check()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Serve the built book, and return its address."""
    with serve(site) as address:
        yield address


@pytest.fixture
def place(served: str) -> str:
    """Return the address of the site that questions are asked on. A module of tests may have another."""
    return served


@pytest.fixture
def ask(page: Page, place: str, course: Course, homes: dict[str, str]) -> Callable[..., Asked]:
    """Open the page of a question: of the course's first of a kind, or of the one with this id.

    The page is served, as on a busy machine Chromium now and then gives a page from file:// a store that is connected to nothing.
    """

    def open_page(kind: str, name: str = "", root: str = "", tab: Page = page) -> Asked:
        known = [q for q in course.questions.values() if q.id in homes]
        asked = next(q for q in known if (q.id == name if name else q.kind == kind))
        tab.goto(f"{root or place}/{homes[asked.id]}#q-{asked.id}")
        tab.locator(f"#q-{asked.id}[data-live]").wait_for()
        return Asked(tab, asked)

    return open_page


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what the tests take from npm, installed if need be."""
    make_once(tmp_path_factory, "tools", lambda _: npm.install())
    return npm.MODULES


@pytest.fixture(scope="session")
def axe_source(tools: Path) -> str:
    """Return the script of axe-core."""
    return (tools / "axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def axe(axe_source: str) -> Callable[..., list[str]]:
    """Find what axe can find against WCAG 2.2 A and AA on a page, or in a part of it: rule, place, what to do."""

    def run(page: Page, part: str = "html") -> list[str]:
        page.evaluate(axe_source)
        page.evaluate(AXE_START, [part, None])
        return page.evaluate(AXE_RESULT)  # type: ignore[no-any-return]

    return run


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Site]]:
    """Serve one folder; each call makes a site in a folder under it, whose name needs care in an address."""
    folder, numbers = tmp_path_factory.mktemp("ground"), count(1)
    with serve(folder) as address:
        def make() -> Site:
            name = f"site {next(numbers)}"
            return make_site(folder / name, f"{address}/{name.replace(' ', '%20')}")

        yield make


@pytest.fixture
def start(ground: Callable[[], Site], browser: Browser) -> Iterator[Start]:
    """Give a site of its own and a browser that has kept nothing; only missing files may be complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    watch = Watch(context)
    yield Start(context.new_page(), ground())
    context.close()
    watch.forgive(LOST)
    watch.check()
