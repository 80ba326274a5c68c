"""What is mended in the theme's HTML, piece by piece; tests/test_site.py sees it in a browser."""

from __future__ import annotations

from selfcheck import strings
from selfcheck.sphinx_ext import theme

TREE = (
    '<p class="caption" role="heading"><span class="caption-text">Units</span></p>\n<ul class="current">'
    '<li><a href="#">Here</a></li></ul>\n'
    '<p class="caption" role="heading"><span class="caption-text">Cases</span></p>\n'
    '<ul><li><a href="x.html">There</a></li></ul>'
)


def test_the_tree_is_a_landmark_whose_captions_name_their_lists() -> None:
    assert theme.navigation(TREE) == (
        f'<nav aria-label="{strings.CONTENTS}">'
        '<p class="caption" id="contents-1"><span class="caption-text">Units</span></p>'
        '<ul aria-labelledby="contents-1" class="current"><li><a href="#" aria-current="page">Here</a></li></ul>\n'
        '<p class="caption" id="contents-2"><span class="caption-text">Cases</span></p>'
        '<ul aria-labelledby="contents-2"><li><a href="x.html">There</a></li></ul></nav>'
    )


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
    assert page.startswith(f"<h1>{strings.SEARCH}</h1>")
    assert f'<label for="search-words">{strings.SEARCH_FOR}</label>' in page
    assert strings.SEARCH_NEEDS_SCRIPT in page
    assert [name for name in theme.SEARCH_SCRIPTS if f'src="{name}" defer' not in page] == []
