"""The scripts of src/selfcheck/html/browser and of lite: types, behaviour, and the rules that keep them small and plain."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import rcssmin
import rjsmin

from npm import BIN, TOOLS, run
from samples import ROOT
from selfcheck.html import assets

SCRIPTS = sorted(assets.BROWSER.rglob("*.js"))
STARTING = sorted((ROOT / "lite").glob("*.js")) + sorted((ROOT / "lite/start").glob("*.js"))
"""Scripts of the page that opens a notebook, and beside an open one: modules may fetch what lies on the site."""

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)""", re.S)
TAG = r"(?:input|select|tbody|tr|td|th|li|svg|template|button|selfcheck-[a-z]+)"
SELECTOR = rf"(?:[>+~]|(?:{TAG}|(?=[.#[:]))(?:[.#][\w-]+|\[[^\]]*\]|:[a-z-]+)*),?"
"""One part of a CSS selector, up to the space or the end."""
UNWANTED = {
    "HTML made from text": r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write",
    "text run as code": r"\beval\b|\bFunction\(|javascript:",
    "a handler without addEventListener": r"\.on[a-z]+\s*=(?!=)|\bon[a-z]+=[\"']|setAttribute\(\s*[\"'`]on",
    "modules, which do not run from file://": r"\bimport\b|\bexport\b",
    "something sent or fetched": r"https?:|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource",
    "what is left of looking for a fault": r"console\.(?!error\()|\bdebugger\b",
}

MODULE = ("import", "export")
MAY = {"start.js": MODULE, "page.js": MODULE, "notebook.js": MODULE, "copies.js": MODULE, "fetching.js": (*MODULE, "fetch("),
       "watch.js": (*MODULE, "fetch(")}
"""What the scripts of the start page may have: all but one are modules, and two fetch what lies on the site."""
JUPYTER = "JupyterLite Storage - ."
"""JupyterLite's name for where it keeps files."""


def code(path: Path) -> str:
    """Return a script without its comments."""
    return TOKEN.sub(lambda m: "" if m["comment"] else m[0], path.read_text("utf-8"))


def strings(path: Path) -> Iterator[str]:
    """Yield what stands between quotes in a script, with a dot for each value that a template puts in."""
    for match in TOKEN.finditer(path.read_text("utf-8")):
        if match["string"]:
            yield re.sub(r"\$\{[^}]*\}", ".", match["string"][1:-1])


def is_wording(text: str) -> bool:
    """Tell whether a string holds words that a reader would read: two words in a row that are no selector."""
    if not re.search(r"[^\W\d_][,;:.!?…]* +[^\W\d_]", text) or text == "use strict":
        return False
    return not re.fullmatch(f"{SELECTOR}(?: {SELECTOR})*", text)


def passes(result: subprocess.CompletedProcess[str]) -> None:
    if result.returncode:
        pytest.fail(f"{' '.join(result.args)} failed:\n{result.stdout}{result.stderr}", pytrace=False)


def test_types(tools: Path) -> None:
    passes(run(tools / ".bin/tsc", "-p", "."))


@pytest.mark.parametrize("name", [p.name for p in sorted(TOOLS.glob("*.test.mjs"))])
def test_behaviour(tools: Path, name: str) -> None:
    result = run(BIN / "node", "--test", "--test-reporter=spec", "--test-timeout=300000", name)
    passes(result)
    assert re.search(r"^\S pass [1-9]", result.stdout, re.M), f"{name} ran no test"
    assert re.search(r"^\S skipped 0$", result.stdout, re.M), f"{name} skipped a test"


def test_lock_names_no_address() -> None:
    lock = (TOOLS / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock, "run npm install in tests/browser: its .npmrc leaves the addresses out"


@pytest.mark.parametrize("path", [*SCRIPTS, *STARTING], ids=lambda p: p.name)
class TestRules:
    """What holds for each script."""

    def test_has_no_words(self, path: Path) -> None:
        found = [text for text in strings(path) if is_wording(text) and text != JUPYTER]
        assert found == [], "words that a learner may see stand in strings.py, or in the start page's HTML"

    @pytest.mark.parametrize("rule", UNWANTED)
    def test_has_nothing_unwanted(self, path: Path, rule: str) -> None:
        needed = "export default { render };" if path.name == "widget.js" else ""  # anywidget loads it as a module
        found = re.findall(UNWANTED[rule], code(path).replace(needed, ""))
        assert [text for text in found if text not in MAY.get(path.name if path in STARTING else "", ())] == []

    def test_is_checked_and_short(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert text.startswith("// @ts-check\n")
        assert "@ts-ignore" not in text
        assert "@ts-expect-error" not in text
        assert len(text.splitlines()) < (250 if path in STARTING else 300), "divide it"


@pytest.mark.parametrize("text", ["Not yet.", "Right, go on", "Well done: next", "from a newer edition", "select one"])
def test_words_are_found(text: str) -> None:
    assert is_wording(text)


@pytest.mark.parametrize("text", [
    "use strict", ".sc-answer input, .sc-answer select, .sc-up", ".sc-note, .sc-form > .sc-explanation", "tbody tr",
    "selfcheck-question, selfcheck-case", '[data-k="."] .sc-why', '.sc-reasons li[data-k="."]', "missing: .", "storage",
])
def test_selectors_and_names_are_no_words(text: str) -> None:
    assert not is_wording(text)


def test_a_page_gets_at_most_8_and_a_half_kilobytes() -> None:
    files = {"selfcheck.js": rjsmin.jsmin(assets.text("selfcheck.js")), "selfcheck.css": rcssmin.cssmin(assets.text("selfcheck.css"))}
    weight = {name: len(gzip.compress(text.encode(), mtime=0)) for name, text in files.items()}
    assert all(size > 1024 for size in weight.values())
    assert sum(weight.values()) <= 8.5 * 1024, weight


@pytest.mark.parametrize(("body", "files"), [
    ("<p>text</p>", []), ('<div class="sc-wide">', []), ("<selfcheck-question>", ["selfcheck.js", "selfcheck.css"]),
    ("<selfcheck-case><selfcheck-question>", ["selfcheck.js", "selfcheck-case.js", "selfcheck-all.css"]),
    ('<selfcheck-question data-kind="short">', ["selfcheck.js", "selfcheck-short.js", "selfcheck.css"]),
    ("<selfcheck-table>", ["selfcheck.js", "selfcheck-table.js", "selfcheck-all.css"]),
    ('<selfcheck-question><div class="sc-wide">', ["selfcheck.js", "selfcheck-all.css"]),
])
def test_a_page_gets_what_it_uses(body: str, files: list[str]) -> None:
    assert assets.needed(body) == files


def test_every_script_is_in_a_bundle() -> None:
    parts = {part for bundle in assets.BUNDLES.values() for part in bundle}
    assert {p.relative_to(assets.BROWSER).as_posix() for p in SCRIPTS} == {part for part in parts if part.endswith(".js")}
