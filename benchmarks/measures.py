"""What is measured: each function gives rows of the table."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import builds
import copies
import kinds
import lighthouse
import madeup
import visits
from bs4 import BeautifulSoup
from report import Row, at_most, at_most_ratio
from serving import serve, squeezed

KB = 1024
ENGINE = ("selfcheck/selfcheck.js", "selfcheck/selfcheck.css")
NAVIGATION = "aside, header, .related-pages"
"""Parts of a page of ours that tell where it lies in the course."""
REBUILDS = {"nothing changed": 3.0, "one page changed": 4.0, "one question changed": 4.0}
"""Seconds that a rebuild may take, or :data:`REBUILD_SHARE` of the cold build where that is longer."""
REBUILD_SHARE = 0.25
GROWTH = 1.3
CHECK_SECONDS, CHECK_MEGABYTES = 15, 500


@dataclass
class Built:
    """Both books, and what building them took in each run."""

    ours: Path
    stock: Path
    cold: dict[str, list[builds.Ran]] = field(default_factory=lambda: {"ours": [], "stock": []})
    rebuilt: dict[str, list[builds.Ran]] = field(default_factory=lambda: {name: [] for name in REBUILDS})
    question: str = ""
    """The question that is edited."""
    shown_on: list[str] = field(default_factory=list)
    touched: list[list[str]] = field(default_factory=list)
    """Pages that came out otherwise after the edit, in each run."""


def say(text: str) -> None:
    """Tell what is being done, beside the table."""
    print(text, file=sys.stderr, flush=True)


def build(course: Path, folder: Path, runs: int, rebuild: bool) -> Built:
    """Build ours and stock in turn, each time from a new copy; then build each copy of ours again after small changes."""
    found = Built(folder / "ours-html", folder / "stock-html")
    for number in range(runs):
        order = ("ours", "stock") if number % 2 == 0 else ("stock", "ours")  # neither always finds what the other left in memory
        for kind in order:
            say(f"Run {number + 1} of {runs}: building {kind}")
            copy = folder / f"{kind}-{number}"
            (copies.ours if kind == "ours" else copies.stock)(course, copy)
            found.cold[kind].append(builds.build(copy))
        if number == 0:
            shutil.copytree(builds.site(folder / "ours-0"), found.ours)
            shutil.copytree(builds.site(folder / "stock-0"), found.stock)
        if rebuild:
            say(f"Run {number + 1} of {runs}: building ours again")
            _rebuild(folder / f"ours-{number}", found)
    return found


def _rebuild(copy: Path, found: Built) -> None:
    html = builds.site(copy)
    shown = kinds.questions(html)
    counts = Counter(name for names in shown.values() for name in names)
    found.question = max(sorted(counts), key=lambda name: counts[name])  # the one on most pages
    found.shown_on = [page for page, names in shown.items() if found.question in names]
    edits = {
        "nothing changed": None,
        "one page changed": copy / Path(kinds.first(html)).with_suffix(".md"),
        "one question changed": next((copy / "book" / "questions").rglob(f"{found.question}.md")),
    }
    for name, file in edits.items():
        if file:
            with file.open("a", encoding="utf-8") as text:
                text.write("\nA sentence that was not here before.\n")
        before = builds.digests(html)
        found.rebuilt[name].append(builds.build(copy))
        if name == "one question changed":
            found.touched.append(builds.changed(before, builds.digests(html)))


def build_rows(found: Built) -> Iterator[Row]:
    """Give the times of cold builds and of rebuilds."""
    cold = {kind: [ran.seconds for ran in runs] for kind, runs in found.cold.items()}
    ours, stock = (statistics.median(cold[kind]) for kind in ("ours", "stock"))
    yield at_most_ratio("cold build, notebooks run", 1.0, ours, stock, "s", cold)
    worked = {kind: [ran.processor or 0 for ran in runs] for kind, runs in found.cold.items()}
    yield Row("its processor time", "", *(statistics.median(worked[kind]) for kind in ("ours", "stock")), unit="s", runs=worked)
    for name, seconds in REBUILDS.items():
        took = [ran.seconds for ran in found.rebuilt[name]]
        worked_again = statistics.median(ran.processor or 0 for ran in found.rebuilt[name])
        limit = round(max(seconds, REBUILD_SHARE * ours), 1)
        yield at_most(f"rebuild, {name}", limit, statistics.median(took), unit="s", note=f"processor {worked_again:.1f} s", runs={"ours": took})
    wrong = sorted({page for pages in found.touched for page in set(pages) ^ set(found.shown_on)})
    yield Row("pages that an edited question rebuilds", "those that show it", f"{len(found.touched[0])} of {len(found.shown_on)}", met=not wrong,
              note=f"{found.question} is on {', '.join(found.shown_on)}" + (f"; wrong: {', '.join(wrong)}" if wrong else ""))


def visit_rows(found: Built, executable: str, runs: int) -> Iterator[Row]:
    """Give weights, requests and times of pages."""
    first, further = kinds.first(found.ours), kinds.further(found.ours)
    with serve(found.ours) as ours, serve(found.stock) as stock, visits.browser(executable) as browser:
        say(f"Visiting {first}, then {further}")
        (cold, warm), (stock_cold, stock_warm) = (visits.visit(browser, f"{site}/{first}", f"{site}/{further}") for site in (ours, stock))
        timings: dict[str, list[visits.Timing]] = {"ours": [], "stock": []}
        for number in range(runs):
            say(f"Run {number + 1} of {runs}: timing {first}")
            for kind, site in (("ours", ours), ("stock", stock)):
                timings[kind].append(visits.time_page(browser, f"{site}/{first}"))
    asked = len(kinds.questions(found.ours)[first])
    page = f"first page, cold ({asked} questions)"
    yield at_most(page, 34, cold.bytes / KB, stock_cold.bytes / KB, "KB", f"{first}: {', '.join(cold.paths)}")
    yield at_most("requests for it", 12, len(cold.paths), len(stock_cold.paths))
    yield at_most("other hosts that it tries", 0, len(cold.elsewhere), len(stock_cold.elsewhere), note=_tally(stock_cold.elsewhere, "stock"))
    yield at_most("further page", 12, warm.bytes / KB, stock_warm.bytes / KB, "KB", f"{further}: {', '.join(warm.paths)}")
    engine = sum(len(squeezed((found.ours / "_static" / name).read_bytes())) for name in ENGINE)
    yield at_most("quiz engine, script and style", 12, engine / KB, unit="KB")
    fast, slow = visits.median(timings["ours"]), visits.median(timings["stock"])
    yield at_most_ratio("largest paint, Slow 4G, CPU x4", 0.5, fast.largest_paint, slow.largest_paint, "ms",
                        {kind: [t.largest_paint for t in each] for kind, each in timings.items()})
    yield at_most("total blocking time there", 50, fast.blocked, slow.blocked, "ms",
                  runs={kind: [t.blocked for t in each] for kind, each in timings.items()})
    indexes = [v.fetched_index for v in (cold, warm)], [v.fetched_index for v in (stock_cold, stock_warm)]
    yield Row("search index fetched unasked", "no", *("yes" if any(each) else "no" for each in indexes), met=not any(indexes[0]))
    yield Row("errors in the console", "0", len(cold.complaints + warm.complaints), len(stock_cold.complaints + stock_warm.complaints),
              met=not cold.complaints + warm.complaints, note=_tally(cold.complaints + warm.complaints, "ours"))


def _tally(names: list[str], whose: str) -> str:
    return f"{whose}: " + ", ".join(f"{name} x {count}" for name, count in sorted(Counter(names).items())) if names else ""


def lighthouse_rows(found: Built, executable: str, runs: int) -> Iterator[Row]:
    """Give Lighthouse's scores of a page of each kind: performance, accessibility, best practices, search engines."""
    with tempfile.TemporaryDirectory() as name, serve(found.ours) as ours, serve(found.stock) as stock:
        folder = Path(name)
        say("Installing Lighthouse")
        lighthouse.install(folder)
        for kind in kinds.KINDS:
            page = next(iter(kinds.pages(found.ours, kind)), None)
            if page is None:
                continue
            say(f"Lighthouse: {page}")
            mine, theirs = (lighthouse.judge(folder, f"{site}/{page}", executable, runs) for site in (ours, stock))
            yield Row(f"Lighthouse, {kind}", "100 in all four", mine.text, theirs.text, mine.worst == 100,
                      note=f"{page}: {', '.join(mine.lost)}" if mine.lost else "")


def large_rows(course: Path, folder: Path, few: int, many: int) -> Iterator[Row]:
    """Give what a made-up course of two sizes takes."""
    took: dict[int, builds.Ran] = {}
    for pages in (few, many):
        say(f"Building a made-up course of {pages} pages")
        madeup.write(folder / f"made-up-{pages}", pages, course)
        took[pages] = builds.build(folder / f"made-up-{pages}")
    each = {pages: 1000 * ran.seconds / pages for pages, ran in took.items()}
    yield Row(f"made up, {few} pages: time a page", "", each[few], unit="ms", note=f"{took[few].seconds:.0f} s, {took[few].megabytes or 0:.0f} MB")
    yield Row(f"made up, {many} pages: time a page", f"<= {GROWTH} x that at {few}", each[many], met=each[many] <= GROWTH * each[few], unit="ms",
              note=f"{each[many] / each[few]:.2f} x; {took[many].seconds:.0f} s, {took[many].megabytes or 0:.0f} MB")
    say(f"Checking the made-up course of {many} pages")
    checked = builds.check(folder / f"made-up-{many}")
    yield at_most(f"selfcheck check, {many * madeup.QUESTIONS_A_PAGE} questions", CHECK_SECONDS, checked.seconds, unit="s")
    if checked.megabytes:
        yield at_most("its memory", CHECK_MEGABYTES, checked.megabytes, unit="MB")
    small, large = (_weights(builds.site(folder / f"made-up-{pages}") / madeup.FIRST_PAGE) for pages in (few, many))
    yield Row(f"one page at {few} and {many} pages", "", f"{small[0] / KB:.1f}, {large[0] / KB:.1f} KB")
    yield at_most("growth without its navigation", 0, large[1] - small[1], unit="bytes")


def _weights(page: Path) -> tuple[int, int]:
    """Return the weight of a page, squeezed, and its weight without its navigation."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    whole = len(squeezed(str(soup).encode()))
    for part in soup.select(NAVIGATION):
        part.extract()
    return whole, len(squeezed(str(soup).encode()))
