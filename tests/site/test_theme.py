"""What is mended in the theme's HTML, piece by piece; tests/site/test_drawers.py sees it in a browser."""

from __future__ import annotations

import re

from leanfuro import navigation, theme, words
from leanfuro.navigation import Contents

CONTENTS = Contents(
    (("Units", (("One", "one"), ("Two <b>", "two"))), ("", (("Far", "https://example.org/"),))),
    {"one": (("One a", "one/a"),), "two": (("Two a", "two/a"),), "two/a": (("Two a i", "two/i"),)},
    {"one/a": "one", "two/a": "two", "two/i": "two/a"})


def tree(page: str) -> str:
    return re.sub(r"<span class=\"icon\">.*?</span>", "", navigation.tree(CONTENTS, page, lambda name: f"../{name}.html"))


def test_the_contents_are_a_landmark_that_opens_the_branch_of_the_page() -> None:
    assert tree("two/a") == (
        f'<nav aria-label="{words.CONTENTS}">'
        '<p class="caption" id="contents-1"><span class="caption-text">Units</span></p><ul aria-labelledby="contents-1">'
        '<li class="toctree-l1"><a class="reference internal" href="../one.html">One</a></li>\n'
        '<li class="toctree-l1 current has-children"><a class="reference internal" href="../two.html">Two &lt;b&gt;</a>'
        '<input type="checkbox" class="toctree-checkbox" id="toctree-checkbox-1" role="switch" aria-label="Pages of Two &lt;b&gt;" checked>'
        '<label for="toctree-checkbox-1"></label><ul>'
        '<li class="toctree-l2 current has-children current-page"><a class="reference internal" href="#" aria-current="page">Two a</a>'
        '<input type="checkbox" class="toctree-checkbox" id="toctree-checkbox-2" role="switch" aria-label="Pages of Two a" checked>'
        '<label for="toctree-checkbox-2"></label><ul>'
        '<li class="toctree-l3"><a class="reference internal" href="../two/i.html">Two a i</a></li>\n</ul></li>\n</ul></li>\n</ul>'
        '<ul><li class="toctree-l1"><a class="reference internal" href="https://example.org/">Far</a></li>\n</ul></nav>'
    )


def test_a_page_outside_the_contents_opens_nothing() -> None:
    found = tree("search")
    assert found.count("<li") == 3 and "current" not in found and "checkbox" not in found


def test_a_ring_of_pages_ends() -> None:
    assert Contents((), {}, {"a": "b", "b": "a"}).way("a") == ["b", "a"]


def test_a_table_is_named_by_its_caption_or_by_the_heading_above() -> None:
    body = (
        '<h1>Page</h1><h2 id="a">Salt &amp; <em>"pepper"</em></h2>'
        '<div class="table-wrapper docutils container" id="t">\n<table class="x"><tr><td>1</td></tr></table></div>'
        '<div class="table-wrapper"><table><caption><span>Who pays</span></caption></table></div>'
        '<div class="sc-wide"><table></table></div>'
    )
    assert theme.tables(body) == (
        '<h1>Page</h1><h2 id="a">Salt &amp; <em>"pepper"</em></h2>'
        '<div class="table-wrapper docutils container" id="t" role="region" tabindex="0"'
        ' aria-label="Table: Salt &amp; &quot;pepper&quot;"><table class="x"><tr><td>1</td></tr></table></div>'
        '<div class="table-wrapper" role="region" tabindex="0" aria-label="Table: Who pays">'
        '<table><caption><span>Who pays</span></caption></table></div>'
        '<div class="sc-wide"><table></table></div>'
    )


def test_sources_are_items_of_their_list() -> None:
    body = '<div role="list"><div class="citation" id="id1" role="doc-biblioentry">x</div></div>'
    assert theme.citations(body) == '<div role="list"><div class="citation" id="id1" role="listitem">x</div></div>'


def test_the_search_page_has_a_heading_a_named_field_and_its_scripts() -> None:
    page = theme.search_page()
    assert page.startswith(f"<h1>{words.SEARCH}</h1>")
    assert f'<label for="search-words">{words.SEARCH_FOR}</label>' in page
    assert words.SEARCH_NEEDS_SCRIPT in page
    assert [name for name in theme.SEARCH_SCRIPTS if f'src="{name}" defer' not in page] == []
