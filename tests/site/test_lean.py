"""What the site takes out of its pages and files, piece by piece; tests/site/test_site.py and test_weight.py see what is left."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from leanfuro import lean_pages, squeeze
from leanfuro.unused_rules import drop_unused, find_used
from samples import write_little
from selfcheck import words
from selfcheck.html import assets
from selfcheck.question.kinds import KINDS
from selfcheck.sphinx_ext.page_words import SAID_BY_FORM, unneeded

PAGE = '<html><body data-theme="auto"><p class="a b" id="top"><em hidden>x</em></p><table><tr><td></table></body></html>'
SAID_BY = SAID_BY_FORM | {name: kind.says for name, kind in KINDS.items() if kind.says}


def left(css: str, page: str = PAGE, script: str = "") -> str:
    """Return what is left of a style sheet, squeezed."""
    return squeeze.squeezed("x.css", drop_unused({"x.css": css}, find_used([page], [script]))["x.css"])


@pytest.mark.parametrize(("css", "kept"), [
    (".a{top:0}.c{top:0}", ".a{top:0}"),
    (".a,.c,p .b{top:0}", ".a,p .b{top:0}"),
    ("#top{top:0}#end{top:0}h1{top:0}p{top:0}", "#top{top:0}p{top:0}"),
    (".c:hover{top:0}.a:hover::before{top:0}", ".a:hover::before{top:0}"),
    ("[hidden],[title]{top:0}", "[hidden]{top:0}"),
    ('body[data-theme="dark"] .a{top:0}', 'body[data-theme="dark"] .a{top:0}'),
    (".a:not(.c):not([title]){top:0}", ".a:not(.c):not([title]){top:0}"),
    (":is(.a,.c){top:0}:is(.c,.d) p{top:0}p:has(> .d){top:0}", ":is(.a,.c){top:0}"),
    ("tbody{top:0}details[open]{top:0}td[open]{top:0}", "tbody{top:0}td[open]{top:0}"),
    ("@media print{.c{top:0}}@media print{.a{top:0}.c{top:0}}", "@media print{.a{top:0}}"),
    ("@media print{@supports (top:0){.c{top:0}}}", ""),
    ("p{--x:1;--y:2;top:var(--x)}", "p{--x:1;top:var(--x)}"),
    ("p{--x:var(--y);--y:2}", ""),
    ('p{content:"\\2717\\00a0" / "";background:url("data:image/svg+xml,%3Csvg a=\'1\'/%3E")}',
     'p{content:"✗\u00a0" / "";background:url("data:image/svg+xml,%3Csvg a=\'1\'/%3E")}'),
    ("@keyframes go{to{top:0}}@keyframes stay{to{top:0}}p{animation:go 1s}", "@keyframes go{to{top:0}}p{animation:go 1s}"),
    ("@font-face{font-family:x}@page{margin:0}", "@font-face{font-family:x}@page{margin:0}"),
    ("/*! theirs */.c{top:0}/* ours */p{top:0}", "/*! theirs */p{top:0}"),
    ("*{top:0}:root{top:0}", "*{top:0}:root{top:0}"),
    (".scrolled p{top:0}", ".scrolled p{top:0}"),
    (".a\\:c{top:0}.A{top:0}P{top:0}", "P{top:0}"),
])
def test_a_rule_stays_if_and_only_if_something_can_use_it(css: str, kept: str) -> None:
    assert left(css) == kept


@pytest.mark.parametrize(("css", "script"), [
    (".c{top:0}", "e.classList.add('c d')"), (".c{top:0}", 'x.innerHTML = `<b class="c">`'), ("h1{top:0}", 'document.createElement("h1")'),
    ("[data-my-state]{top:0}", "e.dataset.myState = 1"), ("[disabled]{top:0}", "e.disabled = true"), ("p{--x:1}", 'style.getPropertyValue("--x")')])
def test_what_a_script_names_stays(css: str, script: str) -> None:
    assert left(css) == ""
    assert left(css, script=script) == css
    assert left(css, page=f"{PAGE}<script>{script}</script>") == css


def test_a_sheet_may_name_what_another_one_sets() -> None:
    sheets = {"a.css": "p{--x:1;--y:1}", "b.css": "td{top:var(--x,0)}"}
    assert drop_unused(sheets, find_used([PAGE], [])) == {"a.css": "p{--x:1}", "b.css": "td{top:var(--x,0)}"}


THEME = """<head><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="viewport" content="width=device-width, initial-scale=1" />
<!-- Generated with Sphinx 1 and Furo 2 -->
<style>
  body {
    --color-code-background: #fefefe;
  }
</style></head>
<body>
<svg xmlns="http://www.w3.org/2000/svg" style="display: none;">
  <symbol id="svg-menu" viewBox="0 0 24 24">
    <title>Menu</title>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" stroke="currentColor" class="feather-menu">
      <line x1="3"></line>
    </svg>
  </symbol>
  <symbol id="svg-eye" viewBox="0 0 24 24"><svg viewBox="0 0 24 24"><path d="M1 1"/></svg></symbol>
</svg>

<a href="#" class="back-to-top muted-link"><svg><path/></svg><span>Back to top</span></a>
<p>One   <b>two</b>
   three</p>
<span class="icon"><svg class="big"><use href="#svg-menu"></use></svg></span>
<pre>
  a

  b</pre><textarea>
 c
</textarea></body>"""


def test_a_page_keeps_what_is_read_and_loses_what_all_pages_share() -> None:
    common = lean_pages.find_common([THEME])
    page = lean_pages.slim(THEME, common)
    assert page == """<head><meta name="viewport" content="width=device-width,initial-scale=1">
</head>
<body>
<p>One   <b>two</b>
three</p>
<span class="icon"><svg class="big icon-mask icon-menu"></svg></span>
<pre>
  a

  b</pre><textarea>
 c
</textarea></body>"""
    assert common.style() == (
        lean_pages.ICON + '.icon-menu{--icon:url("data:image/svg+xml,%3Csvg xmlns=\'http://www.w3.org/2000/svg\' viewBox=\'0 0 24 24\''
        " stroke='%23000'%3E%3Cline x1='3'/%3E%3C/svg%3E\")}\nbody {\n    --color-code-background: #fefefe;\n  }\n")
    again = lean_pages.find_common([page])
    assert again.style() == "" and lean_pages.slim(page, again) == page


MATH = '<section class="tex2jax_ignore mathjax_ignore" id="a">'


@pytest.mark.parametrize(("given", "kept"), [
    ('<form><input type="hidden" name="check_keywords" value="yes" />\n<input type="hidden" name="area" value="default" /></form>', "<form></form>"),
    ('<form><input type="hidden" name="mine" value="yes" /></form>', '<form><input type="hidden" name="mine" value="yes" /></form>'),
    ('<div id="searchbox"></div><p>One</p>', "<p>One</p>"),
    (MATH, '<section id="a">'),
    (f'{MATH}<script src="mathjax/tex-mml.js"></script>', f'{MATH}<script src="mathjax/tex-mml.js"></script>'),
])
def test_what_nothing_on_the_page_reads_goes(given: str, kept: str) -> None:
    assert lean_pages.slim(given, lean_pages.Common()) == kept


def test_of_two_sorts_of_colours_none_is_moved() -> None:
    other = THEME.replace("#fefefe", "#000")
    common = lean_pages.find_common([THEME, other])
    assert "--color-code" not in common.style() and "--color-code" in lean_pages.slim(other, common)


def test_a_script_waits_once() -> None:
    assert squeeze.later("x()") == "setTimeout(()=>{x()\n});\n" == squeeze.later(squeeze.later("x()"))


def build(folder: Path) -> dict[str, bytes]:
    """Build a book, and return its pages and its styles."""
    done = subprocess.run([sys.executable, "-m", "sphinx", "-q", "-W", str(folder), str(folder / "out")], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return {p.relative_to(folder / "out").as_posix(): p.read_bytes() for p in (folder / "out").rglob("*") if p.suffix in (".html", ".css", ".js")}


def test_a_page_that_comes_later_brings_its_rules_back(tmp_path: Path) -> None:
    """And the files of a book built in steps are the same, byte for byte, as of one built at once; no page asks for an older edition."""
    settings = 'extensions = ["leanfuro"]\nhtml_theme = "furo"\nexclude_patterns = ["out", "book"]\nhtml_last_updated_fmt = None\n' \
               'leanfuro_later = ["scripts/*.js"]\n'
    step = write_little(tmp_path / "step", **{"conf.py": settings, "index.rst": "Book\n====\n\n.. toctree::\n   :glob:\n\n   page*\n"})
    (step / "page1.rst").write_text("One\n===\n\nWords.\n", "utf-8")
    first = build(step)
    assert build(step) == first, "a build that writes no page changes nothing"
    (step / "out/.doctrees/leanfuro.txt").unlink()
    assert build(step) == first, "nor does it where nobody remembers that all is done"
    with (step / "out/page1.html").open("a", encoding="utf-8") as page:
        page.write("<!-- Generated with Sphinx -->")
    assert build(step) == first, "what a build that was stopped has left undone is done"
    assert b"ul.search li" in first["_static/styles/furo.css"], "the search's own script names it, and is asked for without a mark"
    assert b".sidebar{" not in first["_static/styles/furo.css"] and b"aside.sidebar" not in first["_static/styles/furo.css"]
    (step / "page2.rst").write_text("Two\n===\n\n.. sidebar:: Beside\n\n   More.\n", "utf-8")
    later = build(step)
    assert b"aside.sidebar" in later["_static/styles/furo.css"]
    mark = squeeze.mark(later["_static/styles/furo.css"]).encode()
    assert mark != squeeze.mark(first["_static/styles/furo.css"]).encode()
    pages = {name: text for name, text in later.items() if name.endswith(".html") and b"styles/furo.css" in text}
    assert len(pages) >= 5 and not [name for name, text in pages.items() if b"styles/furo.css?v=" + mark not in text]
    once = write_little(tmp_path / "once", **{name: (step / name).read_bytes() for name in ("conf.py", "index.rst", "page1.rst", "page2.rst")})
    at_once = build(once)
    assert {name for name in later if later[name] != at_once.get(name)} <= {"page1.html"}, "Sphinx leaves its link to the next page out"


def test_a_page_brings_the_sentences_of_its_own_kinds() -> None:
    assert {name for names in SAID_BY.values() for name in names} <= words.STATUS.keys()
    assert "moved" in unneeded(["one"], ["question"]) and "moved" not in unneeded(["order"], ["question"])
    assert not unneeded(["one"], ["check"]) & {"score", "gain-up"}
    assert not unneeded([], []) & {"right", "wrong", "not-kept", "blank", "shown", "mine"}


@pytest.mark.parametrize("owner", ["case", "profile", "quiz", "check"])
def test_no_other_script_says_these_sentences(owner: str) -> None:
    for name in [name for name in SAID_BY[owner] if sum(name in names for names in SAID_BY.values()) == 1]:
        found = {path.stem for path in assets.BROWSER.rglob("*.js") if re.search(rf'(?:say|words)\([^)]*"{name}"', path.read_text("utf-8"))}
        assert found == {owner}, name
